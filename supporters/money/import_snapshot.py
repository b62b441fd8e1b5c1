"""Write a provider's payments, refunds and disputes into the ledger, each once. Called under the pledge's lock."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from common.money import format_amount
from supporters.letters.alerts import raise_alert
from supporters.letters.dedications import tell_of_dedication
from supporters.letters.notices import send_failure_notice, send_refund_notice, send_return_notice
from supporters.models import Attention, Dispute, Payment, PledgeLog, Refund
from supporters.models.states import PledgeState
from supporters.money.receipts import next_receipt_number, send_receipt

DISPUTE_RANK = ["open", "review", "won", "lost"]


def import_payments(*, pledge, payments, is_newest) -> None:
    for payment in payments:
        if payment.status == "succeeded":
            _take_payment(pledge, payment)
        elif payment.status == "returned":
            _take_return(pledge, payment)
        elif payment.status == "failed":
            _take_failure(pledge, payment, is_newest=is_newest)


def ledgered(pledge, ref) -> Payment | None:
    return Payment.objects.filter(provider=pledge.provider, provider_ref=ref).first()


def _row(pledge, reported, **fields):
    fields = {"provider_ref": reported.ref, "failure_code": reported.failure_code[:60]} | fields
    return Payment.objects.create(
        pledge=pledge,
        amount=reported.amount,
        currency=reported.currency,
        method=reported.method,
        fee=reported.fee,
        received_on=timezone.localdate(reported.at),
        period_start=reported.period_start,
        provider=pledge.provider,
        **fields,
    )


def _take_payment(pledge, reported):
    """Money that came: kept in the ledger whatever else is wrong with it, with one receipt."""
    known = ledgered(pledge, reported.ref)
    if known:
        return known
    payment = _row(
        pledge, reported, status=Payment.Status.SUCCEEDED, receipt_number=next_receipt_number(pledge), failure_code=""
    )
    pledge.note(source=PledgeLog.Source.PROVIDER, text=f"{payment.printed_amount} · {payment.receipt_number}")
    _compare(pledge, payment)
    _look_for_double(pledge, payment)
    if pledge.is_repeating and pledge.state == PledgeState.CANCELLED and pledge.payments.received().count() > 1:
        text = _("%(amount)s came after the pledge had ended.") % {"amount": payment.printed_amount}
        raise_alert(kind=Attention.Kind.LATE_MONEY, cause=f"late:{payment.pk}", text=text, pledge=pledge)
    send_receipt(payment=payment)
    tell_of_dedication(pledge=pledge)
    return payment


def _compare(pledge, payment):
    if payment.currency == pledge.currency and pledge.has_agreed_to(payment.amount):
        return
    facts = {"pledged": pledge.printed_amount, "came": payment.printed_amount}
    text = _("Pledged %(pledged)s, but %(came)s came.") % facts
    cause = f"mismatch:{pledge.pk}:{payment.amount}:{payment.currency}"
    raise_alert(kind=Attention.Kind.MISMATCH, cause=cause, text=text, pledge=pledge)


def _look_for_double(pledge, payment):
    """The same sum from the same person within a day for another pledge. Both stay; a person asks which was meant."""
    same = Payment.objects.received().filter(
        pledge__supporter=pledge.supporter_id,
        amount=payment.amount,
        currency=payment.currency,
        recorded_at__gte=payment.recorded_at - dt.timedelta(days=1),
    )
    earlier = same.exclude(pledge=pledge).order_by("-pk").first()
    if earlier:
        text = _("%(amount)s came twice within a day: %(one)s and %(other)s.") % {
            "amount": payment.printed_amount,
            "one": earlier.receipt_number,
            "other": payment.receipt_number,
        }
        raise_alert(kind=Attention.Kind.DOUBLE, cause=f"double:{payment.pk}", text=text, pledge=pledge)


def _take_failure(pledge, reported, *, is_newest):
    paid = ledgered(pledge, reported.ref)
    if paid and is_newest:
        # It had succeeded, so the bank has called it back since; an older snapshot only tells of an earlier try.
        _take_return(pledge, reported)
        return
    if ledgered(pledge, f"{reported.ref}:failed"):
        return
    failed = _row(pledge, reported, status=Payment.Status.FAILED, provider_ref=f"{reported.ref}:failed")
    text = _("%(amount)s could not be taken.") % {"amount": failed.printed_amount}
    pledge.note(source=PledgeLog.Source.PROVIDER, text=text)
    if paid is None and is_newest:
        send_failure_notice(pledge=pledge, payment=reported)


def _take_return(pledge, reported):
    """The bank took a payment back: the money stays on record as come and gone, and its receipt is void."""
    paid = _take_payment(pledge, reported)
    if ledgered(pledge, f"{reported.ref}:returned"):
        return
    _row(pledge, reported, status=Payment.Status.FAILED, provider_ref=f"{reported.ref}:returned", reverses=paid)
    text = _("The bank called %(amount)s back; receipt %(receipt)s is void.") % {
        "amount": paid.printed_amount,
        "receipt": paid.receipt_number,
    }
    pledge.note(source=PledgeLog.Source.PROVIDER, text=text)
    raise_alert(kind=Attention.Kind.RETURNED, cause=f"returned:{paid.pk}", text=text, pledge=pledge)
    send_return_notice(payment=paid)


def import_refunds(*, pledge, refunds) -> None:
    for refund in refunds:
        payment = ledgered(pledge, refund.payment_ref)
        if payment is None:
            continue
        row = _refund_row(payment, refund)
        if row.provider_ref is None:
            row.provider_ref = refund.ref
            row.save(update_fields=["provider_ref"])
        _settle_refund(pledge, row, refund)


def _refund_row(payment, reported):
    """Ours, by the key that we gave it, or one that was made at the provider."""
    refunds = Refund.objects.filter(provider=payment.provider)
    row = refunds.filter(provider_ref=reported.ref).first()
    key = _key_of(reported.request_key)
    if row is None and key:
        row = refunds.filter(request_key=key, payment=payment).first()
    return row or Refund.objects.create(
        payment=payment,
        amount=reported.amount,
        currency=reported.currency,
        reason=reported.reason[:200],
        made_at=reported.at,
        provider=payment.provider,
        provider_ref=reported.ref,
    )


def _key_of(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _settle_refund(pledge, row, reported):
    """Under way, then done; done can still fail, and failed is the end of it."""
    if row.status in {reported.status, Refund.Status.FAILED} or reported.status == Refund.Status.PENDING:
        return
    row.status, row.settled_at = reported.status, timezone.now()
    row.save(update_fields=["status", "settled_at"])
    text = f"{_('Refund')}: {row}"
    pledge.note(source=PledgeLog.Source.PROVIDER, by=row.made_by, text=text)
    if row.status == Refund.Status.SUCCEEDED:
        send_refund_notice(refund=row)
    else:
        raise_alert(kind=Attention.Kind.REFUND, cause=f"refund:{row.pk}", text=text, pledge=pledge)


def import_disputes(*, pledge, disputes) -> bool:
    """Take over the disputes; True when one of them is new to us."""
    news = [_take_dispute(pledge, dispute) for dispute in disputes]
    return any(news)


def _take_dispute(pledge, reported):
    payment = ledgered(pledge, reported.payment_ref)
    if payment is None:
        return False
    row, is_new = Dispute.objects.get_or_create(
        provider=pledge.provider,
        provider_ref=reported.ref,
        defaults={
            "payment": payment,
            "amount": reported.amount,
            "currency": reported.currency,
            "status": reported.status,
            "reason": reported.reason[:60],
            "respond_by": reported.respond_by,
            "opened_at": reported.at,
        },
    )
    moved_on = DISPUTE_RANK.index(reported.status) > DISPUTE_RANK.index(row.status)
    if moved_on:
        row.status = reported.status
        row.save(update_fields=["status"])
    if is_new:
        text = _("A bank disputes %(amount)s.") % {"amount": format_amount(reported.amount, reported.currency)}
        raise_alert(
            kind=Attention.Kind.DISPUTE, cause=f"dispute:{row.pk}", text=text, pledge=pledge, due_at=reported.respond_by
        )
    if is_new or moved_on:
        pledge.note(source=PledgeLog.Source.PROVIDER, text=f"{_('Dispute')}: {row}")
    return is_new
