"""Queries whose SQL is written once: Django takes longer to write a short one than the database to answer it."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

# Values that no query has of itself, by which the places of the true ones are found in its parameters.
SOME_MOMENT = dt.datetime(2999, 9, 9, 9, 9, 9, 987_654, tzinfo=dt.UTC)
SOME_ID = 7_654_321_987_654_321


class Statement(NamedTuple):
    sql: str
    params: tuple
    moments: tuple[int, ...]  # where in the parameters the moment stands
    ids: tuple[int, ...]  # where those ids stand, in their order


class Prepared:
    """Rows as `values_list` asks for them, for a moment and any number of ids.

    They come as the database has them, so ask for numbers and text alone.
    """

    def __init__(self, build: Callable[[dt.datetime, Sequence[int]], QuerySet]):
        self._build = build
        self._statement = lru_cache(maxsize=64)(self._write)

    def rows(self, ids: Sequence[int], at: dt.datetime | None = None) -> list[tuple]:
        if not ids:
            return []
        statement = self._statement(connection.vendor, len(ids))
        params = list(statement.params)
        moment = connection.ops.adapt_datetimefield_value(at or timezone.now())
        for place in statement.moments:
            params[place] = moment
        for place, pk in zip(statement.ids, ids, strict=True):
            params[place] = pk
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, params)
            return cursor.fetchall()

    def _write(self, vendor, count):
        wanted = [SOME_ID + number for number in range(count)]
        sql, params = self._build(SOME_MOMENT, wanted).query.sql_with_params()
        moment = connection.ops.adapt_datetimefield_value(SOME_MOMENT)
        moments = tuple(place for place, value in enumerate(params) if value == moment)
        return Statement(sql, params, moments, tuple(params.index(pk) for pk in wanted))
