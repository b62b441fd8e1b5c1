"""A CDN in front is told what has changed, once, and again where it did not listen."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection

from articles.models import Section
from common.site_version import Known
from newsroom.page_cache.page import Answer, Page
from newsroom.page_cache.purge import purge_what_changed


@pytest.fixture
def cdn(settings):
    """Something that takes purges, and can refuse them."""

    class Taker(BaseHTTPRequestHandler):
        heard, status = [], 200

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            Taker.heard.append((self.headers["Authorization"], json.loads(body)["tags"]))
            self.send_response(Taker.status)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Taker)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.PURGE_URL, settings.PURGE_TOKEN = f"http://127.0.0.1:{server.server_port}/", "hush"
    yield Taker
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.django_db
def test_what_moved_is_sent_once_and_again_until_it_is_taken(cdn, make_section):
    make_section("News")
    purge_what_changed()
    cdn.heard.clear()
    assert purge_what_changed() == []
    assert cdn.heard == []

    Section.objects.update(name="Renamed")
    cdn.status = 500
    with pytest.raises(OSError, match="500"):
        purge_what_changed()
    cdn.status = 200
    sent = purge_what_changed()

    assert "site" in sent
    assert cdn.heard == [("Bearer hush", sent)] * 2
    assert purge_what_changed() == []


@pytest.mark.django_db
def test_very_much_is_everything(cdn):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE site_version SET number = number + 1")
        rows = [(f"story:{number}",) for number in range(600)]
        cursor.executemany(
            "INSERT INTO site_scope (scope, number) VALUES (%s, (SELECT number FROM site_version))", rows
        )

    assert purge_what_changed() == ["all"]


def test_a_page_says_what_it_is_made_of_and_for_how_long(settings):
    known = Known("house", 3, 0, {}, 0, 0, 0)

    def headers():
        answer = Answer(200, [], scopes=frozenset(["site", "story:7"]))
        return dict(Page.of(answer, known=known, made_at=1000, until=1300).headers)

    assert "Cache-Tag" not in headers()
    settings.PURGE_URL = "https://cdn.example/purge"
    assert headers()["Cache-Tag"] == "site,story:7,all"
    assert headers()["CDN-Cache-Control"] == "public, max-age=300"
