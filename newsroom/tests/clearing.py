"""After a test that commits, SQLite empties its tables row by row: what the database keeps for good must go as well."""

import contextlib

import pytest
from django.db import connection


@contextlib.contextmanager
def without_kept_rows():
    """While this lasts, rows that are kept for good may go. On SQLite alone, whose triggers a transaction can undo."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_kept_delete'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        cursor.execute("DELETE FROM newsroom_audit")  # what has just been written of logins that go
        for _name, sql in guards:
            cursor.execute(sql)


@pytest.fixture(scope="session", autouse=True)
def kept_rows_go_with_their_test(django_db_setup):
    if connection.vendor != "sqlite":
        yield
        return
    # Of all connections: beside a browser, whose loop runs in this thread, Django opens another one.
    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def empty_all(self, sql_list):
        with without_kept_rows():
            empty(self, [*sql_list, "DELETE FROM shared_counter"])  # which has no model

    operations.execute_sql_flush = empty_all
    yield
    operations.execute_sql_flush = empty
