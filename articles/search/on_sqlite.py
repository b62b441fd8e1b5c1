"""SQLite is asked: FTS5 walks the stories of a word from the newest on, and the gate is asked of each."""

from django.db import connection
from django.utils import timezone

from articles.search.entries import LATEST
from articles.search.question import ANYWHERE, Question, for_sqlite

# CROSS JOIN keeps the order of the tables, and + lets the gate be read from the index `edition_times` alone, whatever
# the database guesses of how many rows there are.
LIVE = """FROM articles_searchwords w
CROSS JOIN articles_searchentry e ON e.key = w.rowid
JOIN articles_edition d ON d.article_id = e.article_id AND +d.id = e.edition_id
WHERE articles_searchwords MATCH %s AND w.rowid < %s AND w.rowid >= %s
AND d.starts_at <= %s AND (d.ends_at IS NULL OR d.ends_at > %s)"""
NEWEST = f"SELECT w.rowid, e.edition_id {LIVE} ORDER BY w.rowid DESC LIMIT %s"
COUNT = f"SELECT COUNT(*) FROM (SELECT 1 {LIVE} LIMIT %s)"  # noqa: S608 - words of ours
KEYS = """SELECT rowid FROM articles_searchwords
WHERE articles_searchwords MATCH %s AND rowid < %s AND rowid >= %s ORDER BY rowid DESC LIMIT %s"""


def newest(question: Question, count: int, *, before: int) -> list[tuple[int, int]]:
    """Key and edition of the newest that readers may see."""
    return _ask(NEWEST, for_sqlite(question), before, question.since, *_now(), count)


def keys(question: Question, count: int, *, before: int, place: str = ANYWHERE, beyond: int = LATEST) -> list[int]:
    """Keys of the newest, whether or not readers may see them. There are so many only beyond that key: no help here."""
    return [key for (key,) in _ask(KEYS, for_sqlite(question, place), before, question.since, count)]


def how_many(question: Question, most: int) -> int:
    """How many readers may see. No further than `most` is counted."""
    return _ask(COUNT, for_sqlite(question), question.until, question.since, *_now(), most)[0][0]


def _now():
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return now, now


def _ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
