"""The audit log is read through once a day, and what was found is kept in DATA for the desk to show."""

import datetime as dt
import json
import logging
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from common.atomic_files import write_atomically
from common.audit_line import current_key, key_of
from newsroom.audit.anchor import anchor
from newsroom.audit.verify import verify

logger = logging.getLogger(__name__)

LATE = dt.timedelta(hours=36)  # a night was missed


@dataclass(frozen=True)
class LastCheck:
    checked_at: dt.datetime
    rows: int
    faults: list[str]

    @property
    def is_late(self) -> bool:
        return self.checked_at < timezone.now() - LATE


def last_check() -> LastCheck | None:
    try:
        note = json.loads(_note().read_text(encoding="utf-8"))
        return LastCheck(dt.datetime.fromisoformat(note["checked_at"]), note["rows"], note["faults"])
    except (OSError, ValueError, KeyError):
        return None


@task(priority=-10)
def check_audit_log() -> None:
    """Against the keys that the program has, and against the row that was noted outside of the database."""
    keys = [current_key(), *map(key_of, settings.SECRET_KEY_FALLBACKS)]
    try:
        noted = anchor()
        verdict = verify(keys=keys, marks=[noted] if noted else [])
        rows, faults = verdict.rows, verdict.faults
    except ValueError as error:
        rows, faults = 0, [f"What to check against cannot be read: {error}"]
    for fault in faults:
        logger.error("The audit log is not whole. %s", fault)
    found = {"checked_at": timezone.now().isoformat(), "rows": rows, "faults": faults}
    write_atomically(_note(), json.dumps(found))


def enqueue_audit_check() -> None:
    check_audit_log.enqueue()


def _note() -> Path:
    return Path(settings.DATA) / "audit-check"
