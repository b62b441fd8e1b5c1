"""Tombstones and ends of rights on this machine as the rows have them, whichever machine they were written on."""

import time
from dataclasses import dataclass, field

from articles.models import Document, EntryTakedown, Picture, Sound, Takedown
from articles.pictures.files import files_of
from common import media_expiry, tombstones
from common.site_version import newest_of

SCOPES = ("lists", "site")  # takedowns, and files with rights, move one of them
WITH_RIGHTS = (Picture, Document, Sound)


@dataclass
class Mirror:
    """What this machine has mirrored so far. It asks one small question until something has changed."""

    number: int = -1
    ends: dict[tuple, tuple] = field(default_factory=dict)

    def bring_up_to_date(self) -> None:
        """Raises django.db.Error where the database does not answer; then all stays as it is."""
        number = newest_of(SCOPES)
        if number == self.number:
            return
        mirror_takedowns()
        mirror_takedowns_of_entries()
        self._mirror_rights()
        self.number = number

    def _mirror_rights(self):
        began = time.time()
        rows = [
            row
            for model in WITH_RIGHTS
            for row in model.objects.exclude(rights_until=None).only("file", "rights_until")
        ]
        now = {(type(row), row.pk): (row.file.name, row.rights_until) for row in rows}
        for row in rows:
            if self.ends.get((type(row), row.pk)) != now[type(row), row.pk]:
                for name in files_of([row]):
                    if media_expiry.end_of(name) != row.rights_end:
                        media_expiry.serve_until([name], row.rights_end)
        if self.ends.items() - now.items() or not self.ends:
            media_expiry.forget_all_but(files_of(rows), written_before=began)
        self.ends = now


def mirror_takedowns() -> None:
    """Set the stones that are missing here, and lift those whose takedown was lifted after they were set.

    A stone without a row stays: whoever takes a story down sets it first.
    """
    standing = list(Takedown.objects.standing().values_list("article_id", "notice", "files"))
    for story, notice, files in standing:
        missing = [name for name in files if not tombstones.is_file_taken_down(name)]
        if missing or tombstones.notice_of(story) != notice:
            tombstones.mark_taken_down(story=story, notice=notice, files=missing)
    stories = {story for story, _notice, _files in standing}
    kept = {name for _story, _notice, files in standing for name in files}
    kept |= {name for files in EntryTakedown.objects.standing().values_list("files", flat=True) for name in files}
    lifted = Takedown.objects.exclude(lifted_at=None).values_list("article_id", "files", "lifted_at")
    for story, files, lifted_at in lifted:
        freed = [name for name in files if name not in kept]
        tombstones.lift(story=None if story in stories else story, files=freed, set_before=lifted_at.timestamp())


def mirror_takedowns_of_entries() -> None:
    """The same for entries of running stories."""
    down = tombstones.entries_taken_down()
    standing = list(EntryTakedown.objects.standing().values_list("entry__uuid", "files"))
    for entry, files in standing:
        missing = [name for name in files if not tombstones.is_file_taken_down(name)]
        if missing or str(entry) not in down:
            tombstones.mark_entry_taken_down(entry=entry, files=missing)
    entries = {entry for entry, _files in standing}
    whole = Takedown.objects.standing().values_list("files", flat=True)
    kept = {name for files in (*whole, *(files for _entry, files in standing)) for name in files}
    lifted = EntryTakedown.objects.exclude(lifted_at=None).values_list("entry__uuid", "files", "lifted_at")
    for entry, files, lifted_at in lifted:
        freed = [name for name in files if name not in kept]
        tombstones.lift_entry(entry=entry, files=freed, set_before=0 if entry in entries else lifted_at.timestamp())
