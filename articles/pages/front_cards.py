"""The stories of a front with their cards ready: where a reader's page takes them from."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from django.db.models import Q

from articles.fronts.fill import Stories, dressed
from articles.models import Edition, FrontSlot, Section, parts_of
from articles.pages.cards import EDITIONS, ListedStory, cards_of, live_stories, stories_of, with_cards
from common.pagination import Page, newest, page_of, read_cursor
from common.prepared import Prepared
from common.site_version import remembered

PAGE = 20  # stories
MOST_OWN_CARDS = 200
_own_cards: dict[tuple, dict] = {}


class ReadyStories(Stories):
    def pinned(self, slots: Sequence[FrontSlot]) -> dict[int, ListedStory]:
        return live_stories({slot.article_id for slot in slots} - {None})

    def newest(self, count: int, *, without: Collection[int]) -> list[ListedStory]:
        parts = tuple(self.section.with_subsections) if self.section else ()
        return stories_of(newest_cards(parts, count).rows(sorted(without)))

    def page(self, *, without: Collection[int], cursor: str) -> Page:
        if read_cursor(cursor):
            return self._later_page(without, cursor)
        found = self.newest(PAGE + 1, without=without)
        return Page(found[:PAGE], found[PAGE - 1].cursor if len(found) > PAGE else "")

    def _later_page(self, without, cursor):
        live = Edition.objects.live().exclude(article__in=without).only("first_published_at")
        page = page_of(live, by="first_published_at", parts=parts_of(self.section), cursor=cursor, size=PAGE)
        page.rows = stories_of(EDITIONS.rows([edition.pk for edition in page.rows])) if page.rows else []
        return page

    def dressed(self, story: ListedStory, slot: FrontSlot) -> ListedStory:
        """Under the slot's own words, which are no part of a kept card. This process remembers what it drew of them."""
        if not (slot.kicker or slot.headline or slot.picture_id):
            return story
        facts = (story.edition_id, story.html, slot.kicker, slot.headline, *_facts_of(slot.picture))
        if facts not in _own_cards:
            edition = dressed(Edition.objects.with_writers().get(pk=story.edition_id), slot)
            if len(_own_cards) >= MOST_OWN_CARDS:
                _own_cards.clear()
            _own_cards[facts] = {"shown_picture": bool(edition.shown_picture), **cards_of(edition)}
        return replace(story, **_own_cards[facts])


def _facts_of(picture):
    """All that is drawn of a picture, and whether it is."""
    if picture is None:
        return ()
    return (picture.may_be_shown(), *(str(getattr(picture, field.attname)) for field in picture._meta.concrete_fields))


def section_called(slug: str) -> Section | None:
    """The section of that name, with the ids of those inside it."""
    return remembered("sections", ["site"], _sections).get(slug) or _sections().get(slug)


def _sections():
    sections = list(Section.objects.all())
    for section in sections:
        section.with_subsections = [section.pk, *(other.pk for other in sections if other.parent_id == section.pk)]
    return {section.slug: section for section in sections}


SLOTS = Prepared(lambda at, ids: FrontSlot.objects.live_on(ids[0], at).values_list("pk"))


def slots_of(section: Section) -> list[FrontSlot]:
    """The arranged places of a section, most of which have none."""
    return list(FrontSlot.objects.live_on(section)) if SLOTS.rows([section.pk]) else []


@lru_cache(maxsize=128)
def newest_cards(sections: tuple[int, ...], count: int) -> Prepared:
    """The newest live stories of these sections, or of all, without those whose ids it is given."""

    def build(at, ids):
        live = with_cards(Edition.objects.live(at).exclude(article__in=ids))
        parts = [Q(section=pk) for pk in sections]
        return newest(live, by="first_published_at", parts=parts, size=count)

    return Prepared(build)
