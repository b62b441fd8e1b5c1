"""What every page of the paper carries: its name, its sections and the news that cannot wait."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models import Q
from django.utils import timezone

from articles.models import BreakingBar, Section
from newsroom.pages.text_edition import twin_of

SECONDS = 5  # how long a process may go on with what it knows


def paper(request) -> dict[str, Any]:
    return {
        "paper_name": settings.PAPER_NAME,
        "paper_town": settings.PAPER_TOWN,
        "paper_email": settings.PAPER_EMAIL,
        "site_url": settings.SITE_URL,
        "navigation": _Remembered(navigation),
        "breaking": _Remembered(breaking_bars),
        "text_url": twin_of(request),
    }


class _Remembered:
    """Rows that are fetched only by a page that draws them."""

    def __init__(self, fetch):
        self.fetch = fetch

    def __iter__(self):
        return iter(self.fetch())


def navigation() -> list[Section]:
    """The sections on top, remembered for a few seconds."""
    return caches["process"].get_or_set("navigation", lambda: list(Section.objects.on_navigation()), SECONDS)


def breaking_bars() -> list[BreakingBar]:
    """The bar that stands over every page now, if any. What is remembered is enough to begin and end on the second."""
    known = caches["process"].get_or_set("breaking-bars", _bars_of_these_seconds, SECONDS)
    return [bar for bar in known if bar.is_shown()][:1]


def _bars_of_these_seconds():
    now = timezone.now()
    soon = Q(starts_at__lte=now + dt.timedelta(seconds=SECONDS), ends_at__gt=now)
    return list(BreakingBar.objects.filter(soon).with_story(at=now).newest_first())
