"""Take in the bank's statement, propose whose money each line is, and record what a person has confirmed."""

import csv
import datetime as dt
import hashlib
import io
import re
from collections import Counter
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.money import AmountError, parse_amount
from common.payment_reference import is_reference, read_reference
from supporters.letters.alerts import raise_bank_lines, settle_bank_line
from supporters.models import Payment, Pledge, Statement, StatementLine
from supporters.models.states import STANDING
from supporters.money.receipts import record_payment

MOST_LINES = 5000
COLUMNS = {
    "day": ["date", "transaction date", "booking date", "posting date", "value date"],
    "amount": ["paid in", "money in", "credit", "credit amount", "amount", "value"],
    "words": [
        "description", "transaction description", "details", "narrative", "memo", "reference", "name", "counter party",
        "payee", "payer",
    ],
}  # fmt: skip
DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%d-%b-%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"]
REFERENCE = re.compile(r"RF[0-9]{2}(?:[ .-]?[0-9A-Z]){8}", re.I)
STANDS_FOR_OUT = re.compile(r"^[-−–(]")


class StatementUnreadable(ValueError):
    """The file is no statement that we can read; the message says why."""


class Line(NamedTuple):
    day: dt.date
    amount: int
    words: str


class Taken(NamedTuple):
    """What came of a file: lines that are new, lines that were there, and what could not be read, by its row."""

    statement: Statement
    new: int
    known: int
    unread: list[str]


class Proposal(NamedTuple):
    """A pledge that a line may be for, and why. Only a reference that fits is chosen beforehand."""

    pledge: Pledge
    why: str
    is_sure: bool


def take_statement(*, content, name, by):
    """Keep the credits of a file. Taken before, whole or in part, nothing of it is taken twice."""
    lines, unread = read_statement(content)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        statement, _made = Statement.objects.get_or_create(digest=digest, defaults={"name": name[:120], "taken_by": by})
        rows = [
            StatementLine(
                statement=statement, key=key, day=line.day, amount=line.amount, currency=settings.CURRENCY,
                words=line.words,
            )
            for key, line in keyed(lines)
        ]  # fmt: skip
        there = set(StatementLine.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
        fresh = [row for row in rows if row.key not in there]
        StatementLine.objects.bulk_create(fresh, ignore_conflicts=True)
        keys = [row.key for row in fresh]
        raise_bank_lines(StatementLine.objects.unmatched().filter(key__in=keys).oldest_first())
    return Taken(statement, len(fresh), len(rows) - len(fresh), unread)


def keyed(lines):
    """Each line with a key from its own words; equal lines of a day are told apart by their count."""
    seen = Counter()
    for line in lines:
        seen[line] += 1
        words = f"{line.day}|{line.amount}|{' '.join(line.words.casefold().split())}|{seen[line]}"
        yield hashlib.sha256(words.encode()).hexdigest(), line


def read_statement(content):
    """The credits of a CSV file, and the rows that we could not read. Money that went out is passed over."""
    rows = _rows(content)
    places, start = _places(rows)
    lines, unread = [], []
    for number, row in enumerate(rows[start:], start=start + 1):
        if not any(cell.strip() for cell in row):
            continue
        try:
            line = _read_row(row, places)
        except (ValueError, IndexError):
            unread.append(_("row %(number)s: %(row)s") % {"number": number, "row": ", ".join(row)[:120]})
            continue
        if line:
            lines.append(line)
    return lines, unread


def _rows(content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise StatementUnreadable(_("This is no CSV file."))
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if len(rows) > MOST_LINES:
        raise StatementUnreadable(_("The file has more than %(most)s lines.") % {"most": MOST_LINES})
    return rows


def _places(rows):
    """Where each column stands, by its heading. Some banks write lines of their own above the headings."""
    for start, row in enumerate(rows[:20], start=1):
        headings = [cell.strip().casefold() for cell in row]
        found = {what: [headings.index(name) for name in names if name in headings] for what, names in COLUMNS.items()}
        if all(found.values()):
            return found, start
    words = _("We found no headings for date, amount and description. Export the statement as CSV with headings.")
    raise StatementUnreadable(words)


def _read_row(row, places):
    typed = next((row[place].strip() for place in places["amount"] if row[place].strip()), "")
    if not typed or STANDS_FOR_OUT.match(typed):
        return None
    try:
        amount = parse_amount(typed.removeprefix("+"), settings.CURRENCY)
    except AmountError as error:
        raise ValueError(error.code) from None
    words = " ".join(dict.fromkeys(row[place].strip() for place in places["words"] if row[place].strip()))
    return Line(_day(row[places["day"][0]]), amount, words[:300]) if amount else None


def _day(typed):
    for shape in DAYS:
        try:
            return dt.datetime.strptime(typed.strip(), shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(typed)


def propose(lines):
    """For each open line the pledges that it may be for, the likeliest first."""
    waiting = list(Pledge.objects.filter(provider="office", state__in=STANDING).select_related("supporter"))
    found = {ref for line in lines for ref in references_in(line.words)}
    by_reference = {
        pledge.reference: pledge for pledge in Pledge.objects.filter(reference__in=found).select_related("supporter")
    }
    return [(line, _proposals(line, by_reference, waiting)) for line in lines]


def references_in(words):
    """References with right check digits, however the payer wrote them."""
    return [read_reference(found) for found in REFERENCE.findall(words) if is_reference(found)]


def _proposals(line, by_reference, waiting):
    named = [by_reference[ref] for ref in references_in(line.words) if ref in by_reference]
    if named:
        return [_by_reference(pledge, line) for pledge in named]
    words = set(re.findall(r"[^\W\d_]{3,}", line.words.casefold()))
    likely = [(pledge, _names(pledge) & words) for pledge in waiting if pledge.amount == line.amount]
    by_name = [Proposal(pledge, _("name and amount"), is_sure=False) for pledge, same in likely if same]
    return by_name or [Proposal(pledge, _("amount alone"), is_sure=False) for pledge, _same in likely[:3]]


def _by_reference(pledge, line):
    if pledge.amount == line.amount:
        return Proposal(pledge, _("reference and amount"), is_sure=True)
    return Proposal(pledge, _("reference, another amount"), is_sure=False)


def _names(pledge):
    supporter = pledge.supporter
    return set(re.findall(r"[^\W\d_]{3,}", f"{supporter.name} {supporter.organisation_name}".casefold()))


@transaction.atomic
def confirm_line(*, line, pledge, by):
    """Record the line as a payment of this pledge. Of two who confirm at once, one records it."""
    line = StatementLine.objects.select_for_update().get(pk=line.pk)
    if line.state == StatementLine.State.RECORDED:
        return line.payment
    payment, _is_new = record_payment(
        key=f"bank:{line.key}", pledge=pledge, amount=line.amount, method=Payment.Method.TRANSFER,
        received_on=line.day, by=by,
    )  # fmt: skip
    _decide(line, StatementLine.State.RECORDED, by, payment)
    return payment


@transaction.atomic
def set_aside(*, line, reason, by):
    """Money that is no support, such as a reader who paid for an advertisement. The reason stays with the line."""
    line = StatementLine.objects.select_for_update().get(pk=line.pk)
    if line.state == StatementLine.State.OPEN:
        line.reason = reason[:120]
        _decide(line, StatementLine.State.ASIDE, by)


def _decide(line, state, by, payment=None):
    line.state, line.payment, line.decided_by, line.decided_at = state, payment, by, timezone.now()
    line.save(update_fields=["state", "payment", "reason", "decided_by", "decided_at"])
    settle_bank_line(line=line, by=by)
