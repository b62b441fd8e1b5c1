"""The site-wide brake against card testing: beyond so many visits to the card page in an hour, cards rest."""

import time

from django.core.cache import cache
from django.utils.translation import gettext as _

from supporters.attention import raise_attention
from supporters.models import Attention
from supporters.providers import card_provider

HOUR = 3600
CHECKOUTS_AN_HOUR = 120  # far more than a local paper's best day, far fewer than a card tester needs
BRAKED = "supporters-cards-braked"


def cards_are_open():
    """Whether readers are offered a card payment at the moment."""
    return card_provider() is not None and not cache.get(BRAKED)


def count_checkout():
    """Count one more visit to the card page; False, and the brake is on for an hour, where it is one too many."""
    if not cards_are_open():
        return False
    hour = int(time.time()) // HOUR
    key = f"supporters-checkouts-{hour}"
    cache.add(key, 0, 2 * HOUR)
    if cache.incr(key) <= CHECKOUTS_AN_HOUR:
        return True
    cache.set(BRAKED, 1, HOUR)
    text = _(
        "More than %(count)s card payments were begun within an hour. Cards rest for an hour; the office does not."
    )
    raise_attention(kind=Attention.Kind.BRAKE, cause=f"brake:{hour}", text=text % {"count": CHECKOUTS_AN_HOUR})
    return False
