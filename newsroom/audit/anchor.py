"""The newest row of the log, noted down in a file outside of the database: who cuts rows off its end is found out."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from common.atomic_files import write_atomically
from newsroom.audit.models import AuditEntry
from newsroom.audit.verify import Mark, newest_row

logger = logging.getLogger(__name__)


def anchor_file() -> Path:
    return Path(settings.DATA) / "audit-anchor"


def anchor() -> Mark | None:
    """The row that was noted last. Raises ValueError where the file holds something else."""
    file = anchor_file()
    return Mark.read(file.read_text(encoding="utf-8")) if file.exists() else None


def note_newest() -> None:
    """Move the anchor on, every few seconds. It never moves back, and not past a log that no longer holds its row."""
    noted, newest = anchor(), newest_row()
    if newest == noted:
        return
    if noted and noted != newest_row(AuditEntry.objects.filter(pk=noted.number)):
        logger.error("The audit log was cut or changed: row %d is not the one that was noted.", noted.number)
        return
    write_atomically(anchor_file(), f"{newest}\n")


def set_aside() -> None:
    """After a restore, whose log ends earlier. The old anchor is kept beside the old database."""
    file = anchor_file()
    if file.exists():
        file.rename(file.with_name(f"{file.name}.before-{timezone.now():%Y-%m-%dT%H%M%SZ}"))
