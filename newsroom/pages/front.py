"""What the front page shows: the arranged stories, and below them each section's newest, no story twice."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from articles.fronts.fill import Block, fill_slots, in_blocks, stories_of
from articles.models import Edition, FrontSlot, Section, Video
from newsroom.pages.context_processors import navigation
from polls.models import Poll

RECENT = dt.timedelta(days=120)  # what can still stand in a section’s place on the front
SIZES = [FrontSlot.Size.LEAD, *[FrontSlot.Size.CARD] * 6]  # of a front that nobody has arranged
IN_SECTION = 4
POLLS = 2  # those that close first


@dataclass
class FrontPage:
    blocks: list[Block]
    sections: list[tuple[Section, list[Edition]]]
    videos: list[Video]
    polls: list[Poll]


def plain_slots() -> list[FrontSlot]:
    """A front that fills itself: the newest story with a picture leads, the others follow."""
    return [FrontSlot(position=position, size=size) for position, size in enumerate(SIZES)]


def compose_front(slots: Sequence[FrontSlot] | None = None) -> FrontPage:
    """The front as readers have it, or as it would be with these slots. Every section gets a place of its own."""
    if slots is None:
        slots = list(FrontSlot.objects.live_on(None))
    places = fill_slots(slots or plain_slots())
    videos = list(Video.objects.live().newest_first().select_related("poster")[:3])
    polls = list(Poll.objects.open().with_choices().order_by("closes_at", "pk")[:POLLS])
    return FrontPage(in_blocks(places), _newest_by_section(stories_of(places)), videos, polls)


def _newest_by_section(shown):
    """The newest of each section on the navigation, without those that stand above."""
    ranked = (
        Edition.objects.live()
        .filter(first_published_at__gt=timezone.now() - RECENT)
        .exclude(article__in=shown)
        .annotate(
            place=Window(
                RowNumber(), partition_by=F("section"), order_by=[F("first_published_at").desc(), F("pk").desc()]
            )
        )
        .values("pk", "place")
    )
    newest = Edition.objects.filter(pk__in=[row["pk"] for row in ranked.filter(place__lte=IN_SECTION)])
    by_section: dict[int, list[Edition]] = {}
    for edition in newest.for_cards().newest_first():
        by_section.setdefault(edition.section.parent_id or edition.section_id, []).append(edition)
    return [(section, by_section[section.pk][:IN_SECTION]) for section in navigation() if section.pk in by_section]
