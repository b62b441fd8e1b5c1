"""What every page of the paper carries: its name, its sections and the news that cannot wait."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, lazy

from articles.models import BreakingBar, Section
from common.paper import last_known_paper
from common.paper import paper as identity
from common.share_card import paper_card
from common.site_version import remembered
from newsroom.newsletters.models import Newsletter
from newsroom.pages.text_edition import twin_of
from newsroom.paper.pages import own_pages


def paper(request) -> dict[str, Any]:
    known = SimpleLazyObject(last_known_paper if getattr(request, "is_without_database", False) else identity)
    return {
        "paper": known,
        "paper_card": "" if getattr(request, "is_without_database", False) else SimpleLazyObject(paper_card),
        "paper_name": _lazy_text(lambda: known.name),
        "paper_town": _lazy_text(lambda: known.town),
        "paper_email": settings.PAPER_EMAIL,
        "site_url": settings.SITE_URL,
        "letter_offered": None if getattr(request, "is_without_database", False) else SimpleLazyObject(letter_offered),
        "navigation": _Remembered(navigation),
        "breaking": _Remembered(breaking_bars),
        "pages_about": _Remembered(lambda: own_pages().of_group("paper")),
        "pages_of_rules": _Remembered(lambda: own_pages().of_group("rules")),
        "text_url": twin_of(request),
    }


_lazy_text = lazy(lambda fetch: fetch(), str)


class _Remembered:
    """Rows that are fetched only by a page that draws them."""

    def __init__(self, fetch):
        self.fetch = fetch

    def __iter__(self):
        return iter(self.fetch())


def letter_offered() -> Newsletter | None:
    """The letter that pages offer: the first of the list that comes by itself."""
    return remembered("letter-offered", ["site"], _letter_offered)


def _letter_offered():
    return Newsletter.objects.open().filter(kind=Newsletter.Kind.LETTER).in_order().first()


def navigation() -> list[Section]:
    """The sections on top."""
    return remembered("navigation", ["site"], lambda: list(Section.objects.on_navigation()))


def breaking_bars() -> list[BreakingBar]:
    """The bar that stands over every page now, if any."""
    now = timezone.now()
    known = remembered("breaking-bars", ["site"], lambda: _standing(now))
    live = [bar for bar in reversed(known) if bar.is_live(now)]
    if stories := [f"story:{bar.article_id}" for bar in live if bar.article_id]:
        known = remembered(f"breaking {stories}", ["site", *stories], lambda: _with_stories(live, now))
        live = [bar for bar in known if bar.is_shown(now)]
    return live[:1]


def _standing(now):
    return list(BreakingBar.objects.filter(ends_at__gt=now).order_by("starts_at", "pk"))


def _with_stories(bars, now):
    return list(BreakingBar.objects.filter(pk__in=[bar.pk for bar in bars]).with_story(at=now).newest_first())
