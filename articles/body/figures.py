"""The figures of a small table, read by rule, so that a chart of it can be drawn and says exactly what it says.

The first row names the series, the first column what is counted. A cell is a number with or without a currency sign
before it and a per cent sign behind it; thousands are parted by commas or spaces, decimals by a point.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

MOST_SERIES = 4
MOST_ROWS = 60
MOST_SHARES = 8
NUMBER = re.compile(
    r"(?P<sign>[-−–+]?)\s*[£$€]?\s*(?P<whole>\d{1,3}(?:[,\s]\d{3})+|\d{1,15})(?P<part>\.\d{1,6})?\s*%?", re.ASCII
)


@dataclass(frozen=True)
class Series:
    name: str
    numbers: list[Decimal | None]  # None where the cell is no number
    cells: list[str]  # as they are written


@dataclass(frozen=True)
class Figures:
    """What can be drawn, and why not where it cannot."""

    labels: list[str] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    can_be_drawn: bool = False


def number_of(cell: str) -> Decimal | None:
    """The number in a cell; None for anything else, because a chart never guesses."""
    found = NUMBER.fullmatch(re.sub(r"[\xa0\u2009\u202f]", " ", cell).strip())
    if not found:
        return None
    number = Decimal(re.sub(r"[,\s]", "", found["whole"]) + (found["part"] or ""))
    return -number if found["sign"] in {"-", "−", "–"} and number else number


def figures_of(rows: list[list[str]], sort: str) -> Figures:
    """The figures of a table's rows for a chart of that sort: bar, line or share."""
    if len(rows) < 2 or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return Figures(problems=[_("it needs a row of headings, a column of names and at least one number")])
    labels = [row[0] for row in rows[1:]]
    columns = range(1, len(rows[0]))
    series = [_series(rows, column) for column in columns]
    stopped = list(_stopping(labels, series, sort))
    return Figures(labels, series, [*stopped, *_about_cells(labels, series)], not stopped)


def _series(rows, column):
    cells = [row[column] for row in rows[1:]]
    return Series(rows[0][column], [number_of(cell) for cell in cells], cells)


def _stopping(labels, series, sort):
    """Why no chart can be drawn of it."""
    numbers = [number for each in series for number in each.numbers if number is not None]
    if not numbers:
        yield _("none of its cells is a number")
    if len(series) > MOST_SERIES:
        yield _("it has more than %(most)s columns of numbers") % {"most": MOST_SERIES}
    if len(labels) > MOST_ROWS:
        yield _("it has more than %(most)s rows") % {"most": MOST_ROWS}
    if sort == "line" and len(labels) < 2:
        yield _("a line needs two rows or more")
    if sort == "share":
        yield from _stopping_shares(labels, series, numbers)


def _stopping_shares(labels, series, numbers):
    if len(series) > 1:
        yield _("shares of a whole are one column of numbers")
    if len(labels) > MOST_SHARES:
        yield _("it has more than %(most)s shares") % {"most": MOST_SHARES}
    if len(numbers) < len(labels) * len(series) or any(number < 0 for number in numbers) or not any(numbers):
        yield _("a share is a number that is not negative, in every row")


def _about_cells(labels, series):
    """The cells that are no numbers; an empty one is a gap, of which nothing needs to be said."""
    for each in series:
        for label, number, cell in zip(labels, each.numbers, each.cells, strict=True):
            if number is None and cell:
                yield _("“%(cell)s” in the row “%(row)s” is no number") % {"cell": cell[:40], "row": label[:40]}
