"""Entries as they are drawn: their words with all that stands in them, in a fixed number of queries for any number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from articles.body.document import Placed, things_placed
from articles.body.kinds.embed import frames_in
from articles.body.rendering import TEMPLATES, Html, Objects, Renderer
from articles.models import Correction, EntryEdition, EntryEditionPlacement, Picture
from articles.pages.cards import live_stories
from articles.pages.story_page import newest_videos
from articles.publishing.unseen import may_be_shown
from common.site_version import uses
from polls.models import Poll


@dataclass
class ShownEntry:
    """One entry before its reader. `story_url` is the address of its story."""

    edition: EntryEdition
    story_url: str
    blocks: Sequence[Html]
    corrections: Sequence[Correction] = ()
    picture: Picture | None = None  # the first of those in it that readers may see
    language: str = ""  # of the story, where a feed asks

    @property
    def address(self) -> str:
        """Its own, for ever."""
        return f"{self.story_url}entry/{self.edition.uuid}/"

    @property
    def place(self) -> str:
        """Where it stands among the older ones, whatever comes after it."""
        return f"{self.story_url}entries/{self.edition.page}/#{self.edition.anchor}"

    @cached_property
    def is_of_today(self) -> bool:
        return timezone.localdate(self.edition.at) == timezone.localdate()

    @property
    def was_changed(self) -> bool:
        return self.edition.starts_at > self.edition.first_published_at


def frames_of(entries: Iterable[ShownEntry]) -> list[str]:
    """The hosts of other sites that something in them may be shown from, once a reader asks for it."""
    return sorted({host for entry in entries for host in frames_in(entry.edition.words)})


def shown_entries(
    editions: Iterable[EntryEdition],
    *,
    story: int,
    story_url: str,
    stories: Callable[[list[int]], Mapping] = live_stories,
    templates: Mapping[str, str] = TEMPLATES,
    medium: str = "page",
) -> list[ShownEntry]:
    """These, in their order, with what readers may see of the things in them.

    `stories` finds those of other stories that are live.
    """
    editions = list(editions)
    if not editions:
        return []
    public = _things_in(editions, story, stories)
    has_gap = any('data-embed="watch"' in edition.words for edition in editions)
    objects = Objects(public, newest_videos() if has_gap else (), story)
    renderer = Renderer(objects, templates=templates, medium=medium)
    corrections = _corrections_of(editions)
    return [
        ShownEntry(
            edition,
            story_url,
            renderer.blocks(edition.words, of=edition.uuid.hex[:8]),
            corrections.get(edition.entry_id, ()),
            _first_picture(edition, public),
        )
        for edition in editions
    ]


def _first_picture(edition, public) -> Picture | None:
    shown = (public.get(thing) for thing in things_placed(edition.words) if thing.kind == "picture")
    return next(filter(None, shown), None)


def _things_in(editions, story, stories) -> dict[Placed, object]:
    """Read off the words first: most entries place nothing, and no query is asked for them."""
    wanted = {thing for edition in editions for thing in things_placed(edition.words)}
    if not wanted:
        return {}
    lines = EntryEditionPlacement.objects.filter(edition__in=editions, poll=None, linked=None)
    lines = lines.select_related("picture", "video__poster", "document", "sound")
    placed = {Placed(line.kind, line.placed_id): getattr(line, line.kind) for line in lines}
    ids = {kind: [thing.pk for thing in wanted if thing.kind == kind] for kind in ("poll", "linked")}
    uses(*(f"poll:{pk}" for pk in ids["poll"]), *(f"story:{pk}" for pk in ids["linked"]))
    placed |= {Placed("poll", poll.pk): poll for poll in _polls(ids["poll"])}
    shown = {thing: row for thing, row in placed.items() if may_be_shown(row)}
    others = stories([pk for pk in ids["linked"] if pk != story])
    return shown | {Placed("linked", pk): other for pk, other in others.items()}


def _polls(ids):
    return Poll.objects.fetch_with_choices(ids) if ids else ()


def _corrections_of(editions) -> dict[int, list[Correction]]:
    wanted = [edition.entry_id for edition in editions if edition.starts_at > edition.first_published_at]
    found: dict[int, list[Correction]] = {}
    if wanted:
        for correction in Correction.objects.current().newest_first().filter(entry__in=wanted):
            found.setdefault(correction.entry_id, []).append(correction)
    return found
