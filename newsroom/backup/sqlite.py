"""A copy of a SQLite database while it is being written to, and what is looked at when a copy is opened."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.backup.manifest import BackupFailed

FILE = "database.sqlite3"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
BESIDE = ("", "-wal", "-shm")


def copy_sqlite(connection: BaseDatabaseWrapper, folder: Path) -> dict[str, int]:
    """Write the copy; the rows of each table in the snapshot that it is. Writers are not held up."""
    # One read transaction for the counting and the copying. In write-ahead mode nobody waits for a reader.
    with opened(connection, connection.settings_dict["NAME"]) as source:
        source.execute("BEGIN")
        rows = count_rows(source)
        with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # so that the one file is all of it
        source.execute("ROLLBACK")
    check_sqlite(connection, folder / FILE, rows)
    return rows


def check_sqlite(connection: BaseDatabaseWrapper, path: Path, rows: dict[str, int]) -> None:
    """Raises BackupFailed where the file is damaged or has other rows than were counted."""
    try:
        with opened(connection, path) as copy:
            found = [line for (line,) in copy.execute("PRAGMA integrity_check(3)")]
            if found != ["ok"]:
                raise BackupFailed(f"The copy of the database is damaged: {'; '.join(found)}.")
            if (counted := count_rows(copy)) != rows:
                raise BackupFailed(
                    f"The copy of the database has other rows than it should: {differing(rows, counted)}."
                )
    except sqlite3.DatabaseError as error:
        raise BackupFailed(f"The copy of the database cannot be read: {error}") from error


def count_rows(database: sqlite3.Connection) -> dict[str, int]:
    names = [name for (name,) in database.execute(TABLES).fetchall()]
    return {name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def differing(rows: dict[str, int], counted: dict[str, int]) -> str:
    names = sorted(name for name in rows.keys() | counted.keys() if rows.get(name) != counted.get(name))
    return ", ".join(f"{name} {counted.get(name)} instead of {rows.get(name)}" for name in names[:5])


@contextmanager
def opened(connection: BaseDatabaseWrapper, path: str | Path) -> Iterator[sqlite3.Connection]:
    """A file opened with the functions that Django gives to SQLite, which expressions in indexes may ask for."""
    with wrapped(connection, path) as wrapper:
        yield wrapper.connection


@contextmanager
def wrapped(connection: BaseDatabaseWrapper, path: str | Path) -> Iterator[BaseDatabaseWrapper]:
    """The same as one of Django's connections. It changes no mode of the file, and makes none that is not there."""
    wrapper = connection.copy()
    options = {name: value for name, value in wrapper.settings_dict["OPTIONS"].items() if name != "init_command"}
    wrapper.settings_dict |= {"NAME": Path(path).absolute().as_uri() + "?mode=rw", "OPTIONS": options | {"uri": True}}
    try:
        wrapper.ensure_connection()
        yield wrapper
    finally:
        wrapper.close()
