"""Read Stripe's objects, as plain dicts in the shape of the pinned version, into what we call them."""

import datetime as dt

from django.utils import timezone

from supporters.models.states import PledgeState
from supporters.providers.base import Envelope, ProviderDispute, ProviderPayment, ProviderRefund, Snapshot

SESSION_STATES = {"open": PledgeState.CHECKOUT, "expired": PledgeState.EXPIRED}
INTENT_STATES = {
    "succeeded": PledgeState.COMPLETED,
    "processing": PledgeState.PROCESSING,
    "requires_payment_method": PledgeState.FAILED,
    "canceled": PledgeState.FAILED,
}
SUBSCRIPTION_STATES = {
    "incomplete": PledgeState.PROCESSING,
    "incomplete_expired": PledgeState.FAILED,
    "trialing": PledgeState.ACTIVE,
    "active": PledgeState.ACTIVE,
    "past_due": PledgeState.PAST_DUE,
    "unpaid": PledgeState.PAST_DUE,
    "paused": PledgeState.PAUSED,
    "canceled": PledgeState.CANCELLED,
}
REFUND_STATES = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}
DISPUTE_STATES = {
    "won": "won",
    "warning_closed": "won",
    "prevented": "won",
    "lost": "lost",
    "under_review": "review",
    "warning_under_review": "review",
}
DEBITS = {"bacs_debit", "sepa_debit", "us_bank_account", "acss_debit"}
WANTED = {
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.resumed",
    "charge.refunded",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
}


def moment(seconds) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds else None


def day(seconds) -> dt.date | None:
    """The paper's day, which is not always the one in UTC."""
    return timezone.localdate(moment(seconds)) if seconds else None


def single(session, intent, *, read_at, refunds, disputes) -> Snapshot:
    """One contribution, from the visit to Checkout and its payment."""
    intent = intent or {}
    state = SESSION_STATES.get(session["status"]) or INTENT_STATES.get(intent.get("status"), PledgeState.PROCESSING)
    return Snapshot(
        read_at=read_at,
        state=state,
        amount=session["amount_total"],
        currency=session["currency"].upper(),
        session=session["id"],
        customer=session.get("customer"),
        payments=payments_of_intent(intent) if session["status"] == "complete" else [],
        refunds=[refund_of(refund) for refund in refunds],
        disputes=[dispute_of(dispute) for dispute in disputes],
    )


def payments_of_intent(intent) -> list[ProviderPayment]:
    states = {"succeeded": "succeeded", "processing": "pending", "requires_payment_method": "failed"}
    status = states.get(intent.get("status"))
    if status is None:
        return []
    charge = intent.get("latest_charge") or {}
    amount = intent["amount_received"] if status == "succeeded" else intent["amount"]
    paid_at = moment(charge.get("created") or intent["created"])
    return [
        ProviderPayment(
            ref=intent["id"],
            status=status,
            amount=amount,
            currency=intent["currency"].upper(),
            at=paid_at,
            method=method_of_charge(charge),
            fee=fee_of_charge(charge),
            failure_code=failure_of(intent),
            period_start=None,
        )
    ]


def method_of_charge(charge) -> str:
    kind = (charge.get("payment_method_details") or {}).get("type", "card")
    return "debit" if kind in DEBITS else "card"


def fee_of_charge(charge) -> int | None:
    """In minor units; None where Stripe has not said it yet."""
    balance = charge.get("balance_transaction")
    return balance.get("fee") if isinstance(balance, dict) else None


def failure_of(intent) -> str:
    error = intent.get("last_payment_error") or {}
    return error.get("decline_code") or error.get("code") or ""


def regular(session, subscription, invoices, intents, *, read_at, refunds, disputes) -> Snapshot:
    """Regular support, from its subscription and every invoice, the oldest first."""
    item = subscription["items"]["data"][0]
    payments = [payment for invoice in reversed(invoices) for payment in payments_of_invoice(invoice, intents)]
    state = state_of_subscription(subscription, payments)
    is_over = state in {PledgeState.CANCELLED, PledgeState.FAILED}
    return Snapshot(
        read_at=read_at,
        state=state,
        amount=item["price"]["unit_amount"] * item.get("quantity", 1),
        currency=item["price"]["currency"].upper(),
        session=session["id"],
        subscription=subscription["id"],
        customer=subscription["customer"],
        next_due=None if is_over else day(item["current_period_end"]),
        cancel_at=moment(subscription.get("cancel_at")),
        ended_at=moment(subscription.get("ended_at")),
        end_reason=(subscription.get("cancellation_details") or {}).get("reason") or "",
        payments=payments,
        refunds=[refund_of(refund) for refund in refunds],
        disputes=[dispute_of(dispute) for dispute in disputes],
    )


