"""CSV as banks write it: a preamble, any of four separators, columns and signs in many layouts."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from common.csv_cells import has_open_quotation
from supporters.bank_files.base import BankLine, BankStatement, StatementUnreadable, account_key
from supporters.bank_files.layouts import (
    Layout,
    Role,
    currency_in,
    currency_of_cell,
    fingerprint,
    guess_layout,
    heading_key,
)
from supporters.bank_files.signs import Signs, signed_by_balance, signs_of
from supporters.bank_files.values import DayShape, day_shape_of, is_day

MOST_LINES = 5000
PREAMBLE = 30  # rows above the headings, at most
SEPARATORS = ",;\t|"
SAMPLE = 5  # rows that are shown to whoever names the columns
NOT_MADE = {"pending", "reverted", "declined", "failed", "cancelled", "canceled", "rejected", "scheduled"}
NUMBER = re.compile(r"[0-9][0-9 -]{4,20}[0-9]|[A-Z]{2}[0-9]{2}[0-9A-Z ]{10,36}")

Table = list[list[str]]


class LayoutUnknown(StatementUnreadable):
    """A table whose columns only a person can name. `sample` shows its first rows, `headings` the likely heading."""

    def __init__(self, message: str, *, headings: list[str], sample: Table, has_heading: bool):
        super().__init__(message)
        self.headings, self.sample, self.has_heading = headings, sample, has_heading

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.headings, has_heading=self.has_heading)


@dataclass(frozen=True)
class Found:
    """A table with its layout, the headings above it and the row where its lines start."""

    rows: Table
    layout: Layout
    start: int
    separator: str

    @property
    def headings(self) -> list[str]:
        return self.rows[self.start - 1] if self.layout.has_heading else []

    @property
    def lines(self) -> Table:
        return self.rows[self.start :]

    def column(self, role: Role) -> list[str]:
        place = self.layout.place(role)
        return [] if place is None else [cell_of(row, place) for row in self.lines]


class CsvReader:
    """Takes every text that no other reader knows. `kept` has the layouts that the desk has named, by fingerprint."""

    def __init__(self, kept: Mapping[str, Layout] | None = None):
        self.kept = kept or {}

    def knows(self, text: str) -> bool:
        return True

    def read(self, text: str, *, currency: str) -> Sequence[BankStatement]:
        """Raises LayoutUnknown where it is a table that we do not understand."""
        return _read_found(self._find(text, currency), currency)

    def explain(self, text: str, *, currency: str) -> LayoutUnknown:
        """The table as it is shown to somebody who wishes to name its columns anew. Raises StatementUnreadable."""
        try:
            found = self._find(text, currency)
        except LayoutUnknown as unknown:
            return unknown
        headings = found.headings or found.lines[0]
        return LayoutUnknown("", headings=headings, sample=found.lines[:SAMPLE], has_heading=found.layout.has_heading)

    def _find(self, text, currency):
        tables = {separator: _table(text, separator) for separator in SEPARATORS}
        for find in (self._kept_layout, _known_layout):
            for separator, rows in tables.items():
                layout, start = find(rows, currency)
                if layout:
                    return Found(rows, layout, start, separator)
        raise _unknown(max(tables.values(), key=_width))

    def _kept_layout(self, rows, _currency):
        for start, row in enumerate(rows[:PREAMBLE]):
            layout = self.kept.get(fingerprint(row))
            if layout and layout.has_heading:
                return layout, start + 1
            layout = self.kept.get(fingerprint(row, has_heading=False))
            if layout and not layout.has_heading and is_day(cell_of(row, layout.place(Role.DAY))):
                return layout, start
        return None, 0


def _table(text, separator):
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise StatementUnreadable(_("This is no CSV file.")) from None
    if any(map(has_open_quotation, rows)):
        raise StatementUnreadable(_("This is no CSV file."))
    if len(rows) > MOST_LINES:
        raise StatementUnreadable(_("The file has more than %(most)s lines.") % {"most": MOST_LINES})
    return rows


def _known_layout(rows, currency):
    for start, row in enumerate(rows[:PREAMBLE], start=1):
        layout = guess_layout(row, rows[start:], currency)
        if layout:
            return layout, start
    return None, 0


def _width(rows):
    """How many rows the separator parts into three columns or more."""
    return sum(len(row) > 2 for row in rows)


def _unknown(rows):
    message = _("We found no headings for date, amount and description. Export the statement as CSV with headings.")
    wide = [row for row in rows if len(row) > 2]
    first = next((place for place, row in enumerate(wide) if any(is_day(cell) for cell in row)), None)
    if first is None:
        return StatementUnreadable(message)
    has_heading = first > 0
    asked = _("We do not know this bank’s columns yet. Say once what each of them is.")
    headings = wide[first - 1] if has_heading else wide[first]
    return LayoutUnknown(asked, headings=headings, sample=wide[first : first + SAMPLE], has_heading=has_heading)


def cell_of(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _read_found(found, currency):
    """A statement for each account and currency of the table."""
    signs = signs_of(found)
    found = signed_by_balance(found, signs, currency)
    rows = _Rows(found, currency, day_shape_of(found.column(Role.DAY)), signs)
    statements: dict[tuple[str, str], BankStatement] = {}
    unread = []
    for number, row in enumerate(found.lines, start=found.start + 1):
        if not any(cell.strip() for cell in row):
            continue
        try:
            line = rows.read(row)
        except ValueError:
            unread.append(_("row %(number)s: %(row)s") % {"number": number, "row": ", ".join(row)[:120]})
            continue
        if line:
            key = rows.account_of(row), rows.currency_of(row)
            statements.setdefault(key, BankStatement(account=key[0], currency=key[1])).lines.append(line)
    read = list(statements.values()) or [BankStatement(currency=currency)]
    read[0].unread = unread
    if not unread and len(read) == 1:
        read[0].doubts = rows.doubts_of_balance()
    return read


@dataclass
class _Rows:
    """Reads each row of one table alike."""

    found: Found
    currency: str
    days: DayShape
    signs: Signs

    def __post_init__(self):
        money = [*self.found.layout.places(Role.AMOUNT), *self.found.layout.places(Role.PAID_IN)]
        headings = [self.found.headings[place] for place in money if place < len(self.found.headings)]
        self.heading_currency = next(filter(None, map(currency_in, headings)), "")
        self.preamble_account = _account_above(self.found)

    def read(self, row) -> BankLine | None:
        """Raises ValueError for a row that has an amount and cannot be read."""
        layout = self.found.layout
        if cell_of(row, layout.place(Role.STATUS)).casefold() in NOT_MADE:
            return None
        amount = self.signs.amount_of(row, self.currency_of(row))
        if not amount:
            return None
        words = [cell_of(row, place) for place in layout.places(Role.WORDS)]
        return BankLine(
            booked_on=self.days.read(cell_of(row, layout.place(Role.DAY))),
            amount_minor=amount,
            payer=cell_of(row, layout.place(Role.PAYER)),
            reference=" ".join(dict.fromkeys(word for word in words if word)),
        )

    def currency_of(self, row) -> str:
        """By its own column, by what stands beside the amount, by the heading, else that of the paper."""
        layout = self.found.layout
        own = currency_of_cell(cell_of(row, layout.place(Role.CURRENCY)))
        cells = [cell_of(row, layout.place(role)) for role in (Role.AMOUNT, Role.PAID_IN, Role.PAID_OUT)]
        beside = next(filter(None, map(currency_in, cells)), "")
        return own or beside or self.heading_currency or self.currency

    def account_of(self, row) -> str:
        number = cell_of(row, self.found.layout.place(Role.ACCOUNT)).lstrip("'")
        return account_key(number) if NUMBER.fullmatch(number.upper()) else self.preamble_account

    def doubts_of_balance(self) -> list[str]:
        """A running balance that the amounts do not follow: a warning alone, for banks leave out balances."""
        place = self.found.layout.place(Role.BALANCE)
        if place is None or self.signs.follow_balance(self.found.lines, place, self.currency):
            return []
        return [_("The balances in the file do not follow its amounts. Look whether all its lines are there.")]


def _account_above(found):
    """The account that the lines above the headings name."""
    start = found.start - 1 if found.layout.has_heading else found.start
    for row in found.rows[:start]:
        cells = [part for cell in row for part in re.split(r"[:\t]", cell)]
        for label, number in pairwise(cells):
            if heading_key(label) in ("account number", "account no", "account", "iban", "account number iban"):
                match = NUMBER.fullmatch(number.strip().upper())
                if match:
                    return account_key(number)
    return ""
