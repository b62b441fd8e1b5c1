"""A pledge that somebody makes at the counter, by telephone or by letter, entered by the desk."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from django.db import transaction

from supporters.giving.pledge import make_pledge
from supporters.giving.promise import Promise
from supporters.models import Pledge
from supporters.money.receipts import record_payment


@dataclass(frozen=True)
class FirstPayment:
    """Money that came with the pledge itself."""

    method: str
    received_on: dt.date


@transaction.atomic
def enter_pledge(
    *, submission_key: uuid.UUID, promise: Promise, first_payment: FirstPayment | None = None
) -> tuple[Pledge, bool]:
    """The pledge and whether it is new; the same form sent again finds the pledge it made before.

    Who has paid all of it at once is told nothing of how to pay: the receipt says the rest.
    """
    is_paid = first_payment is not None and promise.frequency == "once"
    pledge, is_new = make_pledge(submission_key=submission_key, promise=replace(promise, is_told_how=not is_paid))
    if is_new and first_payment:
        record_payment(
            key=submission_key.hex,
            pledge=pledge,
            amount_minor=promise.amount_minor,
            method=first_payment.method,
            received_on=first_payment.received_on,
            by=promise.by,
        )
        pledge.refresh_from_db()
    return pledge, is_new
