"""Log lines: one a request, one line whatever bytes a request has, and nothing secret in them."""

import json
import logging
import re
import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from newsroom.monitoring.logs import JsonFormatter, PlainFormatter, request_id
from newsroom.monitoring.paths import SECRETS, public_path
from newsroom.monitoring.requests import request_middleware

HOSTILE = ["/a\nb", "/a\r\n{}", "/\u2028", "/\x00\x1b[31m", "/\udcff", '/"}{"', "/é‮"]
PUBLIC_PARTS = {"slug", "section", "pk", "path", "year", "month", "day", "provider", "key", "digest", "uuid"}
PUBLIC_PARTS |= {"newsletter"}
DESK_PARTS = {"object_id", "content_type_id", "app_label", "version_id", "id", "url", "layout", "kind"}
DESK_PARTS |= {"link_id", "use_id", "entry_id"}


@pytest.fixture
def lines(monkeypatch):
    """What is logged for requests, each as a program's and as a person's line."""
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append((JsonFormatter().format(record), PlainFormatter().format(record)))

    logger = logging.getLogger("newsroom.requests")
    handler = Keep()
    logger.addHandler(handler)
    monkeypatch.setattr(logger, "level", logging.INFO)
    logger.manager._clear_cache()
    yield written
    logger.removeHandler(handler)
    logger.manager._clear_cache()


@pytest.mark.django_db
def test_each_request_is_one_line_with_what_one_looks_for(client, lines):
    response = client.get("/robots.txt?email=ada@example.org")

    [(line, plain)] = lines
    found = json.loads(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found.pop("time"))
    assert found.pop("ms") >= 0
    assert found.pop("message").startswith("GET /robots.txt 200 ")
    assert found == {
        "level": "INFO",
        "logger": "newsroom.requests",
        "request_id": response["X-Request-Id"],
        "method": "GET",
        "path": "/robots.txt",
        "status": 200,
        "view": "robots",
    }
    assert plain.endswith(f"[{response['X-Request-Id']}]")


@pytest.mark.parametrize(
    ("given", "is_taken"), [("a1b2c3d4-e5f6", True), ("x" * 65, False), ("a b\ncdefgh", False), ("short", False)]
)
def test_id_of_a_request_is_taken_from_the_proxy_where_it_is_one(given, is_taken):
    seen = []
    answer = request_middleware(lambda request: seen.append(request_id.get()) or HttpResponse())

    response = answer(RequestFactory().get("/", HTTP_X_REQUEST_ID=given))

    assert (response["X-Request-Id"] == given) is is_taken
    assert seen == [response["X-Request-Id"]]
    assert request_id.get() == ""


@pytest.mark.parametrize("path", HOSTILE)
@pytest.mark.parametrize("formatter", [JsonFormatter, PlainFormatter])
def test_a_line_stays_one_line_and_text_whatever_the_request_holds(path, formatter):
    request = RequestFactory().get("/")
    request.path = request.path_info = path
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": (path,), "request": request, "fields": {"p": path}})

    line = formatter().format(record)

    assert line.splitlines() == [line]
    assert line.encode("utf-8")
    if formatter is JsonFormatter:
        assert json.loads(line)["p"].encode("utf-8")


def test_an_exception_is_within_its_line(caplog):
    try:
        raise ValueError("of ours")
    except ValueError:
        logging.getLogger("newsroom.tests").exception("It failed")

    line = JsonFormatter().format(caplog.records[0])

    assert "ValueError: of ours" in json.loads(line)["exception"]
    assert line.splitlines() == [line]


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/draft/abc:def:ghi/", "/draft/*/"),
        ("/draft/abc:def:ghi", "/draft/*"),
        ("/support/yours/in/abc:def/", "/support/yours/in/*/"),
        (f"/support/{uuid.UUID(int=1)}/", "/support/*/"),
        ("/nowhere/abcdefghijklmnopqrstuvwxyz:0123/x", "/nowhere/*/x"),
        ("/news/the-sea-wall-held-through-the-whole-night-12/", "/news/the-sea-wall-held-through-the-whole-night-12/"),
    ],
)
def test_what_opens_a_page_is_not_written_down(path, written):
    request = RequestFactory().get(path)
    record = logging.makeLogRecord({"msg": "Gone: %s", "args": (path,), "request": request})

    assert public_path(request) == written
    assert PlainFormatter().format(record).endswith(f"Gone: {written}")


def parts_of(resolver, within=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield from entry.pattern.regex.groupindex
        else:
            yield from entry.pattern.regex.groupindex
            yield from parts_of(entry)


def test_every_part_of_an_address_is_known_to_be_public_or_secret():
    parts = set(parts_of(get_resolver()))

    assert {"token", "public_id"} <= parts & SECRETS
    assert parts - SECRETS - PUBLIC_PARTS - DESK_PARTS == set()


@pytest.mark.django_db
def test_a_slow_query_is_written_down_without_what_it_asks_for(client, settings, caplog, monkeypatch):
    clock = iter(range(1000))
    monkeypatch.setattr("newsroom.monitoring.queries.time.perf_counter", lambda: next(clock))
    settings.SLOW_QUERY_MS = 1000

    client.get("/text/sport-and-games/")

    record = next(record for record in caplog.records if "articles_section" in record.getMessage())
    assert record.fields["ms"] == 1000
    assert "%s" in record.fields["sql"]
    assert "sport-and-games" not in caplog.text


@pytest.mark.django_db
def test_a_fast_query_is_not_written_down(client, settings, caplog):
    settings.SLOW_QUERY_MS = 10**9

    client.get("/text/sport-and-games/")

    assert connection.execute_wrappers == []
    assert "A query took" not in caplog.text
