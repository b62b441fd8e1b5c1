"""Moments as the desk reads them: in the paper's time, with the zone where a mistake would be dear."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format


def start_of_day(day: dt.date) -> dt.datetime:
    """Midnight in the paper's time. A day ends with the next one's start: some have 23 hours, or 25."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def first_of_month(year: int, month: int) -> dt.datetime:
    """When a month begins in the paper's time. Raises ValueError for what is no month."""
    return start_of_day(dt.date(year, month, 1))


def month_of(moment: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """When the month of that moment begins and when the next one does."""
    first = timezone.localtime(moment).date().replace(day=1)
    return start_of_day(first), start_of_day((first + dt.timedelta(days=32)).replace(day=1))


def in_words(moment) -> str:
    """The zone is asked of the clock: in the hour that comes twice a year, Django's own format would leave it out."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} {local:%Z}"


def briefly(moment) -> str:
    """For lists, where most moments are of this year."""
    moment = timezone.localtime(moment)
    return date_format(moment, "j M, H:i" if moment.year == timezone.localtime().year else "j M Y")
