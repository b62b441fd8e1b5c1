"""Write an entry at the desk: begin it, change it upon what was seen, offer it to an editor."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.body.document import things_placed
from articles.editing.optimistic_lock import bump_version
from articles.models import Article, Author, Entry, EntryPlacement, EntryStage
from articles.publishing.compose import existing_things


@dataclass(frozen=True)
class Written:
    """What somebody wrote of an entry."""

    headline: str
    words: str
    at: dt.datetime | None = None  # now, where nobody says when
    author: Author | None = None
    is_key: bool = False
    is_pinned: bool = False
    is_closing: bool = False
    embargoed_until: dt.datetime | None = None


@transaction.atomic
def write_entry(*, story: Article, by: User, client_uuid: UUID, written: Written) -> tuple[Entry, bool]:
    """A draft of that name, and whether it is new: what is sent twice is written once."""
    facts = _facts(written) | {"story": story, "created_by": by, "changed_by": by}
    entry, is_new = Entry.objects.get_or_create(client_uuid=client_uuid, defaults=facts)
    if is_new:
        read_placements(entry=entry)
    return entry, is_new


@transaction.atomic
def change_entry(*, entry: Entry, seen: int, by: User, written: Written) -> Entry:
    """Write over the version that this person saw. Where nothing differs the version stays, whichever they saw.

    What was to go out by itself does not: nobody has said that these words may.

    Raises StaleVersion.
    """
    facts = _facts(written) | ({} if written.at else {"at": entry.at})
    is_changed = any(getattr(entry, name) != value for name, value in facts.items())
    bump_version(article=entry, seen=seen if is_changed else entry.version, by=by, is_changed=is_changed)
    if is_changed:
        changed = Entry.objects.filter(pk=entry.pk)
        changed.update(**facts, kept_back="")
        changed.filter(stage=EntryStage.SCHEDULED).put_at(EntryStage.DRAFT)
        entry.refresh_from_db()
        read_placements(entry=entry)
    return entry


def offer(*, entry: Entry) -> None:
    """Let it wait for an editor."""
    Entry.objects.filter(pk=entry.pk).put_at(EntryStage.WAITING)


def take_back(*, entry: Entry) -> None:
    """It waits for nobody any more."""
    Entry.objects.filter(pk=entry.pk, stage=EntryStage.WAITING).put_at(EntryStage.DRAFT)


@transaction.atomic
def read_placements(*, entry: Entry) -> None:
    """Bring the rows that say what the entry shows in line with its words."""
    entry.placements.all().delete()
    EntryPlacement.objects.bulk_create(
        EntryPlacement(entry=entry, **{f"{thing.kind}_id": thing.pk})
        for thing in existing_things(things_placed(entry.words))
    )


def _facts(written):
    return {
        "headline": written.headline,
        "words": written.words,
        "at": written.at or timezone.now(),
        "author": written.author,
        "is_key": written.is_key,
        "is_pinned": written.is_pinned,
        "is_closing": written.is_closing,
        "embargoed_until": written.embargoed_until,
    }
