"""Whether this node can serve readers, and what else does not work. Asking changes nothing and makes nothing."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.db import connection as default_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from newsroom.monitoring.heartbeat import LATE, last_beat

ANSWERS_WITHIN = 2  # seconds
LEAST_FREE_MIB = 256
LOCK_WAIT = 0.2  # seconds: somebody who is just writing holds the lock for less
OK = "ok"

_asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")


@dataclass(frozen=True)
class Health:
    """What was found, one word each."""

    database: str = "no answer"
    write_lock: str = "unknown"
    worker: str = "unknown"
    worker_heard_of_seconds_ago: int | None = None
    disk: str = OK
    disk_free_mib: int = 0
    has_kept_pages: bool = False

    @property
    def serves_pages(self) -> bool:
        """Pages that were read lately outlive the database: a node that has some should go on getting readers."""
        return self.database == OK or self.has_kept_pages

    @property
    def status(self) -> str:
        if not self.serves_pages:
            return "down"
        is_whole = self.write_lock == "free" and self.database == self.worker == self.disk == OK
        return OK if is_whole else "degraded"

    def as_json(self) -> dict[str, Any]:
        return {"status": self.status, **asdict(self)}


def check_health(connection: BaseDatabaseWrapper = default_connection) -> Health:
    kept = _has_kept_pages(settings.DATA / "pages")
    return Health(**_check_database(connection), **_check_disk(settings.DATA), has_kept_pages=kept)


def _check_database(connection):
    if connection.vendor == "sqlite":
        is_missing = not connection.is_in_memory_db() and not _file_of(connection).exists()
        return {"database": "missing"} if is_missing else _answer_of(lambda: _ask(connection))
    # A server that hangs would keep this thread for as long as it hangs, so another one asks it.
    asked = _asking.submit(_answer_of, lambda: _ask(connections["default"]))
    try:
        return asked.result(timeout=ANSWERS_WITHIN)
    except TimeoutError:
        asked.cancel()
        return {}


def _answer_of(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return ask()
    except (OperationalError, InterfaceError):
        connections.close_all()
        return {}


def _ask(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        is_read_only = connection.vendor == "postgresql" and _is_read_only(cursor)
    found = {"database": OK, **_check_worker()}
    if is_read_only:
        return {**found, "write_lock": "read-only"}
    return {**found, "write_lock": "free" if _lock_is_free(connection) else "held"}


def _is_read_only(cursor):
    cursor.execute("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'")
    return cursor.fetchone()[0]


def _check_worker():
    last = last_beat()
    if last is None:
        return {"worker": "none"}
    age = timezone.now() - last
    return {"worker": OK if age < LATE else "late", "worker_heard_of_seconds_ago": int(age.total_seconds())}


def _lock_is_free(connection):
    """SQLite has one lock for all that write. PostgreSQL has none that would stop everybody."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return True
    try:
        # Of its own, with a wait of its own, and whatever transaction the other one may be in.
        address = f"{_file_of(connection).absolute().as_uri()}?mode=rw"
        probe = sqlite3.connect(address, uri=True, timeout=LOCK_WAIT, isolation_level=None)
        with contextlib.closing(probe):
            probe.execute("BEGIN IMMEDIATE")
            probe.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    return True


def _file_of(connection):
    return Path(connection.settings_dict["NAME"])


def _check_disk(folder):
    try:
        free = shutil.disk_usage(folder).free // 2**20
    except OSError:
        return {"disk": "missing"}
    if not os.access(folder, os.W_OK):
        return {"disk": "read-only", "disk_free_mib": free}
    return {"disk": OK if free >= LEAST_FREE_MIB else "low", "disk_free_mib": free}


def _has_kept_pages(folder):
    """Where the page cache keeps pages on the disk, a folder for each beginning of a name."""
    try:
        return any(entry.is_dir() for entry in os.scandir(folder))
    except OSError:
        return False
