"""Migrated databases that are kept from run to run: to migrate one takes longer than most tests.

They are known by all that a migration may read; where any of it changes, they are made anew.
"""

import fcntl
import hashlib
import sqlite3
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from newsroom.tests.source import PACKAGES, ROOT

FOLDER = ROOT / "build" / "tables"


def kept(ending: str, make: Callable[[Path], None]) -> Path:
    """The file with this ending. `make` writes it where there is none yet, and other processes wait for that."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file, draft = FOLDER / f"{_fingerprint()}{ending}", FOLDER / f"draft{ending}"
    with open(FOLDER / f"lock{ending}", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for other in FOLDER.glob(f"*{ending}*"):  # with the log of one that was broken off
                if other.name != f"lock{ending}":
                    other.unlink()
            make(draft)
            draft.rename(file)
    return file


@cache
def _fingerprint():
    read = [path for package in PACKAGES for ending in ("py", "sql") for path in (ROOT / package).rglob(f"*.{ending}")]
    digest = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for path in [ROOT / "requirements.lock", *sorted(path for path in read if "tests" not in path.parts)]:
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:20]
