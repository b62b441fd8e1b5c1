"""What the supporter's own page shows."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from common.money import format_amount
from supporters.models import Payment, Pledge, Supporter
from supporters.money.pledge_actions import acts_on


def prove_address(supporter) -> None:
    """Whoever opened a letter to this address has the mailbox."""
    if supporter.email_verified_at is None:
        supporter.email_verified_at = timezone.now()
        supporter.save(update_fields=["email_verified_at"])


@dataclass(frozen=True)
class SupporterPage:
    """All that the supporter's own page shows."""

    supporter: Supporter
    pledges: list[tuple[Pledge, set[str]]]  # each with the acts that are offered for it
    payments: list[Payment]
    since: dt.date | None
    years: list[int]
    totals: list[str]  # what was given and not given back, in each currency


def page_of(supporter) -> SupporterPage:
    pledges = supporter.pledges.newest_first().select_related("page", "recognition")
    payments = Payment.objects.filter(pledge__supporter=supporter).select_related("pledge").newest_first()
    received = [payment for payment in payments.received().with_kept() if payment.receipt_number]
    totals = Counter()
    for payment in received:
        totals[payment.currency] += payment.kept
    return SupporterPage(
        supporter=supporter,
        pledges=[(pledge, acts_on(pledge)) for pledge in pledges],
        payments=received,
        since=min((payment.received_on for payment in received), default=None),
        years=sorted({payment.received_on.year for payment in received}, reverse=True),
        totals=[format_amount(total, currency) for currency, total in sorted(totals.items()) if total],
    )
