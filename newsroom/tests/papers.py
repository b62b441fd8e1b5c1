"""A small paper in a folder of its own, for tests of what copies it whole: database, pictures, files of DATA."""

import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.backup.back_up import back_up
from newsroom.backup.restore import restore
from newsroom.backup.store import BackupStore
from newsroom.tests.processes import wait_until

INSERT = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (?, '', '2030-01-01')"


@dataclass
class Paper:
    """Where it is kept, and how it is backed up and brought back."""

    data: Path
    connection: BaseDatabaseWrapper
    store: BackupStore
    bucket: Storage | None = None

    @property
    def storage(self):
        return self.bucket or FileSystemStorage(location=self.data / "media", base_url="/media/")

    @property
    def parts(self):
        return {"store": self.store, "connection": self.connection, "storage": self.storage, "data": self.data}

    def back_up(self, **options):
        return back_up(**self.parts, **options)

    def restore(self, **options):
        return restore(**self.parts, **options)

    def read(self, name):
        return (self.data / name).read_bytes()

    def write(self, name, content):
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def files(self):
        """Everything below DATA but the database."""
        found = (path for path in self.data.rglob("*") if path.is_file() and "sqlite3" not in path.name)
        return {path.relative_to(self.data).as_posix(): path.read_bytes() for path in found}

    def execute(self, sql, *values):
        with closing(sqlite3.connect(self.data / "newsroom.sqlite3", isolation_level=None, timeout=20)) as database:
            return database.execute(sql, values).fetchall()


def sqlite_paper(data, store):
    data.mkdir(exist_ok=True)
    settings = connection.settings_dict | {
        "NAME": str(data / "newsroom.sqlite3"),
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", "timeout": 20},
    }
    return Paper(data, type(connections["default"])(settings, "paper"), BackupStore(store))


@pytest.fixture
def empty_paper(tmp_path):
    """Another machine on which nothing is yet, which can read the same backups."""
    return sqlite_paper(tmp_path / "elsewhere", tmp_path / "backups")


@pytest.fixture
def paper(tables, tmp_path, django_db_blocker):
    """A paper on SQLite with two pictures, a tombstone, an end of rights and a secret key."""
    found = sqlite_paper(tmp_path / "paper", tmp_path / "backups")
    shutil.copy(tables, found.data / "newsroom.sqlite3")
    found.execute("PRAGMA journal_mode = WAL")
    fill(found)
    with django_db_blocker.unblock():  # its connection is its own: the database of other tests is not looked at
        yield found


def fill(paper):
    paper.storage.save("pictures/harbour.jpg", ContentFile(b"harbour" * 1000))
    paper.storage.save("__processed__/1a/harbour-320.avif", ContentFile(b"small harbour"))
    paper.write("secret-key", b"a secret that nobody else knows, and long enough for it")
    paper.write("tombstones/12.json", b'{"notice": "Gone."}')
    paper.write("rights/abc", b"2026-12-01T00:00:00+00:00")


@contextmanager
def being_written_to(paper):
    """Meanwhile somebody adds two rows in one transaction again and again. Gives how many times that was."""
    stop, written = Event(), []

    def write():
        with closing(sqlite3.connect(paper.data / "newsroom.sqlite3", isolation_level=None, timeout=20)) as database:
            while not stop.is_set():
                database.execute("BEGIN IMMEDIATE")
                database.execute(INSERT, [f"first-{len(written)}"])
                database.execute(INSERT, [f"second-{len(written)}"])
                database.execute("COMMIT")
                written.append(1)

    writer = Thread(target=write)
    writer.start()
    try:
        assert wait_until(lambda: written)
        yield written
    finally:
        stop.set()
        writer.join()
