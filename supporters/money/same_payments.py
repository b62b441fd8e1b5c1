"""Which lines of a file are payments that another file has told of already, and which only may be."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from supporters.bank_files.base import BankLine
from supporters.bank_files.likeness import identity_of, is_same_payment, may_be_same_payment
from supporters.models import StatementLine

NEAR = dt.timedelta(days=3)  # one layout has the day of the payment, the next the day of booking, over a weekend


@dataclass
class Placed:
    """A line of a file beside what is there: the same as `known`, perhaps the same as `may_be`, or new."""

    line: BankLine
    identity: str
    position: int = 1
    known: StatementLine | None = None
    may_be: StatementLine | None = None


def place_lines(lines: Sequence[BankLine], there: Sequence[StatementLine]) -> list[Placed]:
    """Each line finds at most one of those that are there, and none of them is found twice."""
    placed = [Placed(line, identity_of(line.text)) for line in lines]
    free = {row.pk: row for row in there}
    _find_equal(placed, free)
    _find_certain(placed, free)
    _find_possible(placed, free)
    _number(placed, there)
    return placed


def _find_equal(placed, free):
    rows = {}
    for row in sorted(free.values(), key=lambda row: row.position, reverse=True):
        rows.setdefault((row.day, row.amount, row.identity), []).append(row)
    for one in placed:
        found = rows.get((one.line.booked_on, one.line.amount_minor, one.identity))
        if found:
            one.known = free.pop(found.pop().pk)


def _find_certain(placed, free):
    for one, row in _pairs(placed, free, dt.timedelta(0), is_same_payment):
        if one.known is None and row.pk in free:
            one.known = free.pop(row.pk)


def _find_possible(placed, free):
    """Of the same day whatever the words, unless other references rule it out; of a day nearby, in like words alone."""
    for days, is_like in ((dt.timedelta(0), may_be_same_payment), (NEAR, is_same_payment)):
        for one, row in _pairs(placed, free, days, is_like):
            if one.known is None and one.may_be is None and row.pk in free:
                one.may_be = free.pop(row.pk)


def _pairs(placed, free, days, is_like):
    """Lines and rows of one amount that are like each other, the likest first."""
    rows_of = {}
    for row in free.values():
        rows_of.setdefault(row.amount, []).append(row)
    pairs = [
        (one, row)
        for one in placed
        if one.known is None and one.may_be is None
        for row in rows_of.get(one.line.amount_minor, [])
        if abs(row.day - one.line.booked_on) <= days and is_like(one.line.text, row.words)
    ]
    return sorted(pairs, key=lambda pair: -_likeness(pair[0].line.text, pair[1].words))


def _likeness(one, other):
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _number(placed, there):
    """The place of each new line among equal ones of its day, after those that are there."""
    taken = Counter()
    for row in there:
        key = (row.day, row.amount, row.identity)
        taken[key] = max(taken[key], row.position)
    for one in placed:
        if one.known is None:
            key = (one.line.booked_on, one.line.amount_minor, one.identity)
            taken[key] += 1
            one.position = taken[key]
