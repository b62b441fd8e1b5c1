"""What the desk's first page says about support, worked out from pledges and the ledger each time."""

from typing import NamedTuple

from django.db.models import Q, Sum
from django.utils import timezone

from supporters.models import ContributionPage, OutboxMail, Payment, Pledge, Supporter
from supporters.models.pages import Frequency


class Figures(NamedTuple):
    currency: str
    active_pledges: int
    active_monthly_value: int
    awaiting_pledges: int
    payments_this_month: int
    received_this_month: int
    new_supporters_this_month: int
    letters_held_up: int


def monthly_value(pledges) -> int:
    """What repeating pledges bring in a month; a yearly one counts as a twelfth, and pence are rounded down once."""
    by_frequency = pledges.aggregate(
        monthly=Sum("amount", filter=Q(frequency=Frequency.MONTH)),
        yearly=Sum("amount", filter=Q(frequency=Frequency.YEAR)),
    )
    return ((by_frequency["monthly"] or 0) * 12 + (by_frequency["yearly"] or 0)) // 12


def figures_now(today=None) -> Figures:
    today = today or timezone.localdate()
    first = today.replace(day=1)
    pledges = Pledge.objects.counted()
    payments = Payment.objects.counted().received_between(first, today)
    page = ContributionPage.objects.default()
    return Figures(
        currency=page.currency if page else "",
        active_pledges=pledges.active().count(),
        active_monthly_value=monthly_value(pledges.active()),
        awaiting_pledges=pledges.filter(state=Pledge.State.AWAITING).count(),
        payments_this_month=payments.count(),
        received_this_month=payments.total(),
        new_supporters_this_month=Supporter.objects.filter(created_at__date__gte=first).count(),
        letters_held_up=OutboxMail.objects.exclude(state=OutboxMail.State.SENT).filter(attempts__gt=0).count(),
    )