def state_of_subscription(subscription, payments) -> PledgeState:
    state = SUBSCRIPTION_STATES.get(subscription["status"], PledgeState.PROCESSING)
    if state != PledgeState.ACTIVE:
        return state
    if subscription.get("pause_collection"):
        return PledgeState.PAUSED
    if subscription.get("cancel_at_period_end") or subscription.get("cancel_at"):
        return PledgeState.ENDING
    # With a slow method the subscription runs while its first payment is still with the bank: no thanks for that yet.
    return state if any(payment.status == "succeeded" for payment in payments) else PledgeState.PROCESSING


def intent_of(invoice) -> str | None:
    """The payment that an invoice was, or is to be, paid with."""
    for payment in (invoice.get("payments") or {}).get("data", []):
        if payment["payment"].get("type") == "payment_intent" and payment["status"] != "canceled":
            return payment["payment"]["payment_intent"]
    return None


def payments_of_invoice(invoice, intents) -> list[ProviderPayment]:
    amount = invoice["amount_paid"] or invoice["amount_due"]
    if invoice["status"] in {"draft", "void"} or not amount:  # void: nobody owes it any more
        return []
    intent = intents.get(intent_of(invoice)) or {}
    charge = intent.get("latest_charge") or {}
    paid_at = (invoice.get("status_transitions") or {}).get("paid_at")
    return [
        ProviderPayment(
            ref=intent.get("id") or invoice["id"],
            status=status_of_invoice(invoice, intent),
            amount=amount,
            currency=invoice["currency"].upper(),
            at=moment(paid_at or invoice["created"]),
            method=method_of_charge(charge),
            fee=fee_of_charge(charge),
            failure_code=failure_of(intent),
            period_start=day(period_of(invoice)),
            url=invoice.get("hosted_invoice_url") or "",
            needs_approval=intent.get("status") == "requires_action",
        )
    ]


def status_of_invoice(invoice, intent) -> str:
    if invoice["status"] == "paid":
        return "succeeded"
    is_under_way = not invoice.get("attempt_count") or intent.get("status") == "processing"
    return "pending" if is_under_way else "failed"


def period_of(invoice) -> int:
    lines = (invoice.get("lines") or {}).get("data", [])
    return lines[0]["period"]["start"] if lines else invoice["period_start"]


def refund_of(refund) -> ProviderRefund:
    return ProviderRefund(
        ref=refund["id"],
        payment_ref=refund["payment_intent"],
        amount=refund["amount"],
        status=REFUND_STATES.get(refund["status"], "pending"),
        currency=refund["currency"].upper(),
        at=moment(refund["created"]),
        reason=refund.get("reason") or "",
        request_key=(refund.get("metadata") or {}).get("request_key", ""),
    )


def dispute_of(dispute) -> ProviderDispute:
    return ProviderDispute(
        ref=dispute["id"],
        payment_ref=dispute["payment_intent"],
        amount=dispute["amount"],
        status=DISPUTE_STATES.get(dispute["status"], "open"),
        currency=dispute["currency"].upper(),
        at=moment(dispute["created"]),
        reason=dispute.get("reason") or "",
        respond_by=moment((dispute.get("evidence_details") or {}).get("due_by")),
    )


def envelope(event) -> Envelope:
    """A message down to its ids. Nothing else of it is believed: the objects are read again."""
    found = event["data"]["object"]
    kind = found.get("object")
    details = (found.get("parent") or {}).get("subscription_details") or {}
    metadata = found.get("metadata") or details.get("metadata") or {}
    hints = {
        "pledge": found.get("client_reference_id") or metadata.get("pledge"),
        "session": found["id"] if kind == "checkout.session" else None,
        "subscription": found["id"] if kind == "subscription" else details.get("subscription"),
        "payment": found.get("payment_intent"),
    }
    return Envelope(
        event_id=event["id"],
        type=event["type"],
        livemode=event["livemode"],
        created=moment(event["created"]),
        object_ref=found.get("id", ""),
        api_version=event.get("api_version") or "",
        is_wanted=event["type"] in WANTED,
        hints={name: ref for name, ref in hints.items() if isinstance(ref, str)},
    )
