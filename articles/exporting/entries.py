"""The entries of stories that are told in them, as plain values: what readers have of each, and the desk's drafts.

An entry that was withdrawn or taken down is none of it, nor is what it said before.
"""

from collections.abc import Callable, Iterator

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from articles.exporting.facts import (
    DocumentFacts,
    FilmFacts,
    KeyOf,
    LinkFacts,
    PictureFacts,
    PollFacts,
    SoundFacts,
)
from articles.exporting.stories import moment, public_editions, public_entries, things_shown, values_of
from articles.exporting.story_html import story_html
from articles.models import Article, Entry, EntryEdition, EntryEditionPlacement, EntryPlacement, Takedown
from articles.models.running import EntryWords
from articles.publishing.unseen import may_be_shown
from common import tombstones

FORM = "newsroom-entries/1"
FLAGS = ("is_key", "is_pinned", "is_closing")


def entries_of(uuid: str, *, key_of: KeyOf) -> list[dict]:
    """All entries that readers have of a story, in the order of their times, each with what it said before."""
    live = list(with_things(public_entries().filter(story__uuid=uuid)).in_order())
    before = EntryEdition.objects.filter(entry__in=[edition.entry_id for edition in live])
    before = before.filter(starts_at__lte=timezone.now()).exclude(pk__in=[edition.pk for edition in live])
    earlier: dict[int, list] = {}
    for edition in with_things(before).order_by("entry", "starts_at"):
        told = plain_entry(edition, key_of=key_of) | {"ends_at": moment(edition.ends_at)}
        earlier.setdefault(edition.entry_id, []).append(told)
    return [
        plain_entry(edition, key_of=key_of)
        | ({"earlier": earlier[edition.entry_id]} if edition.entry_id in earlier else {})
        for edition in live
    ]


def with_things(editions: QuerySet[EntryEdition]) -> QuerySet[EntryEdition]:
    """These with all that is told of them, in a fixed number of queries."""
    return _with(editions.select_related("author", "story"), EntryEditionPlacement)


def plain_entry(edition: EntryEdition, *, key_of: KeyOf) -> dict:
    """One entry with what readers may see of it now. What it does not have is left out."""
    return {
        "id": str(edition.uuid),
        "version": edition.version,
        "position": edition.position,
        "published_at": moment(edition.first_published_at),
        "starts_at": moment(edition.starts_at),
        **_words_of(edition, key_of, may_be_shown),
    }


def desk_entries(*, key_of: KeyOf) -> Iterator[tuple[str, dict]]:
    """By the id of its story, what the desk has of entries and readers do not. Nothing of a story that is gone."""
    down = Takedown.objects.standing().values("article")
    live = public_editions().values("article")
    stories = Article.objects.on_desk().exclude(running=None).exclude(pk__in=down)
    stories = stories.exclude(pk__in=list(tombstones.taken_down())).filter(
        Q(pk__in=live) | ~Q(editions__starts_at__lte=timezone.now())
    )
    for pk, uuid in stories.order_by("pk").values_list("pk", "uuid"):
        drafts = [_draft(entry, key_of) for entry in _drafts_of(pk)]
        if drafts:
            yield str(uuid), {"form": FORM, "story": str(uuid), "entries": drafts}


def _drafts_of(story: int) -> QuerySet[Entry]:
    is_new = Q(live_version__isnull=False) & ~Q(live_version=F("version"))
    drafts = Entry.objects.with_standing().filter(Q(position=None) | is_new, story=story, is_down=False)
    drafts = drafts.exclude(uuid__in=list(tombstones.entries_taken_down()))
    return _with(drafts.select_related("author"), EntryPlacement).order_by("at", "pk")


def _draft(entry: Entry, key_of) -> dict:
    told = {
        "id": str(entry.uuid),
        "version": entry.version,
        "stage": entry.stage,
        "changed_at": moment(entry.changed_at),
        **_words_of(entry, key_of, bool),
    }
    return told | ({"embargoed_until": moment(entry.embargoed_until)} if entry.embargoed_until else {})


def _with(entries, placements):
    lines = placements.objects.select_related("picture", "video__poster", "poll__tally", "linked", "document", "sound")
    now = public_editions().select_related("section").defer("body")
    lines = lines.prefetch_related("poll__choices", Prefetch("linked__editions", now, to_attr="live_now"))
    return entries.prefetch_related(Prefetch("placements", lines))


def _words_of(entry: EntryWords, key_of, shows: Callable) -> dict:
    shown = things_shown(entry, key_of, may_be_shown=shows)
    author = entry.author
    told = {
        "headline": entry.headline,
        "at": moment(entry.at),
        "author": {"slug": author.slug, "name": author.name} if author else None,
        "html": story_html(entry.words, shown),
        **{name: True for name in FLAGS if getattr(entry, name)},
        "pictures": values_of(shown, PictureFacts),
        "films": values_of(shown, FilmFacts),
        "documents": values_of(shown, DocumentFacts),
        "sounds": values_of(shown, SoundFacts),
        "links": [fact.key for fact in shown.values() if isinstance(fact, LinkFacts)],
        "polls": [fact.as_dict() for fact in shown.values() if isinstance(fact, PollFacts)],
    }
    return {name: value for name, value in told.items() if value not in ("", None, [])}
