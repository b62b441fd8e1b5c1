"""PostgreSQL is asked: its index knows no order, so the newest are looked for in ever longer times back from now.

Such a time is asked for as the days, months or years that every entry is marked with: the index joins them with the
words before it reads a row.
"""

import datetime as dt
import time
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from articles.search.entries import key_of, moment_of
from articles.search.question import ANYWHERE, Question, for_postgresql

WINDOW, MOST_IN_WINDOW = 60, 25  # the newest entries, read as they come, for a page of so many
SIZES = {"d": 500, "m": 5_000, "y": 50_000}  # stories in a time that is asked for by days, months or years
LATER = {"m": 5_000}  # of a page that does not begin now
MOST_MARKS = 60
KNOWN_FOR = 3600  # seconds
A_MOMENT = dt.timedelta(minutes=1)
AHEAD = dt.timedelta(days=2)  # so that what is known for an hour holds the stories of after midnight
# It guesses that each word stands in 5,000 stories, and would read them all in order.
SETTINGS = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off"
LIVE = "d.starts_at <= %s AND (d.ends_at IS NULL OR d.ends_at > %s)"
FIRST = f"""WITH m AS MATERIALIZED (
  SELECT key, edition_id, words FROM articles_searchentry WHERE key < %s AND key >= %s ORDER BY key DESC LIMIT {WINDOW})
SELECT m.key, m.edition_id, {LIVE}, m.words @@ %s::tsquery FROM m JOIN articles_edition d ON d.id = m.edition_id
ORDER BY m.key DESC"""  # noqa: S608 - words of ours
STEP = f"""WITH m AS MATERIALIZED (
  SELECT key, edition_id FROM articles_searchentry WHERE words @@ %s::tsquery AND key < %s AND key >= %s),
t AS MATERIALIZED (SELECT * FROM m ORDER BY key DESC LIMIT %s)
SELECT t.key, t.edition_id, {LIVE} FROM t JOIN articles_edition d ON d.id = t.edition_id
ORDER BY t.key DESC"""  # noqa: S608 - words of ours
PAST = "SELECT key FROM articles_searchentry WHERE key < %s ORDER BY key DESC OFFSET %s LIMIT 1"
_known: tuple[float, list] = (-KNOWN_FOR, [])


class Row(NamedTuple):
    key: int
    edition: int
    is_live: bool


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


def keys(question: Question, count: int, *, before: int, place: str = ANYWHERE) -> list[int]:
    """Keys of the newest, whether or not readers may see them."""
    return [row.key for row in _rows(question, count, before, place)]


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


def _rows(question, count, before, place):
    """The newest that have the words: each time back is asked for only if it may hold as many as are wanted."""
    now = timezone.now()
    share, is_of_now = 1.0, before > key_of(now - A_MOMENT)
    if count <= MOST_IN_WINDOW and is_of_now:
        window = _ask(FIRST, before, question.since, now, now, for_postgresql(question, place))
        rows = [Row(*found[:3]) for found in window if found[3]][:count]
        if len(rows) == count or len(window) < WINDOW:
            return rows
        share = (len(rows) + 1) / WINDOW
    for days, stories in [*_times(before, is_of_now=is_of_now), ((), None)]:
        if stories is None or share * stories >= count:
            asked = for_postgresql(question, place, days)
            rows = [Row(*found) for found in _ask(STEP, asked, before, question.since, count, now, now)]
            if len(rows) == count or stories is None:
                return rows
    return []


def _times(before, *, is_of_now):
    """The marks of each time back from that place, and how many stories it holds at least."""
    global _known
    if not is_of_now:
        return _marks_back(before, LATER, moment_of(before))
    if time.monotonic() - _known[0] > KNOWN_FOR:
        _known = time.monotonic(), _marks_back(before, SIZES, timezone.now() + AHEAD)
    return _known[1]


def _marks_back(before, sizes, end):
    found = []
    for kind, stories in sizes.items():
        past = _ask(PAST, before, stories)
        if not past:
            break  # there are not so many: all are asked
        marks = _marks_between(kind, moment_of(past[0][0]), end)
        found.append((marks[:MOST_MARKS], stories * min(MOST_MARKS, len(marks)) // len(marks)))
    return found


def _marks_between(kind, begin, end):
    form = {"d": "%Y-%m-%d", "m": "%Y-%m", "y": "%Y"}[kind]
    days = (end.astimezone(dt.UTC).date() - begin.date()).days
    return list(
        dict.fromkeys(f"§{kind}{end.astimezone(dt.UTC).date() - dt.timedelta(days=n):{form}}" for n in range(days + 1))
    )
