"""How much a page makes the database do, as a number that is the same on every machine: steps of SQLite's own loops."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection


@dataclass
class Work:
    steps: int = 0

    def __call__(self) -> int:
        self.steps += 1
        return 0  # anything else would stop the query


@contextmanager
def counted_work():
    """The steps that queries take inside; each row that is looked at is at least one."""
    connection.ensure_connection()
    work = Work()
    connection.connection.set_progress_handler(work, 1)
    try:
        yield work
    finally:
        connection.connection.set_progress_handler(None, 0)
