"""Make the index anew while the paper goes on: story by story, each batch a transaction of its own.

What is published meanwhile is right already. What was folded in an older way is found as before until its turn comes.
"""

import time
from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

from articles.models import Article, Edition, SearchEntry, SearchPassage, SearchSlip, SearchWord
from articles.search.index import index, unindexed

AT_ONCE = 25  # stories, so that nobody waits long for the lock
SECONDS = 30  # of one turn of the schedule
PAUSE = 0.5  # of the time of a transaction of ours, after it: who waits for SQLite's lock looks ten times a second
DAY = 24 * 60 * 60
REPAIR = {
    "sqlite": "INSERT INTO articles_searchwords (articles_searchwords) VALUES ('rebuild')",
    "postgresql": "REINDEX INDEX articles_searchentry_words",
}
SETTLE = "SELECT gin_clean_pending_list('articles_searchentry_words')"
MERGE = "INSERT INTO articles_searchwords (articles_searchwords, rank) VALUES ('merge', %s)"
PAGES = 200  # of SQLite's index, in a transaction

_next_look = 0.0


def rebuild(*, from_nothing: bool = False, report: Callable[[int], object] | None = None) -> int:
    """Index what is missing or folded in an older way, or everything. How many editions that were."""
    if from_nothing:
        _run(REPAIR[connection.vendor])
        SearchEntry.objects.update(fold=0)
        SearchPassage.objects.all().delete()
        SearchSlip.objects.all().delete()
        SearchWord.objects.all().delete()
    done = _index(report=report)
    SearchEntry.objects.filter(edition__ends_at__lte=timezone.now()).delete()
    _run(SETTLE) if connection.vendor == "postgresql" else _merge()
    return done


def index_some() -> int:
    """A turn of the same: what a paper has from before it had a search, or from before the folding changed.

    To see that nothing is left takes reading every edition, so a process that has seen it looks again after a day.
    """
    global _next_look
    if time.monotonic() < _next_look:
        return 0
    done = _index(seconds=SECONDS)
    if not done:
        _next_look = time.monotonic() + DAY
    return done


def _index(*, seconds=None, report=None):
    last, done, began = 0, 0, time.monotonic()
    while seconds is None or time.monotonic() - began < seconds:
        found = list(unindexed().filter(pk__gt=last).order_by("pk").values_list("pk", "article_id")[:AT_ONCE])
        if not found:
            break
        at = time.monotonic()
        done += _index_batch({article for _edition, article in found}, [edition for edition, _article in found])
        _let_others(at)
        last = found[-1][0]
        if report:
            report(done)
    return done


@transaction.atomic
def _index_batch(articles, editions):
    list(Article.objects.select_for_update().filter(pk__in=articles).order_by("pk").values_list("pk"))
    waiting = unindexed().filter(pk__in=editions).select_related("section").order_by("pk")
    for edition in waiting:
        index(edition)
    return len(waiting)


def check() -> None:
    """Ask SQLite whether its index says what the entries say. Raises DatabaseError where it does not."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO articles_searchwords (articles_searchwords, rank) VALUES ('integrity-check', 1)"
            )


def counts() -> tuple[int, int]:
    """How many editions readers have or will have, and how many of them search knows."""
    current = Edition.objects.exclude(ends_at__lte=timezone.now())
    return current.count(), current.filter(search_entry__isnull=False).count()


def _run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _merge():
    """Make one of all the parts of SQLite's index, a little at a time: at once, it keeps others waiting for seconds."""
    _run(MERGE, -PAGES)  # from here on all of them are to be joined
    before = -1
    while connection.connection.total_changes - before > 1:  # that many are told where nothing was left to join
        before = connection.connection.total_changes
        began = time.monotonic()
        _run(MERGE, PAGES)
        _let_others(began)


def _let_others(began):
    """SQLite gives its lock to whoever asks first, which would be us again."""
    if connection.vendor == "sqlite":
        time.sleep((time.monotonic() - began) * PAUSE)
