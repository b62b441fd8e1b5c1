"""Counters and marks that all processes share: right for all who count at once, and pushed out by nobody."""

import datetime as dt

import pytest
import time_machine
from django.db import connection

from common import counters
from common.counters import count, count_all, counted, forget, is_marked, mark, prune_counters
from common.rate_limit import is_within_limit
from common.tests.counting import EACH, WRITERS

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_counter")
        return cursor.fetchone()[0]


def assert_nobody_was_miscounted(found):
    assert found == {"counted": WRITERS * EACH, "told": list(range(1, WRITERS * EACH + 1)), "first": 1}


def test_eight_writers_are_counted_right_on_sqlite(run_script, tmp_path):
    url = f"sqlite:///{tmp_path / 'counting.sqlite3'}"
    assert_nobody_was_miscounted(run_script("common.tests.counting", database_url=url, folder=tmp_path))


@pytest.mark.postgresql
def test_eight_writers_are_counted_right_on_postgresql(run_script, postgresql_database_url, tmp_path):
    url = postgresql_database_url
    assert_nobody_was_miscounted(run_script("common.tests.counting", database_url=url, folder=tmp_path))


@pytest.mark.redis
def test_eight_writers_are_counted_right_in_redis(run_script, redis_url, tmp_path):
    url = f"sqlite:///{tmp_path / 'counting.sqlite3'}"
    found = run_script("common.tests.counting", database_url=url, folder=tmp_path, REDIS_URL=redis_url)

    assert_nobody_was_miscounted(found)


def test_limit_holds_when_thousands_of_others_are_counted():
    assert [is_within_limit(what="test", who="ada", limit=1) for _ in range(2)] == [True, False]
    count_all({f"other-{number}": 1 for number in range(2000)}, seconds=3600)

    assert not is_within_limit(what="test", who="ada", limit=1)
    assert counted("other-1999") == 1


def test_count_begins_anew_when_its_time_is_over():
    with time_machine.travel(START, tick=False) as clock:
        assert [count("a", seconds=60), count("a", seconds=60)] == [1, 2]
        clock.shift(59)
        assert (count("a", seconds=60), counted("a")) == (3, 3)
        clock.shift(1)
        assert (counted("a"), count("a", seconds=60)) == (0, 1)


def test_many_are_counted_in_one_statement(django_assert_num_queries):
    count("a", seconds=60)
    with django_assert_num_queries(1):
        assert count_all({"a": 2, "b": 5}, seconds=60) == {"a": 3, "b": 5}


def test_mark_is_taken_once_until_it_is_over_or_taken_away():
    with time_machine.travel(START, tick=False) as clock:
        assert [mark("link", seconds=60), mark("link", seconds=60), is_marked("link")] == [True, False, True]
        clock.shift(60)
        assert not is_marked("link")
        assert [mark("link", seconds=60), mark("link", seconds=60)] == [True, False]
        forget("link")
        assert mark("link", seconds=60)


def test_prune_leaves_what_still_counts(monkeypatch):
    monkeypatch.setattr(counters, "PRUNED_AT_ONCE", 2)
    with time_machine.travel(START, tick=False) as clock:
        count_all(dict.fromkeys("abcde", 1), seconds=60)
        count("kept", seconds=61)
        clock.shift(60)

        assert (prune_counters(), rows(), counted("kept")) == (5, 1, 1)


@pytest.fixture
def fresh_redis(monkeypatch):
    monkeypatch.setattr(counters, "_redis_again_at", 0)
    yield
    counters._redis.cache_clear()


@pytest.mark.redis
def test_counters_stand_in_redis_and_marks_in_rows(settings, redis_url, fresh_redis):
    settings.REDIS_URL = redis_url

    assert [count("a", seconds=60), count("a", seconds=60), counted("a"), rows()] == [1, 2, 2, 0]
    assert 0 < counters._redis(redis_url).ttl("a") <= 60
    assert (mark("link", seconds=60), rows()) == (True, 1)
    forget("a")
    assert counted("a") == 0


@pytest.mark.usefixtures("unbroken_hour")
def test_rows_count_while_redis_does_not_answer(settings, fresh_redis, caplog):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert [is_within_limit(what="test", who="ada", limit=2) for _ in range(3)] == [True, True, False]
    assert len([record for record in caplog.records if "Redis does not answer" in record.getMessage()]) == 1
