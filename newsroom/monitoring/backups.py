"""When the paper was last backed up, from a note that a backup leaves in DATA once it is whole."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from common.atomic_files import write_atomically

LATE = dt.timedelta(hours=36)  # a night was missed


@dataclass(frozen=True)
class LastBackup:
    made_at: dt.datetime
    folder: str


def note_backup(*, made_at: dt.datetime, folder: str) -> None:
    write_atomically(_note(), json.dumps({"made_at": made_at.isoformat(), "folder": folder}))


def last_backup() -> LastBackup | None:
    try:
        note = json.loads(_note().read_text())
        return LastBackup(dt.datetime.fromisoformat(note["made_at"]), note["folder"])
    except (OSError, ValueError, KeyError):
        return None


def _note() -> Path:
    return settings.DATA / "last-backup"
