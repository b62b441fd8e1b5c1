"""A pledge that somebody makes at the counter, by telephone or by letter, entered by the desk."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass

from django.contrib.auth.models import User
from django.db import transaction

from supporters.giving.pledge import make_pledge
from supporters.models import ContributionPage, Pledge
from supporters.money.receipts import record_payment


@dataclass(frozen=True)
class FirstPayment:
    """Money that came with the pledge itself."""

    method: str
    received_on: dt.date


@transaction.atomic
def enter_pledge(
    *,
    submission_key: uuid.UUID,
    page: ContributionPage,
    name: str,
    email: str,
    frequency: str,
    amount_minor: int,
    how: str,
    by: User,
    organisation: str = "",
    first_payment: FirstPayment | None = None,
) -> tuple[Pledge, bool]:
    """The pledge and whether it is new; the same form sent again finds the pledge it made before.

    Who has paid all of it at once is told nothing of how to pay: the receipt says the rest.
    """
    is_paid = first_payment is not None and frequency == "once"
    pledge, is_new = make_pledge(
        submission_key=submission_key,
        page=page,
        frequency=frequency,
        amount=amount_minor,
        name=name,
        email=email,
        organisation=organisation,
        source=how,
        by=by,
        is_told_how=not is_paid,
    )
    if is_new and first_payment:
        came = asdict(first_payment)
        record_payment(key=submission_key.hex, pledge=pledge, amount=amount_minor, by=by, **came)
        pledge.refresh_from_db()
    return pledge, is_new
