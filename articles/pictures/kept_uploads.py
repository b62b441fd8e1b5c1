"""Files that were chosen in a form which could not be saved yet: kept until it can be, for whoever chose them alone.

They lie outside of what is served. Each person has room for a few, and none stays longer than a day.
"""

import datetime as dt
import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

MAX_AGE = dt.timedelta(days=1)
MAX_FILES = 10
MAX_BYTES = 500 * 1024 * 1024
TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class KeptUpload:
    """One file, its token in the form, and what was known of it."""

    path: Path
    facts: dict

    @property
    def token(self) -> str:
        return self.path.name


def _folder() -> Path:
    return Path(settings.DATA) / "kept-uploads"


def keep_upload(file: File, *, owner: int, facts: dict) -> KeptUpload:
    """Write the file, then what makes it known. Raises OSError where the disk does not take it."""
    folder = _folder() / str(owner)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_room(folder, file.size)
    path = folder / secrets.token_hex(16)
    path.touch(mode=0o600)
    file.seek(0)
    with path.open("wb") as copy:
        shutil.copyfileobj(file, copy)
    file.seek(0)
    path.with_suffix(".json").write_text(json.dumps(facts))
    return KeptUpload(path, facts)


def find_upload(token: str, *, owner: int) -> KeptUpload | None:
    """The file of that token, if it is that person’s and still there."""
    path = _folder() / str(owner) / token
    if not TOKEN.fullmatch(token) or _age(path) > MAX_AGE.total_seconds():
        return None
    try:
        return KeptUpload(path, json.loads(path.with_suffix(".json").read_text()))
    except FileNotFoundError:
        return None


def drop_upload(kept: KeptUpload) -> None:
    kept.path.with_suffix(".json").unlink(missing_ok=True)
    kept.path.unlink(missing_ok=True)


def sweep_kept_uploads() -> None:
    """Remove whatever nobody has come back for."""
    for folder in _folder().glob("*"):
        for path in _files_in(folder):
            if _age(path) > MAX_AGE.total_seconds():
                drop_upload(KeptUpload(path, {}))


def _make_room(folder, size):
    """The oldest go first."""
    oldest_first = sorted(_files_in(folder), key=_age, reverse=True)
    total = size + sum(path.stat().st_size for path in oldest_first)
    while oldest_first and (len(oldest_first) >= MAX_FILES or total > MAX_BYTES):
        path = oldest_first.pop(0)
        total -= path.stat().st_size
        drop_upload(KeptUpload(path, {}))


def _files_in(folder) -> Iterator[Path]:
    return (path for path in folder.glob("*") if TOKEN.fullmatch(path.name))


def _age(path):
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
