"""Money reached the office: put it in the ledger, move the pledge, send one receipt."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from supporters.letters.dedications import tell_of_dedication
from supporters.letters.links import stop_pledge_url
from supporters.letters.queue import queue_letter
from supporters.models import OutboxMail, Payment, Pledge, PledgeLog
from supporters.providers import OFFICE


def record_payment(
    *, key: str, pledge: Pledge, amount_minor: int, method: str, received_on: dt.date, by: User | None, note: str = ""
) -> tuple[Payment, bool]:
    """The payment that this form records, and whether it is new. The same form sent again records nothing."""
    payment = Payment(
        pledge=pledge,
        amount=amount_minor,
        currency=pledge.currency,
        status=Payment.Status.SUCCEEDED,
        method=method,
        received_on=received_on,
        provider=OFFICE,
        provider_ref=key,
        note=note,
        recorded_by=by,
    )
    recorded = Payment.objects.filter(provider=OFFICE, provider_ref=key)
    if earlier := recorded.first():
        return earlier, False
    try:
        _put_in_the_ledger(payment)
    except IntegrityError:
        earlier = recorded.first()
        if earlier is None:
            raise
        return earlier, False
    return payment, True


@transaction.atomic
def _put_in_the_ledger(payment):
    # Locked, so that two payments of one pledge cannot take the same receipt number.
    payment.pledge = pledge = Pledge.objects.select_for_update().get(pk=payment.pledge_id)
    payment.receipt_number = next_receipt_number(pledge)
    payment.save(force_insert=True)
    by, text = payment.recorded_by, f"{payment.printed_amount} · {payment.receipt_number}"
    if pledge.can_move(pledge.state_once_paid) and not pledge.has_paused_since(payment.received_on):
        # Regular support began on the day the money came, not on that on which the desk wrote it down.
        at = noon_of(payment.received_on) if pledge.is_repeating else None
        pledge.move(pledge.state_once_paid, source=PledgeLog.Source.STAFF, by=by, text=text, at=at)
    else:
        # Money that comes after a pledge has ended, or from before a pause, is still money: the pledge stays as it is.
        pledge.note(source=PledgeLog.Source.STAFF, by=by, text=text)
    send_receipt(payment=payment)
    tell_of_dedication(pledge=pledge)


def noon_of(day) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def next_receipt_number(pledge) -> str:
    """The pledge's own reference and a running number, which also tells which receipts belong together."""
    issued = pledge.payments.exclude(receipt_number=None).count()
    return f"{pledge.reference}-{issued + 1}"


def send_receipt(*, payment) -> OutboxMail:
    pledge = payment.pledge
    return queue_letter(
        key=f"receipt:{payment.pk}",
        to=pledge.supporter.email,
        template="receipt",
        context=_receipt(payment),
    )


def resend_receipt(*, payment) -> OutboxMail:
    """The receipt once more, once a day however often it is asked for. Its number stays the same."""
    pledge = payment.pledge
    return queue_letter(
        key=f"receipt:{payment.pk}:again:{timezone.localdate()}",
        to=pledge.supporter.email,
        template="receipt",
        context=_receipt(payment),
    )


def _receipt(payment):
    pledge = payment.pledge
    return {
        "payment": payment,
        "pledge": pledge,
        "supporter": pledge.supporter,
        "stop_url": stop_pledge_url(pledge),
    }
