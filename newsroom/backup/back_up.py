"""Make a backup of the paper while it is being read and written."""

import datetime as dt
import platform
import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import django
import psycopg
from django.conf import settings
from django.core.files.storage import Storage
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common.paper import paper_name
from newsroom.backup import postgresql, sqlite
from newsroom.backup.files import FoundFile, data_files, media_files
from newsroom.backup.manifest import BackupFailed, DatabaseCopy, KeptFile, Manifest, read_manifest
from newsroom.backup.store import BackupStore, digest_of

AT_ONCE = 4  # files read and written side by side


@dataclass(frozen=True)
class BackupReport:
    """What was made, for whoever asked for it."""

    name: str
    made_at: dt.datetime
    tables: int
    rows: int
    files: int
    new_contents: int
    pruned: int


def back_up(
    *, store: BackupStore, connection: BaseDatabaseWrapper, storage: Storage, data: Path, keep: int = 0
) -> BackupReport:
    """Copy everything that is not kept yet. Raises BackupFailed, and then the folder is as it was before.

    The database comes first: a picture that nothing mentions does no harm, a missing one does.
    """
    with store.locked():
        before = store.backups()
        try:
            made_at = timezone.now()
            with store.new_backup(made_at) as folder:
                manifest = Manifest(
                    made_at=made_at,
                    versions=_versions(),
                    key_check=check_of_key(settings.SECRET_KEY),
                    database=_copy_database(connection, folder),
                    media=_keep_all(store, media_files(storage), storage.open, _known(before, "media")),
                    data=_keep_all(store, data_files(data), _opener(data), _known(before, "data")),
                )
                manifest.write(folder)
                if read_manifest(folder) != manifest:
                    raise BackupFailed("The manifest was read back with other words than were written.")
        except (OSError, sqlite3.Error, psycopg.Error) as error:
            newest = f"; the newest backup is still {before[-1].name}" if before else ""
            raise BackupFailed(f"No backup was made: {str(error).strip()}{newest}.") from error
        return BackupReport(
            name=folder.name,
            made_at=made_at,
            tables=len(manifest.database.rows),
            rows=sum(manifest.database.rows.values()),
            files=len(manifest.media) + len(manifest.data),
            new_contents=len(store.added),
            pruned=store.prune(keep) if keep else 0,
        )


def check_of_key(key: str) -> str:
    return salted_hmac("newsroom.backup", "which key it is", secret=key, algorithm="sha256").hexdigest()


def _versions():
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "sqlite": sqlite3.sqlite_version,
        "paper": paper_name(),
    }


def _copy_database(connection, folder):
    if connection.vendor == "sqlite":
        file, rows = sqlite.FILE, sqlite.copy_sqlite(connection, folder)
        server = sqlite3.sqlite_version
    else:
        file, rows = postgresql.FILE, postgresql.copy_postgresql(connection, folder)
        server = str(connection.pg_version)
    path = folder / file
    path.chmod(0o600)
    return DatabaseCopy(
        vendor=connection.vendor,
        server=server,
        file=file,
        digest=digest_of(path),
        size=path.stat().st_size,
        rows=rows,
    )


def _known(backups, part):
    """The files of the newest backup: what has not changed since is not read again."""
    return getattr(read_manifest(backups[-1]), part) if backups else {}


def _opener(data):
    return lambda name: (data / name).open("rb")


def _keep_all(
    store: BackupStore, found: Iterable[FoundFile], open_file: Callable[[str], IO[bytes]], known: dict[str, KeptFile]
) -> dict[str, KeptFile]:
    def keep(file):
        before = known.get(file.name)
        if before and (before.size, before.mark) == (file.size, file.mark) and store.holds(before.digest, before.size):
            return file.name, before
        try:
            with open_file(file.name) as content:
                digest, size = store.add(content)
        except FileNotFoundError:  # removed since it was listed
            return file.name, None
        return file.name, KeptFile(digest, size, file.mark)

    with ThreadPoolExecutor(max_workers=AT_ONCE) as threads:
        return {name: file for name, file in threads.map(keep, found) if file}
