"""A pretended provider for the demonstration and for tests. It takes no money and starts nowhere else."""

import datetime as dt
import json
import uuid

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.webhook_signatures import BadWebhook, check_signature
from supporters.models import SandboxAccount
from supporters.models.states import PledgeState
from supporters.providers.base import (
    Capability,
    Envelope,
    ProviderDispute,
    ProviderPayment,
    ProviderRefund,
    ProviderRefused,
    Redirect,
    Snapshot,
)
from supporters.providers.sandbox_bank import bank, clock
from supporters.providers.sandbox_bank.webhooks import secret

STATES = {"canceled": "cancelled", "trialing": "active"}
PAYMENT_STATES = {"pending": PledgeState.PROCESSING, "failed": PledgeState.FAILED, "returned": PledgeState.FAILED}


class Sandbox:
    name = "sandbox"
    label = _("Card (sandbox: no money is taken)")
    calls_out = True
    capabilities = frozenset(Capability)
    signature_header = "Sandbox-Signature"

    def __init__(self):
        if not settings.DEMO:
            raise ImproperlyConfigured("The sandbox takes pretended money only: it works with DEMO=1 alone.")

    def start(self, pledge) -> Redirect:
        """Raises ProviderRefused where the visit was begun with another amount."""
        key = f"pledge:{pledge.public_id}"
        document = bank.new_document(pledge=pledge, return_url=pledge.get_absolute_url() + "?returned=1")
        try:
            with transaction.atomic():
                account, _is_new = SandboxAccount.objects.get_or_create(
                    idempotency_key=key, defaults={"session": f"ses_{uuid.uuid4().hex}", "document": document}
                )
        except IntegrityError:
            account = SandboxAccount.objects.get(idempotency_key=key)
        if account.document["amount"] != pledge.amount:
            raise ProviderRefused("the same key with another amount")
        return Redirect(account.session, reverse("supporters:sandbox_pay", args=[account.session]))

    def snapshot(self, pledge) -> Snapshot | None:
        read_at = timezone.now()
        account = SandboxAccount.objects.filter(idempotency_key=f"pledge:{pledge.public_id}").first()
        return account and snapshot_of(account, read_at)

    def read_webhook(self, *, body, signature) -> Envelope:
        """Raises BadWebhook for what the sandbox has not signed or nobody can read."""
        check_signature(body=body, signature=signature, secret=secret())
        try:
            event = json.loads(body)
            return Envelope(
                event_id=event["id"],
                type=event["type"],
                livemode=event["livemode"],
                hints=dict(event["hints"]),
                created=moment(event["created"]),
                object_ref=event["hints"].get("session", ""),
                is_wanted=event["type"].split(".")[0] in {"checkout", "payment", "refund", "dispute", "subscription"},
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BadWebhook("unreadable") from None

    def refund(self, payment, amount, *, key) -> None:
        """Raises ProviderRefused for more than was paid."""
        with bank.opened(payment.pledge.provider_session) as account:
            refunds = account.document["refunds"]
            if any(refund["key"] == key for refund in refunds):
                return
            paid = next(each for each in account.document["payments"] if each["ref"] == payment.provider_ref)
            given = sum(r["amount"] for r in refunds if r["payment"] == paid["ref"] and r["status"] != "failed")
            if given + amount > paid["amount"]:
                raise ProviderRefused("more than was paid")
            bank.give_back(account, paid, amount, key=key)

    def cancel(self, pledge, *, at_period_end) -> None:
        with bank.opened(pledge.provider_session) as account:
            document, subscription = account.document, account.document["subscription"]
            if document["status"] == "open":
                bank.expire(account)
            elif subscription and subscription["status"] != "canceled":
                if at_period_end and subscription["status"] != "past_due":
                    subscription["cancel_at"] = f"{subscription['next_due']}T00:00:00+00:00"
                    bank.tell(account, "subscription.updated")
                else:
                    clock.end(account, reason="asked")

    def change_amount(self, pledge, amount) -> None:
        with bank.opened(pledge.provider_session) as account:
            account.document["amount"] = amount
            bank.tell(account, "subscription.updated")

    def pause(self, pledge) -> None:
        with bank.opened(pledge.provider_session) as account:
            clock.rest(account)

    def resume(self, pledge) -> None:
        with bank.opened(pledge.provider_session) as account:
            clock.go_on(account)

    def portal_url(self, pledge) -> str:
        return reverse("supporters:sandbox_account", args=[pledge.provider_session])


def moment(text) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def snapshot_of(account, read_at) -> Snapshot:
    document = account.document
    subscription = document["subscription"] or {}
    return Snapshot(
        read_at=read_at,
        state=state_of(document),
        amount=document["amount"],
        currency=document["currency"],
        session=account.session,
        subscription=subscription.get("id"),
        customer=f"cus_{document['pledge'][:8]}" if document["status"] == "complete" else None,
        next_due=subscription and dt.date.fromisoformat(subscription["next_due"]) or None,
        cancel_at=moment(subscription.get("cancel_at")),
        ended_at=moment(subscription.get("ended_at")),
        end_reason=subscription.get("reason", ""),
        payments=[payment_of(payment) for payment in document["payments"]],
        refunds=[refund_of(refund) for refund in document["refunds"]],
        disputes=[dispute_of(dispute) for dispute in document["disputes"]],
    )


def state_of(document) -> PledgeState:
    subscription = document["subscription"]
    if document["status"] != "complete":
        return PledgeState.CHECKOUT if document["status"] == "open" else PledgeState.EXPIRED
    first = document["payments"][0]["status"]
    if not subscription or (first == "pending" and subscription["status"] == "active"):
        return PAYMENT_STATES.get(first, PledgeState.COMPLETED)
    if subscription["cancel_at"] and subscription["status"] == "active":
        return PledgeState.ENDING
    return PledgeState(STATES.get(subscription["status"], subscription["status"]))


def payment_of(payment) -> ProviderPayment:
    return ProviderPayment(
        ref=payment["ref"],
        status=payment["status"],
        amount=payment["amount"],
        currency=payment["currency"],
        at=moment(payment["at"]),
        method=payment["method"],
        failure_code=payment.get("failure_code", ""),
        period_start=dt.date.fromisoformat(payment["period_start"]),
        needs_approval=payment.get("needs_approval", False),
    )


def refund_of(refund) -> ProviderRefund:
    return ProviderRefund(
        ref=refund["ref"],
        payment_ref=refund["payment"],
        status=refund["status"],
        amount=refund["amount"],
        currency=refund["currency"],
        at=moment(refund["at"]),
        request_key=refund["key"],
    )


def dispute_of(dispute) -> ProviderDispute:
    return ProviderDispute(
        ref=dispute["ref"],
        payment_ref=dispute["payment"],
        status=dispute["status"],
        amount=dispute["amount"],
        currency=dispute["currency"],
        at=moment(dispute["at"]),
        reason=dispute["reason"],
        respond_by=moment(dispute["respond_by"]),
    )
