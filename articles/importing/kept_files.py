"""The documents and sounds of an archive: each in the library once, before the stories that show it are written.

They come in through the forms of the desk: what these refuse of a file is refused here as well.
"""

import hashlib
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path, PurePosixPath
from shutil import copyfileobj

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from articles.importing.faults import FAULTS, told
from articles.importing.held import hold_to_work
from articles.importing.items import Kind
from articles.importing.old_files import OldFile
from articles.importing.source import Source, path_in
from articles.importing.staging import short
from articles.library.document_form import DocumentAddForm
from articles.library.sound_form import SoundAddForm
from articles.models import SourceKey
from articles.models.importing import ImportRow, ImportRun, unpacked
from common.languages import stored_language

FORMS = {Kind.DOCUMENT: DocumentAddForm, Kind.SOUND: SoundAddForm}
Status = ImportRow.Status


class KeptFiles:
    """Those of one run, and which row of the library each became."""

    def __init__(self, run: ImportRun, source: Source, media: Path | None):
        self.run, self.source, self.media = run, source, media
        self.finders = {str(kind): cache(partial(self._find, kind)) for kind in FORMS}

    def write(self) -> Iterator[int]:
        """Every one that is not here; how many, again and again. What cannot come is told with its reason."""
        rows = ImportRow.objects.filter(run=self.run, kind__in=FORMS, status=Status.READ).in_order()
        for done, row in enumerate(rows, 1):
            with transaction.atomic():
                hold_to_work(self.run)
                self._write(row)
                row.save(update_fields=["status", "problem"])
            yield done

    def _find(self, kind, key: str) -> int | None:
        """The number here of a file of the archive, if it came."""
        known = SourceKey.objects.filter(site=self.run.site, kind=kind, old_id=short(key))
        return known.values_list(str(kind), flat=True).first() if key else None

    def _write(self, row):
        kept = {"site": self.run.site, "kind": row.kind, "old_id": row.old_id}
        if SourceKey.objects.filter(**kept).exists():
            row.status = Status.SAME
            return
        try:
            with transaction.atomic():
                held, is_new, row.problem = self._brought(row.kind, self.source.file(unpacked(row.payload)))
        except FAULTS as fault:
            held, row.problem = None, told(fault, f"{row.kind} {row.old_id} of import {self.run.pk}")[:500]
        row.status = Status.WRITTEN if held else Status.FAILED
        if held:
            SourceKey.objects.create(**kept, run=self.run, was_here=not is_new, **{row.kind: held})

    def _brought(self, kind, old: OldFile):
        """The row for that very file, whether it is new, and why there is none."""
        path = path_in(self.media, old.path) if self.media else None
        if path is None:
            return None, False, _("Its file is not in the folder of media.")
        form_of = FORMS[Kind(kind)]
        with path.open("rb") as file:
            same = form_of.Meta.model.objects.of_digest(hashlib.file_digest(file, "sha256").hexdigest()).first()
            if same:
                return same, False, ""
            file.seek(0)
            name = PurePosixPath(old.file_name or path.name).name[-200:]
            with TemporaryUploadedFile(name, "", path.stat().st_size, None) as upload:
                copyfileobj(file, upload)
                form = form_of(_words(old), {"file": upload})
                if form.is_valid():
                    return form.save(), True, ""
        return None, False, " ".join(message for messages in form.errors.values() for message in messages)[:500]


def _words(old: OldFile) -> dict:
    words = {name: value for name, value in vars(old).items() if name not in {"old_id", "path", "file_name"}}
    return words | {"language": stored_language(old.language)}
