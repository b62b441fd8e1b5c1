"""What the front page shows: the arranged stories, and below them each section's newest, no story twice."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.functional import cached_property

from articles.body.rendering import Html
from articles.fronts.fill import Block, Stories, fill_slots, in_blocks, stories_of
from articles.models import Edition, FrontSlot, Section, Video
from articles.pages.cards import EDITIONS, ListedStory
from articles.pages.cards import stories_of as ready_stories
from articles.pages.front_cards import ReadyStories
from articles.pages.story_page import newest_videos
from common.prepared import Prepared
from common.site_version import remembered
from newsroom.pages.bands import Band, bands_of
from newsroom.pages.context_processors import navigation
from polls.models import Poll

RECENT = dt.timedelta(days=120)  # what can still stand in a section’s place on the front
SIZES = [FrontSlot.Size.LEAD, *[FrontSlot.Size.CARD] * 6]  # of a front that nobody has arranged
IN_SECTION = 4
VIDEOS = 3
POLLS_TEMPLATE, VIDEOS_TEMPLATE = "newsroom/_front_polls.html", "newsroom/_front_videos.html"
POLLS = 2  # those that close first


@dataclass
class FrontPage:
    blocks: list[Block]
    sections: list[tuple[Section, list[Edition]]]
    videos: list[Video]
    chosen_bands: Mapping[str, str]

    @property
    def bands(self) -> list[Band]:
        return bands_of(self.sections, self.chosen_bands)

    @cached_property
    def polls(self) -> list[Poll]:
        """Those that can be voted in and close first."""
        soonest = [pk for (pk,) in SOONEST.rows()]
        polls = {poll.pk: poll for poll in Poll.objects.fetch_with_choices(soonest)} if soonest else {}
        return [polls[pk] for pk in soonest if pk in polls]

    @property
    def polls_html(self) -> Html:
        """The polls as they are drawn, which is done anew when one is changed or voted in."""
        return remembered("front-polls", ["polls", "tallies"], lambda: _drawn(POLLS_TEMPLATE, polls=self.polls))

    @property
    def videos_html(self) -> Html:
        """The films as they are drawn, which is done anew when one is changed or comes."""
        return remembered("front-videos", ["site"], lambda: _drawn(VIDEOS_TEMPLATE, videos=self.videos))


def _drawn(template, **rows):
    """Nothing where there is nothing to be drawn."""
    return render_to_string(template, rows) if any(rows.values()) else ""


def plain_slots() -> list[FrontSlot]:
    """A front that fills itself: the newest story with a picture leads, the others follow."""
    return [FrontSlot(position=position, size=size) for position, size in enumerate(SIZES)]


def compose_front(
    slots: Sequence[FrontSlot] | None = None,
    *,
    bands: Mapping[str, str] | None = None,
    stories: Stories | None = None,
) -> FrontPage:
    """The front as readers have it, or as it would be with these slots and bands. Every section has its own place."""
    if slots is None:
        slots = remembered("front-slots", ["site", "fronts"], lambda: list(FrontSlot.objects.live_on(None)))
        bands = slots[0].arrangement.bands if slots else {}
    places = fill_slots(slots or plain_slots(), stories)
    sections = _newest_by_section(
        stories_of(places), list_ready if isinstance(stories, ReadyStories) else list_editions
    )
    return FrontPage(in_blocks(places), sections, newest_videos(VIDEOS), bands or {})


def list_editions(ids: Collection[int]) -> list[Edition]:
    return list(Edition.objects.live().filter(pk__in=ids).with_writers().newest_first())


def list_ready(ids: Collection[int]) -> list[ListedStory]:
    return ready_stories(EDITIONS.rows(list(ids)))


def _newest_by_section(shown, listed):
    """The newest of each section on the navigation, without those that stand above."""
    parents = remembered("section-parents", ["site"], lambda: dict(Section.objects.values_list("pk", "parent")))
    found = [pk for (pk,) in _newest_of(tuple(parents)).rows(sorted(shown))] if parents else []
    by_section: dict[int, list] = {}
    for story in listed(found) if found else ():
        by_section.setdefault(parents[story.section_id] or story.section_id, []).append(story)
    return [(section, by_section[section.pk][:IN_SECTION]) for section in navigation() if section.pk in by_section]


@lru_cache(maxsize=8)
def _newest_of(sections):
    """The ids of the newest editions of each of these sections. Each is read from its index, as far as it is shown."""

    def build(at, ids):
        recent = Edition.objects.live(at).filter(first_published_at__gt=at - RECENT).exclude(article__in=ids)
        heads = [recent.filter(section=pk).newest_first().values("pk")[:IN_SECTION] for pk in sections]
        first, *others = [Edition.objects.filter(pk__in=head).values_list("pk") for head in heads]
        return first.union(*others, all=True)

    return Prepared(build, age=RECENT)


SOONEST = Prepared(lambda at, _ids: Poll.objects.open(at).order_by("closes_at", "pk").values_list("pk")[:POLLS])
