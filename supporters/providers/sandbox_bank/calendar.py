"""When the next payment of a regular pledge is due: the same day each month, or its last where it is shorter."""

import calendar
import datetime as dt


def next_period(day, frequency, anchor) -> dt.date:
    """The day one month or year after `day`; `anchor` is the day of the month on which it all began."""
    if frequency == "year":
        return clamped(day.year + 1, day.month, anchor)
    return clamped(day.year + day.month // 12, day.month % 12 + 1, anchor)


def clamped(year, month, day) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
