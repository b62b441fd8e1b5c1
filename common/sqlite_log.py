"""SQLite's write-ahead log, and a fault of old versions in how it begins anew.

Versions before 3.51.3 (but for 3.50.7 and 3.44.6 with what follows them) can lose a commit, or damage the file, when
one process begins the log anew at the very moment in which another is moving it into the database. There, connections
never move it by themselves: one process does, while it keeps everybody from committing.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

logger = logging.getLogger(__name__)

FIXED = (3, 51, 3)
FIXED_BACK = ((3, 50, 7), (3, 44, 6))
LARGE = 64 * 1024 * 1024  # bytes of log at which somebody reads for so long that it cannot be emptied


def can_lose_commits(version: tuple[int, int, int]) -> bool:
    return version < FIXED and not any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED_BACK)


# For a connection's first words.
LEAVE_THE_LOG = "PRAGMA wal_autocheckpoint=0;" if can_lose_commits(sqlite3.sqlite_version_info) else ""


def move_log_into_database() -> None:
    """What each commit would do by itself, done by the worker where that is not safe. Elsewhere nothing."""
    path = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and LEAVE_THE_LOG and path.is_file():
        checkpoint(path, timeout=connection.settings_dict["OPTIONS"].get("timeout", 20))


def checkpoint(path: Path, *, timeout: float) -> None:
    """Write the log's pages to where they belong. Readers go on; whoever wants to commit waits for these moments."""
    with (
        closing(sqlite3.connect(path, isolation_level=None, timeout=timeout)) as guard,
        closing(sqlite3.connect(path, isolation_level=None, timeout=timeout)) as mover,
    ):
        guard.execute("PRAGMA wal_autocheckpoint=0")
        mover.execute("PRAGMA wal_autocheckpoint=0")
        guard.execute("BEGIN IMMEDIATE")  # a log begins anew with a commit, and now there is none
        mover.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        guard.execute("ROLLBACK")
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size > LARGE:
        logger.warning(
            "The log of the database has %d MB: somebody has been reading for long.", log.stat().st_size >> 20
        )
