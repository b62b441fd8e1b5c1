"""Amounts and days as banks write them. How a file writes them is decided once for the file, never a row at a time."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from common.money import SYMBOLS, AmountError, decimals_of, parse_amount

LONDON = ZoneInfo("Europe/London")
DAY_SHAPES = [
    "%d/%m/%Y",
    "%Y-%m-%d",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %b %y",
    "%d-%b-%y",
    "%d %B %Y",
    "%d.%m.%y",
    "%d-%m-%y",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d%m%Y",
    "%d/%b/%Y",
    "%b %d, %Y",
    "%m/%d/%Y",
    "%m-%d-%Y",
]
TIME_BEHIND = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*$")
WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", re.I)
IN_UTC = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})")
COMMA_DECIMALS = re.compile(r"(\d{1,3}(\.\d{3})+|\d+),\d{2}")
SIGNED = re.compile(
    r"(?P<before>[-+]?)(?P<open>\(?)(?P<again>[-+]?)(?P<digits>[0-9][0-9.,]*)(?P<close>\)?)(?P<after>CR|DR|DB|[-+])?",
    re.I,
)


def squeeze(cell: str) -> str:
    """An amount without its currency, spaces and typographic signs: `− £1 250.00` becomes `-1250.00`."""
    text = unicodedata.normalize("NFKC", cell).translate(str.maketrans("−–—", "---"))
    text = "".join(text.split()).replace("'", "")
    for symbol in (*SYMBOLS.values(), *SYMBOLS):
        text = text.replace(symbol, "")
    return text


def has_comma_decimals(cells: list[str]) -> bool:
    """Whether a whole column writes 1.025,50. One cell that does not fit, and the comma stays a doubt."""
    digits = [squeeze(cell).strip("+-()CRDcrd") for cell in cells if cell.strip()]
    fits = [COMMA_DECIMALS.fullmatch(cell) is not None for cell in digits]
    return bool(fits) and all(fits)


def signed_minor(cell: str, currency: str, *, comma_decimals: bool = False) -> int | None:
    """Minor units of a cell with its sign, or None where it is empty. Raises ValueError for what is no amount."""
    text = squeeze(cell)
    if not text or text == "-":
        return None
    found = SIGNED.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        raise ValueError(cell)
    digits = found["digits"]
    if comma_decimals:
        digits = digits.replace(".", "").replace(",", ".")
    try:
        amount = parse_amount(digits, currency)
    except AmountError as error:
        raise ValueError(error.code) from None
    minus = "-" in (found["before"], found["again"], found["after"])
    is_out = minus or bool(found["open"]) or (found["after"] or "").upper() in ("DR", "DB")
    return -amount if is_out else amount


def plain_minor(number: str, currency: str) -> int:
    """Minor units of a number as a format writes it, with as many zeros behind the point as it likes."""
    whole, point, part = number.strip().partition(".")
    kept = part.rstrip("0").ljust(decimals_of(currency), "0")
    return signed_minor(f"{whole}{point}{kept}" if kept else whole, currency) or 0


@dataclass(frozen=True)
class DayShape:
    """How a file writes its days."""

    shape: str

    def read(self, cell: str) -> dt.date:
        """Raises ValueError for what is no day in this shape."""
        return read_day(cell, self.shape)


def read_day(cell: str, shape: str) -> dt.date:
    """A moment with a zone is turned to London first, for near midnight its day is another."""
    text = " ".join(cell.split())
    if IN_UTC.fullmatch(text):
        return day_in_london(dt.datetime.fromisoformat(text))
    text = WEEKDAY.sub("", TIME_BEHIND.sub("", text)).replace("Sept ", "Sep ")
    return dt.datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no zone


def day_in_london(moment: dt.datetime) -> dt.date:
    """Raises ValueError for the calendar's first minutes and last hours, which are no moment there."""
    try:
        return moment.astimezone(LONDON).date()
    except OverflowError:
        raise ValueError(f"{moment} is no day of London's calendar.") from None


def day_shape_of(cells: list[str]) -> DayShape:
    """The shape that reads most of a column; the day goes before the month where both are possible."""
    filled = [cell for cell in cells if cell.strip()]
    return DayShape(max(DAY_SHAPES, key=lambda shape: sum(_reads(cell, shape) for cell in filled)))


def _reads(cell, shape):
    try:
        read_day(cell, shape)
    except ValueError:
        return False
    return True


def is_amount(cell: str, currency: str) -> bool:
    return _is(lambda: signed_minor(cell, currency) is not None) or has_comma_decimals([cell])


def is_day(cell: str) -> bool:
    return bool(cell.strip()) and any(_reads(cell, shape) for shape in DAY_SHAPES)


def _is(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except ValueError:
        return False
