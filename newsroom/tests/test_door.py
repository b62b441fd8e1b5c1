"""What the door does with each request, on the test's own thread: what leaves at once, as a file, or by Django."""

import asyncio
import datetime as dt
import gzip
import time

import pytest
from django.utils import timezone

from common import site_version, tombstones
from common.media_expiry import serve_until
from common.session_keys import sign_key
from newsroom.body_sizes import KB, MB
from newsroom.page_cache.page import header_lines
from newsroom.server import door as door_module
from newsroom.server.door import FrontDoor
from newsroom.server.request import Request
from newsroom.tests.page_reader import AtOnce, outside_the_loop

pytestmark = pytest.mark.django_db
STYLE = b"body { color: black; }\n" * 100
FILM = bytes(range(256)) * 2000


class Line:
    """A reader's line that only writes down what was sent."""

    def __init__(self, *, is_gone=False):
        self.is_gone, self.sent, self.transport = is_gone, b"", self

    def writelines(self, parts):
        self.sent += b"".join(parts)

    def begin(self, status, headers, length):
        self.sent += b"HTTP/1.1 %d \r\n" % status + header_lines([*headers, ("Content-Length", str(length))])

    def send(self, status, headers, body=b"", *, is_head=False):
        self.begin(status, headers, len(body))
        self.sent += b"" if is_head else body

    async def send_file(self, status, headers, file, start, length):
        self.begin(status, headers, length)
        file.seek(start)
        self.sent += file.read(length)


