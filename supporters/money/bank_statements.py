"""Take in the bank's statement, and record what a person has said of its lines."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.money import format_amount
from common.text import clean_text
from supporters.bank_files.base import BankStatement, account_key
from supporters.bank_files.layouts import Layout, Role
from supporters.bank_files.reading import read_bank_file
from supporters.letters.alerts import raise_bank_lines, settle_bank_line
from supporters.models import (
    BankLayout,
    ContributionPage,
    Payment,
    Pledge,
    Statement,
    StatementLine,
    StatementLineShare,
)
from supporters.money.receipts import record_payment
from supporters.money.same_payments import NEAR, place_lines


class CannotRecord(ValueError):
    """The line cannot be recorded in this way; the message says why."""


@dataclass
class Taken:
    """What came of a file: lines that are new, that were there, that may be, and what could not be read, by its row."""

    statement: Statement
    new: int
    known: int
    doubtful: int
    unread: list[str]
    doubts: list[str]


def take_statement(*, content: bytes, name: str, by: User | None) -> Taken:
    """Keep the money that came in. A payment that another file told of, in whatever layout, is not taken again.

    Raises StatementUnreadable, as LayoutUnknown where somebody has to say what the columns are.
    """
    statements = read_bank_file(content, currency=settings.CURRENCY, kept=kept_layouts())
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        # Locked, so that of two files at once the second sees the lines of the first.
        page = ContributionPage.objects.select_for_update().filter(is_default=True).first()
        own_account = account_key(page.account_number) if page and page.account_number else ""
        statement, _made = Statement.objects.get_or_create(digest=digest, defaults={"name": name[:120], "taken_by": by})
        taken = Taken(statement, 0, 0, 0, [], [])
        for read in statements:
            _keep(read, read.account or own_account, taken)
        raise_bank_lines(StatementLine.objects.unmatched().filter(statement=statement).oldest_first())
    return taken


def kept_layouts() -> dict[str, Layout]:
    return {
        row.fingerprint: Layout(tuple(Role(role) for role in row.roles), has_heading=row.has_heading)
        for row in BankLayout.objects.all()
    }


def _keep(read: BankStatement, account: str, taken: Taken) -> None:
    credits = read.credits
    taken.unread += read.unread
    taken.doubts += read.doubts
    if not credits:
        return
    days = [line.booked_on for line in credits]
    there = StatementLine.objects.of_account(account).filter(
        currency=read.currency, day__gte=min(days) - NEAR, day__lte=max(days) + NEAR
    )
    placed = place_lines(credits, list(there))
    rows = [_row(one, read, account, taken.statement) for one in placed if one.known is None]
    StatementLine.objects.bulk_create(rows, ignore_conflicts=True)
    taken.new += len(rows)
    taken.known += len(placed) - len(rows)
    taken.doubtful += sum(row.may_be is not None for row in rows)


def _row(one, read, account, statement):
    return StatementLine(
        statement=statement,
        account=account,
        day=one.line.booked_on,
        amount=one.line.amount_minor,
        currency=read.currency,
        words=clean_text(one.line.text)[:300],
        identity=one.identity,
        position=one.position,
        may_be=one.may_be,
    )


@transaction.atomic
def confirm_line(*, line: StatementLine, pledge: Pledge, by: User | None) -> Payment:
    """Record the line as a payment of this pledge. Of two who confirm at once, one records it.

    Raises CannotRecord where the pledge is in another currency.
    """
    line = StatementLine.objects.select_for_update().get(pk=line.pk)
    if line.state == StatementLine.State.RECORDED:
        return line.payment
    payment = _record(line, pledge, line.amount, f"bank-line:{line.pk}", by)
    _decide(line, StatementLine.State.RECORDED, by, payment)
    return payment


@transaction.atomic
def split_line(*, line: StatementLine, shares: Sequence[tuple[Pledge, int]], by: User | None) -> list[Payment]:
    """Record one line as payments of several pledges, each with its amount in minor units.

    Raises CannotRecord where the amounts do not make that of the line, or a pledge is in another currency.
    """
    line = StatementLine.objects.select_for_update().get(pk=line.pk)
    if line.state == StatementLine.State.RECORDED:
        return [line.payment, *(share.payment for share in line.shares.select_related("payment"))]
    total = sum(amount for _pledge, amount in shares)
    if total != line.amount:
        words = _("The shares come to %(total)s, the line is %(amount)s.")
        raise CannotRecord(words % {"total": format_amount(total, line.currency), "amount": line.printed_amount})
    payments = [
        _record(line, pledge, amount, f"bank-line:{line.pk}:{number}", by)
        for number, (pledge, amount) in enumerate(shares, start=1)
    ]
    StatementLineShare.objects.bulk_create([StatementLineShare(line=line, payment=payment) for payment in payments[1:]])
    _decide(line, StatementLine.State.RECORDED, by, payments[0])
    return payments


def _record(line, pledge, amount, key, by):
    if pledge.currency != line.currency:
        words = _("The line is in %(line)s, the pledge %(pledge)s in %(currency)s.")
        raise CannotRecord(words % {"line": line.currency, "pledge": pledge, "currency": pledge.currency})
    payment, _is_new = record_payment(
        key=key, pledge=pledge, amount_minor=amount, method=Payment.Method.TRANSFER, received_on=line.day, by=by
    )
    return payment


@transaction.atomic
def set_aside(*, line: StatementLine, reason: str, by: User | None) -> None:
    """Money that is no support, such as a reader who paid for an advertisement. The reason stays with the line."""
    line = StatementLine.objects.select_for_update().get(pk=line.pk)
    if line.state == StatementLine.State.OPEN:
        line.reason = reason[:120]
        _decide(line, StatementLine.State.ASIDE, by)


@transaction.atomic
def mark_same(*, line: StatementLine, by: User | None) -> None:
    """The line tells of the payment that it may be the same as, so it is money that was counted already."""
    line = StatementLine.objects.select_for_update().get(pk=line.pk)
    if line.state == StatementLine.State.OPEN and line.may_be_id:
        _decide(line, StatementLine.State.SAME, by)


def _decide(line, state, by, payment=None):
    line.state, line.payment, line.decided_by, line.decided_at = state, payment, by, timezone.now()
    line.save(update_fields=["state", "payment", "reason", "decided_by", "decided_at"])
    settle_bank_line(line=line, by=by)
