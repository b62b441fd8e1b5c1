"""Readers are counted many at a time, and no page waits for that."""

import datetime as dt
import uuid
from dataclasses import replace
from functools import partial

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from articles.models import ReadHour, ReadMark
from articles.pages import read_counter
from articles.pages.read_counter import Reading, WaitingReadings, forget_marks, waiting
from articles.tests.pages.reading import READERS

BROWSER = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def gathered(settings, monkeypatch):
    """Reports wait until the test has them written down."""
    settings.READERS_WAIT_SECONDS = 60
    monkeypatch.setattr(WaitingReadings, "_see_to_it", lambda self: None)
    yield
    waiting._readings.clear()


def report(client, article, *, readers=1):
    for number in range(readers):
        headers = BROWSER | {"User-Agent": f"Firefox/{number}"}
        assert client.post(f"/read/{article.pk}/", headers=headers).status_code == 204


def counted(article):
    return sum(ReadHour.objects.filter(article=article).values_list("readers", flat=True))


def test_report_of_a_reader_asks_the_database_nothing(client, gathered, make_live_article, django_assert_num_queries):
    article = make_live_article()

    with django_assert_num_queries(0):
        report(client, article, readers=3)

    assert len(waiting) == 3


def test_crowd_is_written_down_in_as_many_queries_as_one(
    client, gathered, make_live_article, django_assert_num_queries
):
    article, other = make_live_article(), make_live_article()
    report(client, article, readers=150)
    report(client, other, readers=50)

    with django_assert_num_queries(
        7
    ):  # a savepoint, its end, and one each for networks, stories, marks, hours, their sums
        waiting.write_down()

    assert (counted(article), counted(other)) == (150, 50)


def test_readers_are_added_to_those_of_the_hour(client, gathered, make_live_article):
    article = make_live_article()
    for mark in (uuid.uuid4(), uuid.uuid4()):
        waiting.add(mark, Reading(article.pk, timezone.now(), "192.0.2.7"))
        waiting.write_down()

    assert [hour.readers for hour in ReadHour.objects.all()] == [2]


@pytest.mark.usefixtures("unbroken_hour")
def test_network_is_believed_up_to_its_limit_and_no_further(gathered, make_live_article, monkeypatch):
    monkeypatch.setattr(read_counter, "READERS", replace(read_counter.READERS, number=2))
    article = make_live_article()
    for readers in (2, 1):
        for _ in range(readers):
            waiting.add(uuid.uuid4(), Reading(article.pk, timezone.now(), "192.0.2.7"))
        waiting.write_down()

    assert counted(article) == 2


def test_reader_counts_once_when_two_processes_are_told(gathered, make_live_article):
    article, mark = make_live_article(), uuid.uuid4()
    for process in (WaitingReadings(), WaitingReadings()):
        process.add(mark, Reading(article.pk, timezone.now(), "192.0.2.7"))
        process.add(uuid.uuid4(), Reading(article.pk, timezone.now(), "192.0.2.7"))
        process.write_down()

    assert counted(article) == 3


def test_nothing_is_kept_of_readers_of_a_story_that_is_not_live(client, gathered, make_article, make_live_article):
    draft, live = make_article(), make_live_article()
    report(client, draft)
    report(client, live)

    waiting.write_down()

    assert (counted(draft), counted(live), ReadMark.objects.count()) == (0, 1, 1)


def test_readers_are_let_go_when_the_database_is_locked(client, gathered, make_live_article, caplog):
    article = make_live_article()

    def locked(*args):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(locked):
        report(client, article, readers=2)
        waiting.write_down()

    assert (len(waiting), counted(article)) == (0, 0)
    assert "2 readers were not counted: database is locked" in caplog.text
    report(client, article)
    waiting.write_down()
    assert counted(article) == 1


def test_no_more_reports_wait_than_a_process_has_room_for(client, gathered, make_live_article, monkeypatch):
    monkeypatch.setattr(read_counter, "MOST", 10)

    report(client, make_live_article(), readers=12)

    assert len(waiting) == 10


def test_reader_counts_again_on_the_next_day(client, gathered, make_live_article):
    article = make_live_article()
    report(client, article)
    waiting.write_down()
    ReadMark.objects.update(day=timezone.localdate() - dt.timedelta(days=1))
    today = ReadMark.objects.create(mark=uuid.uuid4(), day=timezone.localdate())

    assert forget_marks() == 1
    assert list(ReadMark.objects.all()) == [today]
    report(client, article)
    waiting.write_down()
    assert counted(article) == 2


def test_mark_of_a_reader_is_another_every_day_and_for_every_story(rf):
    request = rf.post("/", headers={"User-Agent": "Firefox/150"})
    now = timezone.now()
    reading = partial(Reading, network="192.0.2.7")
    days = [reading(1, now), reading(1, now + dt.timedelta(days=1)), reading(2, now)]

    assert len({read_counter.mark_of(request, reading) for reading in days}) == 3
    assert read_counter.mark_of(request, reading(1, now)) == read_counter.mark_of(request, reading(1, now))


def test_readers_are_counted_once_by_two_processes_and_at_their_end_on_sqlite(run_script, tmp_path):
    database = f"sqlite:///{tmp_path / 'read.sqlite3'}"

    counts = run_script("articles.tests.pages.reading", database_url=database, folder=tmp_path)

    assert counts == {"before": READERS, "after": READERS + 1}


@pytest.mark.postgresql
def test_readers_are_counted_once_by_two_processes_and_at_their_end_on_postgresql(
    run_script, postgresql_database_url, tmp_path
):
    counts = run_script("articles.tests.pages.reading", database_url=postgresql_database_url, folder=tmp_path)

    assert counts == {"before": READERS, "after": READERS + 1}
