"""What a supporter gave in one year, on a page to print and as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.money import format_amount, plain_amount
from supporters.models import Payment


def given_by(supporter) -> QuerySet:
    return Payment.objects.received().filter(pledge__supporter=supporter)


@dataclass(frozen=True)
class YearStatement:
    rows: list[tuple[Payment, int]]  # each payment with what went back of it, in minor units
    totals: list[str]


def statement_of(supporter, year) -> YearStatement:
    """Each payment of the year with what went back of it, whenever that was, and what was kept in each currency."""
    payments = given_by(supporter).filter(received_on__year=year).with_kept().select_related("pledge__page")
    rows, totals = [], {}
    for payment in payments.order_by("received_on", "pk"):
        rows.append((payment, payment.amount - payment.kept))
        totals[payment.currency] = totals.get(payment.currency, 0) + payment.kept
    return YearStatement(rows, [format_amount(total, currency) for currency, total in sorted(totals.items())])


def rows_for_spreadsheet(statement) -> Iterator[list[str]]:
    yield [_("Day"), _("Receipt"), _("How"), _("Amount"), _("Given back"), _("Currency")]
    for payment, back in statement.rows:
        sums = [plain_amount(amount, payment.currency) for amount in (payment.amount, back)]
        cells = [payment.received_on.isoformat(), payment.receipt_number, payment.get_method_display(), *sums]
        yield [*cells, payment.currency]
