"""Filters and tags that every template may use without loading them."""

import datetime as dt

from django import template
from django.apps import apps
from django.contrib.auth.models import User

from common.can import can
from common.dates import in_words
from common.languages import INVITATIONS, TERRITORIES, lang_attribute, language_of
from common.link_schemes import safe_link
from common.live_parts import live
from common.money import format_amount

register = template.Library()
register.filter("in_words", in_words)
register.filter("safe_link", safe_link)
register.filter("tongue", language_of)
register.tag("live", live)


@register.filter("can")
def can_at_all(user: User, asked: str) -> bool:
    """Asked as `user|can:"add articles.article"`: whether there can be a row to which this person may do that."""
    act, _, model = asked.partition(" ")
    return can(user, act, apps.get_model(model))


@register.filter(expects_localtime=True)
def iso_time(moment: dt.datetime | None) -> str:
    """A moment to the second. HTML's `datetime` takes three digits of a second at most, and the database keeps six."""
    return moment.isoformat(timespec="seconds") if moment else ""


@register.simple_tag
def lang(code: str = "") -> str:
    """Set within the tag of an element: the language of its words, where it is not that of the page."""
    return lang_attribute(code)


@register.filter
def read_in(code: str) -> str:
    """A link's words to a page in that language."""
    return INVITATIONS[language_of(code)]


@register.filter
def iso_639(code: str) -> str:
    """A language without its country, as the news sitemap names it."""
    return language_of(code).partition("-")[0]


@register.filter
def territory(code: str) -> str:
    """A language as Open Graph names it."""
    return TERRITORIES[language_of(code)]


@register.simple_tag
def money(amount: int, currency: str, short: bool = False) -> str:
    """An amount in minor units as it is printed."""
    return format_amount(amount, currency, short=short)


@register.simple_tag
def monthly(yearly: int, currency: str) -> str:
    """What a yearly sum in minor units comes to in a month, pence rounded towards nothing."""
    sign = -1 if yearly < 0 else 1
    return format_amount(sign * (abs(yearly) // 12), currency)


@register.filter
def on_one_line(text: str) -> str:
    """An address as it stands in a letter's list: its lines one after the other."""
    return ", ".join(text.split("\n")).replace("\r", "")
