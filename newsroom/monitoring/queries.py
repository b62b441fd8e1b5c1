"""Statements of SQL that take long are written down, without what was asked for in them."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

logger = logging.getLogger("newsroom.queries")

LONGEST_STATEMENT = 2000  # characters of one that are written down


@contextmanager
def watch_queries() -> Iterator[None]:
    """Watch the queries of this block that go over this thread's connection."""
    if not settings.SLOW_QUERY_MS:
        yield
        return
    with connection.execute_wrapper(_time):
        yield


def _time(execute, sql, params, many, context):
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        milliseconds = (time.perf_counter() - began) * 1000
        if milliseconds >= settings.SLOW_QUERY_MS:
            # Never the parameters: they name people.
            fields = {"ms": round(milliseconds), "sql": sql[:LONGEST_STATEMENT]}
            logger.warning("A query took %d ms: %s", fields["ms"], fields["sql"], extra={"fields": fields})