class Door:
    """The front door, asked one thing after the other."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr("newsroom.page_cache.keeper.PageKeeper.begin", lambda keeper: None)
        self.door = asyncio.run(self._made())

    async def _made(self):
        door = FrontDoor(address=("localhost", 80))
        door.threads = door.files = door.keeper.threads = door.keeper.files = AtOnce()
        return door

    def ask(self, target, *, method="GET", line=None, **headers):
        request = Request(("127.0.0.1", 1))
        request.target, request.method = target.encode(), method.encode()
        request.headers = {b"host": b"localhost"} | {
            name.replace("_", "-").encode(): value.encode() for name, value in headers.items()
        }
        line = line or Line()
        site_version.read()

        async def answer():
            ready = self.door.ready(request)
            if ready is not None:
                line.writelines(ready)
            else:
                await self.door.answer(request, line)

        asyncio.run(answer())
        head, _, body = line.sent.partition(b"\r\n\r\n")
        return head.decode("latin-1"), body


@pytest.fixture
def door(settings, tmp_path, monkeypatch):
    settings.DATA, settings.ALLOWED_HOSTS = tmp_path, ["localhost"]
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path / "static", tmp_path / "media"
    for name in ("request_started", "request_finished"):
        monkeypatch.setattr(f"django.core.signals.{name}.send", lambda **how: None)
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "site.0123456789ab.css").write_bytes(STYLE)
    (tmp_path / "static" / "site.0123456789ab.css.gz").write_bytes(gzip.compress(STYLE))
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    films = tmp_path / "media" / "films"
    films.mkdir(parents=True)
    (films / "tide.mp4").write_bytes(FILM)
    (films / "small.webp").write_bytes(b"picture")
    site_version.begin_with(None)
    with outside_the_loop():
        return Door(monkeypatch)


def status(found):
    return int(found[0].split()[1])


def header(found, name):
    return found[0].partition(f"\r\n{name}: ")[2].partition("\r\n")[0]


class TestPages:
    def test_a_page_is_drawn_kept_and_answered_with_304(self, door, make_live_article):
        path = make_live_article("Tide turns").live_edition().get_absolute_url()
        first, second = door.ask(path), door.ask(path)
        known = door.ask(path, if_none_match=header(second, "ETag"))

        assert (status(first), status(second), status(known)) == (200, 200, 304)
        assert (header(first, "Cache-Status"), header(second, "Cache-Status")) == (
            "newsroom; fwd=miss; stored",
            "newsroom; hit",
        )
        assert b"Tide turns" in first[1]
        assert first[1] == second[1]
        assert known[1] == b""

    def test_a_head_has_no_body_and_the_same_length(self, door):
        page, head = door.ask("/polls/"), door.ask("/polls/", method="HEAD")

        assert head[1] == b""
        assert header(head, "Content-Length") == str(len(page[1]))

    def test_a_browser_gets_it_packed(self, door):
        plain = door.ask("/polls/")[1]
        door.ask("/polls/", accept_encoding="gzip")
        packed = door.ask("/polls/", accept_encoding="gzip")

        assert header(packed, "Content-Encoding") == "gzip"
        assert gzip.decompress(packed[1]) == plain

    def test_a_redirect_takes_the_whole_query_along(self, door, make_live_article):
        path = make_live_article().live_edition().get_absolute_url()
        found = door.ask(path.replace("/story", "/another") + "?utm_source=letter")

        assert status(found) == 302
        assert header(found, "Location").endswith("?utm_source=letter")

    def test_a_private_page_is_asked_of_django_each_time(self, door):
        first, second = door.ask("/admin/login/"), door.ask("/admin/login/")

        assert header(first, "Cache-Status") == header(second, "Cache-Status") == ""
        assert header(first, "Set-Cookie")
        assert header(first, "X-Request-Id") != header(second, "X-Request-Id")

    def test_a_strange_host_is_refused_and_nothing_is_kept(self, door):
        assert status(door.ask("/polls/", host="elsewhere")) == 400
        assert not door.door.keeper.memory.pages

    def test_a_page_that_is_read_is_counted_where_that_is_wanted(self, door, monkeypatch):
        seen = []
        door.ask("/polls/")
        door.door.is_watched = True
        monkeypatch.setattr(door_module, "observe", lambda **facts: seen.append(facts["cache"]))
        door.ask("/polls/")

        assert seen == ["hit"]


class TestCrowds:
    def test_a_crowd_is_told_to_come_again(self, door):
        door.door.waiting = door_module.MOST_WAITING
        found = door.ask("/admin/login/")

        assert (status(found), header(found, "Retry-After")) == (503, "5")

    def test_nothing_is_drawn_for_a_reader_who_has_gone(self, door, monkeypatch):
        monkeypatch.setattr(door.door.django, "respond", lambda environ: pytest.fail("drawn"))

        with pytest.raises(ConnectionError):
            door.ask("/admin/login/", line=Line(is_gone=True))

    def test_only_the_desk_takes_files(self, door):
        request = Request(("127.0.0.1", 1))
        request.target = b"/polls/1/vote/"
        assert door.door.most_bytes(request) == 8 * KB

        request.target = b"/admin/articles/video/add/"
        assert door.door.most_bytes(request) == 64 * KB
        request.headers = {b"cookie": b"sessionid=abc"}
        assert door.door.most_bytes(request) == 64 * KB
        request.headers = {b"cookie": b"sessionid=" + sign_key("abc").encode()}
        assert door.door.most_bytes(request) > 200 * MB


class TestFiles:
    STATIC, TIDE = "/static/site.0123456789ab.css", "/media/films/tide.mp4"

    def test_a_static_file_is_kept_for_good_and_packed(self, door):
        plain, packed = door.ask(self.STATIC), door.ask(self.STATIC, accept_encoding="gzip, br")

        assert plain[1] == gzip.decompress(packed[1]) == STYLE
        assert "immutable" in header(plain, "Cache-Control")
        assert header(packed, "Content-Encoding") == "gzip"
        assert header(packed, "Content-Type").startswith("text/css")
        assert door.ask(self.STATIC, accept_encoding="gzip, br")[1] == packed[1]

    @pytest.mark.parametrize("target", ["/static/none.0123456789ab.css", "/static/../x"])
    def test_any_other_name_is_left_to_django(self, target, door):
        assert status(door.ask(target)) == 404

    @pytest.mark.parametrize(
        ("asked", "code", "part"),
        [
            ("bytes=10-19", 206, FILM[10:20]),
            ("bytes=-7", 206, FILM[-7:]),
            ("bytes=511990-", 206, FILM[511990:]),
            ("bytes=0-99999999", 206, FILM),
            ("bytes=512000-", 416, b""),
            ("bytes=9-3", 200, FILM),
            ("bytes=0-1,4-5", 200, FILM),
            ("lines=0-1", 200, FILM),
        ],
    )
    def test_a_part_of_a_film_is_sent(self, asked, code, part, door):
        found = door.ask(self.TIDE, range=asked)

        assert (status(found), found[1]) == (code, part)
        assert header(found, "Accept-Ranges") == "bytes"

    def test_who_has_the_file_already_is_told_so(self, door):
        found = door.ask(self.TIDE, method="HEAD")
        etag, modified = header(found, "ETag"), header(found, "Last-Modified")

        assert (found[1], header(found, "Content-Length")) == (b"", str(len(FILM)))
        assert status(door.ask(self.TIDE, if_none_match=etag)) == 304
        assert status(door.ask(self.TIDE, if_modified_since=modified)) == 304
        assert status(door.ask(self.TIDE, if_modified_since="yesterday")) == 200
        assert status(door.ask(self.TIDE, range="bytes=0-1", if_range=etag)) == 206
        assert status(door.ask(self.TIDE, range="bytes=0-1", if_range='"another"')) == 200

    def test_a_small_file_is_sent_from_memory_until_it_changes(self, door, tmp_path, monkeypatch):
        path = "/media/films/small.webp"
        first, again = door.ask(path), door.ask(path)
        assert first[1] == again[1] == b"picture"
        assert status(door.ask(path, if_none_match=header(again, "ETag"))) == 304
        assert door.ask(path, method="HEAD")[1] == b""

        (tmp_path / "media" / "films" / "small.webp").write_bytes(b"another")
        later = time.monotonic() + 2
        monkeypatch.setattr("newsroom.server.files.time.monotonic", lambda: later)
        assert door.ask(path)[1] == b"another"

    def test_a_file_that_was_taken_down_or_has_no_rights_is_not_sent(self, door, tmp_path):
        ended = timezone.now() - dt.timedelta(days=1)
        serve_until(["films/tide.mp4"], ended)
        assert status(door.ask(self.TIDE)) == 410
        serve_until(["films/tide.mp4"], None)
        assert status(door.ask(self.TIDE)) == 200

        tombstones.mark_taken_down(story=1, notice="", files=["films/tide.mp4"])
        assert status(door.ask(self.TIDE)) == 410

    def test_a_folder_is_no_file(self, door):
        assert status(door.ask("/media/films")) == 404
