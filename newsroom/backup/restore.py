"""Bring a paper back from a backup: everything is made and looked at beside the old, then changes place at once."""

import os
import shutil
import sqlite3
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from newsroom.backup.back_up import AT_ONCE, check_of_key
from newsroom.backup.exchange import Exchange
from newsroom.backup.files import media_files
from newsroom.backup.manifest import BackupFailed, KeptFile, Manifest, read_manifest
from newsroom.backup.staged_databases import begin_again, keep_own_triggers, stage_database, waiting_migrations
from newsroom.backup.store import STAMP, BackupStore, digest_of

PAGES = "pages"  # the page cache's folder in DATA


@dataclass(frozen=True)
class RestoreReport:
    """What was brought back, and what is left to do."""

    name: str
    rows: int
    files: int
    waiting_migrations: int
    is_same_key: bool
    kept_aside: list[str]


def restore(
    *, store: BackupStore, connection: BaseDatabaseWrapper, storage: Storage, data: Path, name="", replace=False
) -> RestoreReport:
    """Raises BackupFailed, and then nothing was changed. Nobody may be using the paper meanwhile."""
    backup = store.find(name)
    manifest = read_manifest(backup)
    with store.locked():
        exchange = Exchange(timezone.now().strftime(STAMP))
        database = _database_of_its_kind(manifest, connection, exchange)
        if not (replace or (database.is_empty() and _has_no_files(storage))):
            raise BackupFailed(
                "There is a paper here already. --replace puts the backup in its place and keeps it beside."
            )
        try:
            places = _stage_files(store, manifest, storage, data, exchange)
            waiting = _fill_database(database, backup, manifest)
            os.sync()
            with exchange.all_or_nothing():
                for place, draft in places.items():
                    exchange.put(draft, place)
                _fill_bucket(store, manifest, storage)
                database.put_in_place()
        except (OSError, sqlite3.Error, psycopg.Error) as error:
            raise BackupFailed(f"{str(error).strip()}.") from error
        finally:
            database.drop()
            exchange.clean()
        shutil.rmtree(data / PAGES, ignore_errors=True)
    return RestoreReport(
        name=backup.name,
        rows=sum(manifest.database.rows.values()),
        files=len(manifest.media) + len(manifest.data),
        waiting_migrations=waiting,
        is_same_key=check_of_key(key_from_now_on(data)) == manifest.key_check,
        kept_aside=[to.name for _origin, to in exchange.done if exchange.stamp in to.name],
    )


def key_from_now_on(data: Path) -> str:
    """The one that the environment names, or the one that has just come back."""
    kept = data / "secret-key"
    return settings.SECRET_KEY if settings.SECRET_KEY_IS_OURS or not kept.exists() else kept.read_text()


def _database_of_its_kind(manifest, connection, exchange):
    if manifest.database.vendor != connection.vendor:
        raise BackupFailed(f"The backup is of {manifest.database.vendor}, and DATABASE_URL names {connection.vendor}.")
    return stage_database(connection, exchange)


def _has_no_files(storage):
    return next(iter(media_files(storage)), None) is None if isinstance(storage, FileSystemStorage) else True


def _fill_database(database, backup, manifest) -> int:
    """Read the copy into the database beside the one in use; how many migrations wait for it."""
    path = backup / manifest.database.file
    if not path.exists() or digest_of(path) != manifest.database.digest:
        raise BackupFailed(f"The copy of the database in {backup.name} is missing or damaged.")
    database.make(backup, manifest)
    with database.open() as staged:
        waiting = waiting_migrations(staged)
        if not waiting:  # else `migrate` makes them, for tables that are not there yet
            keep_own_triggers(staged)
        begin_again(staged)
    return waiting


def _stage_files(store, manifest, storage, data, exchange) -> dict[Path, Path]:
    """Write all files beside their places; by place, what is to stand there."""
    places = {}
    if isinstance(storage, FileSystemStorage):
        places[Path(storage.location)] = draft = exchange.stage(Path(storage.location))
        _write_all(store, manifest.media, draft, mode=0o600)
    elif wrong := store.damaged(manifest):
        raise BackupFailed(f"{len(wrong)} contents of the backup are missing or damaged, the first is {wrong[0]}.")
    for top in sorted({name.partition("/")[0] for name in manifest.data}):
        files = {file: kept for file, kept in manifest.data.items() if file.partition("/")[0] == top}
        places[data / top] = draft = exchange.stage(data / top)
        if top == "tombstones" and (data / top).is_dir():
            shutil.copytree(data / top, draft)  # what was taken down since then stays taken down
        _write_all(store, {file.partition("/")[2]: kept for file, kept in files.items()}, draft, mode=0o600)
    return places


def _write_all(store: BackupStore, files: dict[str, KeptFile], folder: Path, *, mode: int) -> None:
    """The files with their content below the folder; the one without a name is the folder itself."""
    folders = {(folder / name).parent if name else folder.parent for name in files}
    for each in folders if "" in files else {*folders, folder}:
        each.mkdir(parents=True, exist_ok=True)

    def write(item):
        name, kept = item
        store.write_out(kept.digest, folder / name if name else folder, mode=mode)

    with ThreadPoolExecutor(max_workers=AT_ONCE) as threads:
        _finish(threads.map(write, files.items()))


def _finish(results: Iterable) -> None:
    for _result in results:
        pass


def _fill_bucket(store: BackupStore, manifest: Manifest, storage: Storage) -> None:
    """A bucket has no renames: files that it lacks or has in another size are added, and none is removed."""
    if isinstance(storage, FileSystemStorage):
        return
    there = {found.name: found.size for found in media_files(storage)}

    def send(item):
        name, kept = item
        with store.path_of(kept.digest).open("rb") as content:
            if name in there:
                storage.delete(name)
            storage.save(name, File(content, name))

    missing = [item for item in manifest.media.items() if there.get(item[0]) != item[1].size]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as threads:
        _finish(threads.map(send, missing))
