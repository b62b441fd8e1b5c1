"""How a front fills itself: pinned stories where they were put, the newest in every other place, none twice."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field

from articles.models import Edition, FrontSlot, Section, parts_of
from common.pagination import Page, newest, page_of

SPARES = 6  # how far down the newest an automatic lead looks for a story with a picture
BIG = {FrontSlot.Size.LEAD, FrontSlot.Size.FEATURE}


@dataclass
class FilledSlot:
    """One slot and the story that readers see in it, under the slot's own words where it has any."""

    slot: FrontSlot
    edition: Edition
    is_pinned: bool


@dataclass
class Block:
    """A large story with the small ones that stand after it, or small ones alone."""

    big: FilledSlot | None = None
    small: list[FilledSlot] = field(default_factory=list)


class Stories:
    """Where a front takes its stories from: two queries for those that are pinned, and two for the newest."""

    def __init__(self, section: Section | None = None, at: dt.datetime | None = None):
        self.section, self.at = section, at

    def pinned(self, slots: Sequence[FrontSlot]) -> dict[int, Edition]:
        """Those of the slots' own stories that readers may see, by article."""
        wanted = {slot.article_id for slot in slots} - {None}
        live = Edition.objects.live(at=self.at).with_writers().filter(article__in=wanted) if wanted else []
        return {edition.article_id: edition for edition in live}

    def newest(self, count: int, *, without: Collection[int]) -> list[Edition]:
        live = Edition.objects.live(at=self.at).exclude(article__in=without).with_writers()
        parts = parts_of(self.section) if self.section else ()
        return list(newest(live, by="first_published_at", parts=parts, size=count))

    def page(self, *, without: Collection[int], cursor: str) -> Page:
        """The others, newest first."""
        editions = Edition.objects.live(at=self.at).exclude(article__in=without).with_writers()
        return page_of(editions, by="first_published_at", parts=parts_of(self.section), cursor=cursor)

    def dressed(self, edition: Edition, slot: FrontSlot) -> Edition:
        """The story as a slot shows it."""
        return dressed(edition, slot)


def fill_slots(slots: Sequence[FrontSlot], stories: Stories | None = None) -> list[FilledSlot | None]:
    """The place of each slot, in order; None where there is no story left. As many queries, however many slots.

    A pinned story that is not live is not drawn, and its place fills itself like any other.
    """
    stories = stories or Stories()
    pinned = _pinned(slots, stories)
    chosen = {edition.article_id for edition in pinned if edition}
    left = pinned.count(None)
    newest = stories.newest(left + SPARES, without=chosen) if left else []
    return [
        FilledSlot(slot, stories.dressed(edition, slot), is_pinned=True) if edition else _next(slot, newest)
        for slot, edition in zip(slots, pinned, strict=True)
    ]


def _pinned(slots, stories):
    """Each slot's own story if readers may see it: in the first slot that pins it, and in those that may repeat it."""
    editions = stories.pinned(slots)
    taken, pinned = set(), []
    for slot in slots:
        edition = editions.get(slot.article_id)
        if edition and not slot.allow_twice:
            edition = None if slot.article_id in taken else edition
            taken.add(slot.article_id)
        pinned.append(edition)
    return pinned


def _next(slot, newest):
    """Take the newest story that is left; a lead takes the newest with a picture."""
    if not newest:
        return None
    place = 0
    if slot.size == FrontSlot.Size.LEAD:
        place = next((index for index, edition in enumerate(newest) if edition.shown_picture), 0)
    return FilledSlot(slot, newest.pop(place), is_pinned=False)


def dressed(edition: Edition, slot: FrontSlot) -> Edition:
    """The edition as this slot shows it. A copy: the same story may stand elsewhere under its own words."""
    edition = copy(edition)
    edition.kicker = slot.kicker or edition.kicker
    edition.headline = slot.headline or edition.headline
    if slot.picture and slot.picture.may_be_shown():
        edition.lead_picture = slot.picture
    return edition


def in_blocks(places: Iterable[FilledSlot | None]) -> list[Block]:
    """Places as a page draws them, in their order: each large one begins a block, the small ones stand beside it."""
    blocks: list[Block] = []
    for place in filter(None, places):
        if place.slot.size in BIG:
            blocks.append(Block(big=place))
        elif blocks:
            blocks[-1].small.append(place)
        else:
            blocks.append(Block(small=[place]))
    return blocks


def stories_of(places: Iterable[FilledSlot | None]) -> set[int]:
    return {place.edition.article_id for place in places if place}


@dataclass
class SectionFront:
    """What a section's page draws: the arranged stories if there are any, and the others newest first below them."""

    blocks: list[Block]
    page: Page


def section_front(
    section: Section, *, slots: Sequence[FrontSlot], cursor: str = "", stories: Stories | None = None
) -> SectionFront:
    stories = stories or Stories(section)
    places = fill_slots(slots, stories) if slots else []
    return SectionFront(in_blocks(places), stories.page(without=stories_of(places), cursor=cursor))
