"""After a test that commits, its database is the one that the migrations left: rows, triggers and counters."""

import contextlib
import gc
import sqlite3

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.test import TransactionTestCase


@contextlib.contextmanager
def without_kept_rows():
    """While this lasts, rows that are kept for good may go. On SQLite alone, whose triggers a transaction can undo."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_kept_delete'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in guards:
            cursor.execute(sql)


@pytest.fixture(scope="session", autouse=True)
def database_comes_back(django_db_setup, django_db_blocker):
    """Django would empty all tables, also those that migrations fill, and then give out every right anew."""
    if connection.vendor != "sqlite":
        yield
        return
    with contextlib.closing(sqlite3.connect(":memory:")) as kept, pytest.MonkeyPatch.context() as patched:
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(kept)
        # Of all connections: beside a browser, whose loop runs in this thread, Django opens another one.
        patched.setattr(
            TransactionTestCase,
            "_fixture_teardown",
            lambda case: [bring_back(kept, connections[name]) for name in case._databases_names(include_mirrors=False)],
        )
        yield


def bring_back(kept, damaged):
    damaged.ensure_connection()
    try:
        kept.backup(damaged.connection)
    except sqlite3.OperationalError:  # a cursor that nobody holds any more still reads
        gc.collect()
        kept.backup(damaged.connection)
    ContentType.objects.clear_cache()
