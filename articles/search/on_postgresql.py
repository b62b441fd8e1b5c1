"""PostgreSQL is asked: its index knows no order, so the newest are looked for in one slice of time after another.

A slice is asked for as the days, months and years that every entry is marked with: the index joins them with the words
before it reads a row. No slice holds what was asked before, as a phrase makes PostgreSQL read each story of a slice.
"""

import datetime as dt
import math
import time
from itertools import pairwise
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from articles.search.entries import LATEST, days_between, key_of, moment_of
from articles.search.question import ANYWHERE, Question, for_postgresql

WINDOW, MOST_IN_WINDOW = 60, 25  # the newest entries, read as they come, for a page of so many
SIZES = (150, 500, 2_000, 5_000, 20_000, 50_000, 200_000)  # stories back to where a slice ends
LATER = SIZES[3:]  # where the first slice does not begin now
KNOWN_FOR = 3600  # seconds
A_MOMENT = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
AHEAD = 2 * DAY  # the last slice holds what comes out while it is known
# It guesses that each word stands in 5,000 stories, and would read them all in order.
SETTINGS = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off"
LIVE = "d.starts_at <= %s AND (d.ends_at IS NULL OR d.ends_at > %s)"
FIRST = f"""WITH m AS MATERIALIZED (
  SELECT key, edition_id, words FROM articles_searchentry WHERE key < %s AND key >= %s ORDER BY key DESC LIMIT {WINDOW})
SELECT m.key, m.edition_id, {LIVE}, m.words @@ %s::tsquery FROM m JOIN articles_edition d ON d.id = m.edition_id
ORDER BY m.key DESC"""  # noqa: S608 - words of ours
STEP = f"""WITH m AS MATERIALIZED (SELECT key, edition_id FROM articles_searchentry WHERE {{}}),
t AS MATERIALIZED (SELECT * FROM m ORDER BY key DESC LIMIT %s)
SELECT t.key, t.edition_id, {LIVE} FROM t JOIN articles_edition d ON d.id = t.edition_id
ORDER BY t.key DESC"""  # noqa: S608 - words of ours
# Each leaves out the other's index, as the planner takes the wrong one. To try each story for the words costs least
# where stories are few; to join all that the index has of a common word costs as much for a small slice as for a large.
BY_KEY = STEP.format("(words @@ %s::tsquery) IS TRUE AND key < %s AND key >= %s")
BY_WORDS = STEP.format("words @@ %s::tsquery AND key + 0 < %s AND key + 0 >= %s")
FEW = 500  # stories of a slice that is read by its key
PAST = "SELECT key FROM articles_searchentry WHERE key < %s ORDER BY key DESC OFFSET %s LIMIT 1"
TOTAL = "SELECT GREATEST(reltuples, 0)::bigint FROM pg_class WHERE oid = 'articles_searchentry'::regclass"
# Entries of the index that are joined in the time in which one row is read. Of a rare word all rows are read at once.
MARKS_TO_A_ROW = 20
_known: tuple[float, list["Back"], int] = (-KNOWN_FOR, [], 0)


class Row(NamedTuple):
    key: int
    edition: int
    is_live: bool


class Back(NamedTuple):
    day: dt.date
    stories: int  # since then


def newest(question: Question, count: int, *, before: int) -> list[tuple[int, int]]:
    """Key and edition of the newest that readers may see."""
    found: list[tuple[int, int]] = []
    while len(found) < count:
        rows = _rows(question, count, before, ANYWHERE)
        found += [(row.key, row.edition) for row in rows if row.is_live]
        if len(rows) < count:
            break
        before = rows[-1].key
    return found[:count]


def keys(question: Question, count: int, *, before: int, place: str = ANYWHERE, beyond: int = LATEST) -> list[int]:
    """Keys of the newest, whether or not readers may see them. There are so many only beyond that key."""
    return [row.key for row in _rows(question, count, before, place, beyond)]


def how_many(question: Question, most: int) -> int:
    """How many readers may see. No further than `most` is counted."""
    return len(newest(question, most, before=question.until))


def _ask(statement, *values):
    """In one message, which is a transaction by itself: the way there and back costs more than most answers."""
    with connection.cursor() as cursor:
        cursor.execute(f"{SETTINGS}; {statement}", values)
        while cursor.nextset():
            pass
        return cursor.fetchall()


def _rows(question, count, before, place, beyond=LATEST):
    """The newest that have the words. A slice is asked for only if all up to its end may hold as many as are wanted."""
    now = timezone.now()
    found: list[Row] = []
    share, is_of_now = 1.0, before > key_of(now - A_MOMENT)
    day = (now + AHEAD if is_of_now else moment_of(before)).astimezone(dt.UTC).date()
    if count <= MOST_IN_WINDOW and is_of_now:
        window = _ask(FIRST, before, question.since, now, now, for_postgresql(question, place))
        found = [Row(*row[:3]) for row in window if row[3]][:count]
        if len(found) == count or len(window) < WINDOW:
            return found
        share, before = (len(found) + 0.25) / WINDOW, window[-1][0]
    backs, total = _backs(before, is_of_now=is_of_now)
    enough = count + 2 * math.sqrt(count)  # where so many are to be expected, there are most likely as many as wanted
    for back in backs:
        begin, hits = key_of(_begin(back.day)), share * back.stories
        is_rare = share * total * MARKS_TO_A_ROW <= back.stories and not question.has_order
        if begin <= question.since or is_rare:
            break
        if begin < before and begin <= beyond and hits >= enough:
            is_narrow = back.stories <= FEW
            found += _slice(question, place, count - len(found), back.day, day, begin, before, is_narrow=is_narrow)
            if len(found) == count:
                return found
            share, before, day = (len(found) + 0.25) / back.stories, begin, back.day - DAY
    since = moment_of(question.since).date() if question.since else None
    return found + _slice(question, place, count - len(found), since, day, question.since, before)


def _slice(question, place, count, first, last, begin, before, *, is_narrow=False):
    """The newest of these days; of all until the last day, where there is no first."""
    if begin >= before:
        return []
    now = timezone.now()
    if is_narrow:
        return [Row(*row) for row in _ask(BY_KEY, for_postgresql(question, place), before, begin, count, now, now)]
    newer = days_between(last + DAY, (now + AHEAD).date())
    asked = for_postgresql(question, place, days_between(first, last) if first else (), () if first else newer)
    return [Row(*row) for row in _ask(BY_WORDS, asked, before, begin, count, now, now)]


def _begin(day):
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _backs(before, *, is_of_now):
    """The days back to which a place has so many stories at least, and how many stories there are at all, about."""
    global _known
    if time.monotonic() - _known[0] > KNOWN_FOR:
        backs = list(_looked_up(key_of(timezone.now()), SIZES))
        _known = time.monotonic(), backs, max([_ask(TOTAL)[0][0], *(back.stories for back in backs)])
    return (_known[1] if is_of_now else _looked_up(before, LATER)), _known[2]


def _looked_up(before, sizes):
    for less, stories in pairwise((0, *sizes)):
        past = _ask(PAST, before, stories - less)
        if not past:
            return  # there are not so many
        before = past[0][0]
        yield Back(moment_of(before).date(), stories)
