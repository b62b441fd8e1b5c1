"""Moments in words, in the paper’s time, with the zone where a mistake would be dear; and days as they are counted."""

import calendar
import datetime as dt

from django.conf import settings
from django.contrib.humanize.templatetags import humanize
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

WELSH_ENDINGS = {1: "af", 2: "il", 3: "ydd", 4: "ydd", 5: "ed", 6: "ed"}
WELSH_ENDINGS |= dict.fromkeys([11, 13, 14, 16, 17, 19], "eg") | dict.fromkeys(range(21, 32), "ain")
SAID_WITH_A_VOWEL = {2, 8, 11, 16, 17, 20, 21, 22, 28, 31}  # ail, wythfed, unfed ar ddeg …


def start_of_day(day: dt.date) -> dt.datetime:
    """Midnight in the paper's time."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def end_of_day(day: dt.date) -> dt.datetime:
    """When the next day starts: some have 23 hours, or 25. The calendar's last day ends as it starts."""
    return start_of_day(days_after(day, 1))


def days_after(day: dt.date, days: int) -> dt.date:
    """The day so many days later. None comes after 31 December 9999, which people write for “for ever”."""
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))


def first_of_month(year: int, month: int) -> dt.datetime:
    """When a month begins in the paper's time. Raises ValueError for what is no month."""
    return start_of_day(dt.date(year, month, 1))


def month_of(moment: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """When the month of that moment begins and when the next one does."""
    day = timezone.localtime(moment).date()
    last = calendar.monthrange(day.year, day.month)[1]
    return start_of_day(day.replace(day=1)), end_of_day(day.replace(day=last))


def ordinal(number: int) -> str:
    """A day of the month as it is counted: “22nd”; in Welsh with its article, which hangs on how the number is said."""
    if get_language() != "cy":
        return humanize.ordinal(number)
    article = "yr" if number in SAID_WITH_A_VOWEL else "y"
    return f"{article} {number}{WELSH_ENDINGS.get(number, 'fed')}"


def to_the_second(moment: dt.datetime) -> str:
    """In the paper's time, with its zone, as machines read it."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def zone_in_words() -> str:
    """The paper’s zone, and what its clock calls it today."""
    return f"{settings.TIME_ZONE} ({timezone.localtime():%Z})"


def in_words(moment) -> str:
    """The zone is asked of the clock: in the hour that comes twice a year, Django's own format would leave it out."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} {local:%Z}"


def briefly(moment) -> str:
    """For lists, where most moments are of this year."""
    moment = timezone.localtime(moment)
    return date_format(moment, "j M, H:i" if moment.year == timezone.localtime().year else "j M Y")
