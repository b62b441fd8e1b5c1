"""Entries that readers had elsewhere before: the running story with their editions at their true moments.

No gate is asked, as for stories whose past is brought in.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.body.document import things_placed
from articles.models import (
    Article,
    Entry,
    EntryEdition,
    EntryEditionPlacement,
    EntryStage,
    ImportRun,
    RunningStory,
)
from articles.publishing.compose import existing_things
from articles.running.publish import note_told
from articles.running.write import read_placements
from articles.search.index import index_entries


@dataclass(frozen=True)
class PastEntryEdition:
    """What readers had of an entry: the fields of `EntryWords`, from when, and until when if they have it no more."""

    fields: Mapping
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None


@dataclass(frozen=True)
class PastEntry:
    """An entry with its editions, the oldest first; and what only the desk has of it, if anything."""

    uuid: UUID
    position: int = 0
    first_published_at: dt.datetime | None = None
    editions: Sequence[PastEntryEdition] = ()
    draft: Mapping | None = None
    embargoed_until: dt.datetime | None = None


@dataclass
class Kept:
    """How many entries are here now as they were there, and which were left as somebody here has them."""

    entries: dict[UUID, Entry] = field(default_factory=dict)
    ours: list[UUID] = field(default_factory=list)


@transaction.atomic
def keep_past(
    *,
    article: Article,
    begun_at: dt.datetime,
    ended_at: dt.datetime | None,
    newest_first: bool,
    entries: Sequence[PastEntry],
    run: ImportRun,
    by: User | None,
) -> Kept:
    """Tell the story in these entries. Those that came before are added to, unless somebody here worked with them."""
    ended_at = max(ended_at, begun_at) if ended_at else None
    facts = {"begun_at": begun_at, "begun_by": by, "ended_at": ended_at, "newest_first": newest_first}
    RunningStory.objects.get_or_create(article=article, defaults=facts)
    running = RunningStory.objects.select_for_update().get(pk=article.pk)
    here = {entry.uuid: entry for entry in article.entries.prefetch_related("editions")}
    if here.keys() <= {past.uuid for past in entries}:  # nobody here goes on with it
        running.ended_at, running.newest_first = ended_at, newest_first
    kept, told, taken = Kept(), [], {entry.position or 0 for entry in here.values()}
    for past in entries:
        entry = here.get(past.uuid)
        news = _news_of(past, entry)
        if news is None:
            kept.ours += [past.uuid] if past.editions else []
            continue
        entry = entry or _begin(article, past, by)
        kept.entries[past.uuid] = entry
        told += [(entry, past, edition) for edition in news]
        if past.editions and entry.position is None:
            entry.position = _free_position(running, taken, past.position)
        if news or past.draft:
            _write(entry, past, editions=len(news))
    _tell(running, told, run, by)
    running.save(update_fields=["ended_at", "newest_first", "news", "positions", "changed_at"])
    index_entries(story=article.pk)
    return kept


def _free_position(running, taken, wanted) -> int:
    """That which it had there, unless another entry here has it."""
    position = wanted if wanted > 0 and wanted not in taken else max({running.positions, *taken}) + 1
    taken.add(position)
    running.positions = max(running.positions, position)
    return position


def _news_of(past, entry) -> Sequence[PastEntryEdition] | None:
    """Which of its editions are not here; None where somebody published, changed or withdrew it here since."""
    had = sorted(entry.editions.all(), key=lambda edition: edition.starts_at) if entry else []
    if not had:
        return past.editions if entry is None else None
    newest = had[-1]
    told = {edition.starts_at for edition in past.editions}
    is_ours = newest.starts_at not in told or newest.ends_at or entry.version != newest.version
    return None if is_ours else [edition for edition in past.editions if edition.starts_at > newest.starts_at]


def _begin(article, past, by) -> Entry:
    first = past.editions[0].fields if past.editions else past.draft
    is_taken = Entry.objects.filter(uuid=past.uuid).exists()
    own = {} if is_taken else {"uuid": past.uuid}
    at = past.first_published_at or first["at"]
    return Entry(**first, **own, story=article, version=0, created_by=by, created_at=at, changed_by=by)


def _write(entry, past, *, editions):
    """The desk's row: as readers have it, and with what only the desk has on top."""
    for name, value in (past.draft or past.editions[-1].fields).items():
        setattr(entry, name, value)
    if Entry.objects.filter(story=entry.story_id, is_closing=True).exclude(pk=entry.pk).exists():
        entry.is_closing = False
    is_live = bool(past.editions) and past.editions[-1].ends_at is None
    entry.version += editions + bool(past.draft)
    entry.stage = EntryStage.DONE if is_live and not past.draft else EntryStage.DRAFT
    entry.embargoed_until = past.embargoed_until
    entry.changed_at = min(past.editions[-1].starts_at if past.editions else entry.at, timezone.now())
    entry.save()
    read_placements(entry=entry)


def _tell(running, told, run, by):
    """Their editions in the order in which they came, and each end that no other edition followed at once."""
    begins = [(edition.starts_at, entry, past, edition) for entry, past, edition in told]
    followed = {(entry.uuid, edition.starts_at) for entry, _past, edition in told}
    ends = [(edition.ends_at, entry, past, None) for entry, past, edition in told if edition.ends_at]
    ends = [step for step in ends if (step[1].uuid, step[0]) not in followed]
    for moment, entry, past, edition in sorted([*begins, *ends], key=lambda step: (step[0], step[3] is None)):
        running.news += 1
        entry.editions.filter(ends_at=None).update(ends_at=moment, ended_news=running.news)
        note_told(running, moment)
        if edition:
            _give(running, entry, past, edition, run, by)


def _give(running, entry, past, edition, run, by):
    given = EntryEdition.objects.create(
        **edition.fields,
        entry=entry,
        story_id=running.pk,
        uuid=entry.uuid,
        position=entry.position,
        version=entry.editions.count() + 1,
        news=running.news,
        starts_at=edition.starts_at,
        first_published_at=past.first_published_at,
        published_by=by,
        run=run,
    )
    EntryEditionPlacement.objects.bulk_create(
        EntryEditionPlacement(edition=given, **{f"{thing.kind}_id": thing.pk})
        for thing in existing_things(things_placed(given.words))
    )
