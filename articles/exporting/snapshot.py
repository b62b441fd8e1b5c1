"""One moment of the database to read from, however long that takes and whatever is published meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection as default_connection
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def one_snapshot(connection: BaseDatabaseWrapper = default_connection) -> Iterator[None]:
    """All that is asked within is answered as of one moment. Nobody who writes waits for it."""
    if connection.in_atomic_block:  # the caller has a moment already
        yield
    elif connection.vendor == "sqlite":
        with _read_transaction(connection):
            yield
    else:
        with transaction.atomic(using=connection.alias):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


@contextmanager
def _read_transaction(connection):
    """Django's own transactions begin with the lock for writing, which would keep the whole desk from saving."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT COUNT(*) FROM sqlite_master")  # the snapshot is taken at the first question
        cursor.fetchall()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
