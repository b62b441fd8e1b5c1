"""Filters that every template may use without loading them."""

import datetime as dt

from django import template

register = template.Library()


@register.filter(expects_localtime=True)
def iso_time(moment: dt.datetime | None) -> str:
    """A moment to the second. HTML's `datetime` takes three digits of a second at most, and the database keeps six."""
    return moment.isoformat(timespec="seconds") if moment else ""
