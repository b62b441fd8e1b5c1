"""One migrated database, which every other one on SQLite is a copy of."""

import json
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from newsroom.tests.kept_tables import kept
from newsroom.tests.processes import made_with_tables, run_program

SQLITE = "sqlite:///"


def kept_as_file():
    def make(file):
        with tempfile.TemporaryDirectory() as folder:
            made_with_tables(f"{SQLITE}{file}", folder)
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA journal_mode = DELETE")  # a copy in memory cannot have a log

    return kept(".sqlite3", make)


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """The file to copy from. A copy of what is kept, which a later run may replace."""
    return Path(shutil.copy(kept_as_file(), tmp_path_factory.mktemp("tables") / "tables.sqlite3"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings_parallel_suffix():
    """No suffix: the database is in memory, and each process has its own. Only Django's engine is known for that."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tables, django_db_modify_db_settings_parallel_suffix):
    """The test database has its tables before Django migrates it, which then finds nothing to do."""
    if connection.vendor != "sqlite":  # it came with its tables, and its name would be that of a file here
        yield
        return
    with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as memory:
        with closing(sqlite3.connect(tables)) as file:
            file.backup(memory)
        yield  # a database in memory lasts as long as somebody knows it


@pytest.fixture(scope="session")
def run_script(tables):
    """What a script of ours prints as JSON, run as its own program on a database that has its tables."""

    def run(module, *, database_url, folder, **settings):
        if database_url.startswith(SQLITE):
            file = shutil.copy(tables, database_url.removeprefix(SQLITE))
            with closing(sqlite3.connect(file)) as database:
                # As any file of a paper is. The first of many at once to change that would be told that it is locked.
                database.execute("PRAGMA journal_mode = WAL")
        settings |= {"DATABASE_URL": database_url, "DATA": str(folder), "SITE_URL": "http://localhost"}
        settings["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        done = run_program(sys.executable, "-m", module, timeout=300, **settings)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
