"""A report that a story was read is taken at the door: counted as by the view, and answered without Django."""

import logging
from types import SimpleNamespace

import pytest

from articles.models import ReadHour
from articles.pages.read_counter import WaitingReadings, waiting
from newsroom.tests.doors import header, status

pytestmark = pytest.mark.django_db
OURS = {"user_agent": "Firefox/1", "sec_fetch_site": "same-origin"}


@pytest.fixture(autouse=True)
def gathered(settings, monkeypatch):
    """Reports wait until the test has them written down."""
    settings.READERS_WAIT_SECONDS = 60
    monkeypatch.setattr(WaitingReadings, "_see_to_it", lambda self: None)
    yield
    waiting._readings.clear()


@pytest.fixture
def asked_django(door, monkeypatch):
    """The addresses that Django is asked for."""
    asked, respond = [], door.door.django.respond
    monkeypatch.setattr(
        door.door.django, "respond", lambda environ: (asked.append(environ["PATH_INFO"]), respond(environ))[1]
    )
    return asked


def test_a_reader_is_counted_once_and_django_not_asked(door, make_live_article, asked_django):
    article = make_live_article()
    answers = [door.ask(f"/read/{article.pk}/", method="POST", **OURS) for _ in range(2)]
    waiting.write_down()

    assert [status(answer) for answer in answers] == [204, 204]
    assert header(answers[0], "X-Content-Type-Options") == "nosniff"
    assert ReadHour.objects.get(article=article).readers == 1
    assert asked_django == []


def test_the_letter_whose_link_led_there_is_told(door, make_live_article):
    door.ask(f"/read/{make_live_article().pk}/?from=morning.12", method="POST", **OURS)

    assert [reading.letter for reading in waiting._readings.values()] == ["morning.12"]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "", "origin": "https://elsewhere.example"},
        {"sec_fetch_site": ""},
        {"user_agent": "ExampleBot/2.0 (crawler)"},
        {"user_agent": ""},
        {"sec_purpose": "prefetch"},
    ],
)
def test_what_is_no_reader_is_answered_alike_and_not_counted(door, make_live_article, headers):
    path = f"/read/{make_live_article().pk}/"
    refused = door.ask(path, method="POST", **(OURS | headers))

    assert refused[0].splitlines()[0] == door.ask(path, method="POST", **OURS)[0].splitlines()[0]
    assert len(waiting) == 1


@pytest.mark.parametrize(
    ("path", "method", "headers", "expected"),
    [
        ("/read/1/", "GET", {}, 405),
        ("/read/1/", "POST", {"host": "elsewhere.example"}, 400),
        ("/read/1x/", "POST", {}, 404),
        (f"/read/{'9' * 19}/", "POST", {}, 404),
        ("/read/1", "POST", {}, 301),
    ],
)
def test_anything_else_is_left_to_django(door, asked_django, path, method, headers, expected):
    answer = door.ask(path, method=method, **(OURS | headers))

    assert status(answer) == expected
    assert asked_django == [path]
    assert len(waiting) == 0


def test_on_a_full_disk_nothing_is_written_for_readers(door, asked_django, make_live_article, monkeypatch):
    monkeypatch.setattr("common.disk_reserve.shutil.disk_usage", lambda path: SimpleNamespace(free=1024))
    path = f"/read/{make_live_article().pk}/"

    assert status(door.ask(path, method="POST", **OURS)) == 503
    assert (asked_django, len(waiting)) == ([path], 0)


def test_over_http_a_paper_on_https_leaves_it_to_django(door, asked_django, make_live_article):
    door.door.is_https = True
    path = f"/read/{make_live_article().pk}/"
    door.ask(path, method="POST", **OURS)
    door.ask(path, method="POST", x_forwarded_proto="https", **OURS)

    assert asked_django == [path]


def test_it_is_written_down_where_requests_are(door, make_live_article, caplog):
    door.door.is_watched = True
    with caplog.at_level(logging.INFO, "newsroom.requests"):
        door.ask(f"/read/{make_live_article().pk}/", method="POST", **OURS)

    assert [(record.fields["status"], record.fields["view"]) for record in caplog.records] == [(204, "articles:read")]
