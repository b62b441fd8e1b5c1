"""Queries whose SQL is written once: Django takes longer to write a short one than the database to answer it."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

# Values that no query has of itself, by which the places of the true ones are found in its parameters. The number fits
# the 32 bits of a login’s: of a larger one Django says that no row can have it, and writes no question.
SOME_MOMENT = dt.datetime(2999, 9, 9, 9, 9, 9, 987_654, tzinfo=dt.UTC)
SOME_ID = 2_100_000_000


class Statement(NamedTuple):
    sql: str
    params: tuple
    moments: tuple[tuple[int, ...], ...]  # where in the parameters the moment stands, and the one before it
    ids: tuple[tuple[int, int], ...]  # a place in the parameters, and which of the ids stands there


class Prepared:
    """Rows as `values_list` asks for them, for a moment and any number of ids.

    They come as the database has them, so ask for numbers and text alone. With an `age`, `build` may also name the
    moment that lies so far back.
    """

    def __init__(self, build: Callable[[dt.datetime, Sequence[int]], QuerySet], *, age: dt.timedelta = dt.timedelta(0)):
        self._build, self._age = build, age
        self._statement = lru_cache(maxsize=64)(self._write)

    def rows(self, ids: Sequence[int] = (), at: dt.datetime | None = None) -> list[tuple]:
        statement = self._statement(connection.vendor, len(ids))
        params, now = list(statement.params), at or timezone.now()
        for places, moment in zip(statement.moments, (now, now - self._age), strict=True):
            for place in places:
                params[place] = connection.ops.adapt_datetimefield_value(moment)
        for place, which in statement.ids:
            params[place] = ids[which]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, params)
            return cursor.fetchall()

    def _write(self, vendor, count):
        wanted = [SOME_ID + number for number in range(count)]
        sql, params = self._build(SOME_MOMENT, wanted).query.sql_with_params()
        named = [connection.ops.adapt_datetimefield_value(moment) for moment in (SOME_MOMENT, SOME_MOMENT - self._age)]
        moments = tuple(tuple(place for place, value in enumerate(params) if value == moment) for moment in named)
        ids = tuple((place, wanted.index(value)) for place, value in enumerate(params) if value in wanted)
        return Statement(sql, params, moments, ids)
