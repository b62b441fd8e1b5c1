"""Take one entry down for legal reasons: the stone first, which needs no database, then everything else."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.library.usage import files_only_of_entry
from articles.models import Entry, EntryTakedown, Takedown
from articles.pictures.files import files_of
from articles.pictures.usage import pictures_only_of_entry
from articles.publishing.takedowns import NotTakenDown
from articles.running.publish import end_live, locked
from common import site_version, tombstones
from common.disk_reserve import with_reserve


def take_down_entry(*, entry: Entry, by: User, reason: str) -> EntryTakedown:
    """Everywhere at once. The rest of the story stays.

    Raises NotTakenDown where one stands already.
    """
    files = files_of([*pictures_only_of_entry(entry), *files_only_of_entry(entry)])
    with_reserve(lambda: tombstones.mark_entry_taken_down(entry=entry.uuid, files=files))
    takedown = with_reserve(lambda: _record(entry=entry, by=by, reason=reason, files=files))
    site_version.forget()
    return takedown


@transaction.atomic
def _record(*, entry, by, reason, files):
    running, entry = locked(entry)
    if entry.takedowns.standing().exists():
        raise NotTakenDown
    end_live(running, entry)
    return EntryTakedown.objects.create(entry=entry, reason=reason, files=files, made_by=by)


@transaction.atomic
def lift_entry_takedown(*, entry: Entry, by: User) -> None:
    """Let the entry be published again. It stays withdrawn until somebody does. Raises NotTakenDown."""
    takedown = EntryTakedown.objects.select_for_update().standing().filter(entry=entry).first()
    if takedown is None:
        raise NotTakenDown
    takedown.lifted_at, takedown.lifted_by = timezone.now(), by
    takedown.save(update_fields=["lifted_at", "lifted_by"])
    others = [model.objects.standing().values_list("files", flat=True) for model in (Takedown, EntryTakedown)]
    kept = {name for rows in others for files in rows for name in files}
    freed = [name for name in takedown.files if name not in kept]
    transaction.on_commit(lambda: tombstones.lift_entry(entry=entry.uuid, files=freed))
