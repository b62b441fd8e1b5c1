"""From the time that a clock on the wall shows to the moment that it means, over both changes of the clocks."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _


class NoSuchTime(ValueError):
    """The clocks leave it out, or have it twice. Its text can be shown."""


def moment_of(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment of a time that somebody typed, in the paper's zone. Raises NoSuchTime."""
    first, second = _both(day, time)
    if first.utcoffset() == second.utcoffset():
        return first
    names = {"time": f"{time:%H:%M}", "day": f"{day:%d.%m.%Y}"}
    if first.utcoffset() > second.utcoffset():
        raise NoSuchTime(_("On %(day)s there are two %(time)s: the clocks go back. Choose another time.") % names)
    raise NoSuchTime(_("On %(day)s there is no %(time)s: the clocks go forward. Choose another time.") % names)


def nearest_moment_of(day: dt.date, time: dt.time) -> dt.datetime:
    """The same for what comes round by itself: of two the first, and of none what the clock would have shown."""
    return _both(day, time)[0]


def _both(day, time):
    local = dt.datetime.combine(day, time, tzinfo=timezone.get_default_timezone())
    return local.replace(fold=0), local.replace(fold=1)
