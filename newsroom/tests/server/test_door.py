"""What the door does with each request, on the test's own thread: what leaves at once, as a file, or by Django."""

import datetime as dt
import gzip
import time

import pytest
from django.utils import timezone

from common import tombstones
from common.media_expiry import serve_until
from common.session_keys import sign_key
from newsroom.body_sizes import KB, MB
from newsroom.page_cache.keeper import HIT, MISS
from newsroom.server import door as door_module
from newsroom.server.request import Request
from newsroom.tests.doors import FILM, STYLE, Hangs, Line, header, status

pytestmark = pytest.mark.django_db


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
        packed = door.ask("/polls/", accept_encoding="gzip")

        assert header(packed, "Content-Encoding") == "gzip"
        assert gzip.decompress(packed[1]) == plain

    def test_the_first_reader_of_a_page_gets_it_packed(self, door):
        first, second = door.ask("/polls/", accept_encoding="br"), door.ask("/polls/", accept_encoding="br")

        assert [header(each, "Cache-Status") for each in (first, second)] == [f"newsroom; {how}" for how in (MISS, HIT)]
        assert [header(each, "Content-Encoding") for each in (first, second)] == ["br", "br"]

    def test_a_page_goes_out_as_it_is_where_packing_hangs(self, door):
        plain = door.ask("/polls/")[1]
        door.door.keeper.files = Hangs()
        found = door.ask("/polls/", accept_encoding="gzip")

        assert (status(found), header(found, "Content-Encoding"), found[1]) == (200, "", plain)

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

    @pytest.mark.parametrize(("purge_url", "is_told"), [("https://cdn.example/purge", True), ("", False)])
    def test_a_cdn_that_may_keep_a_page_is_told_its_age(self, purge_url, is_told, settings, request, monkeypatch):
        settings.PURGE_URL = purge_url
        door = request.getfixturevalue("door")
        door.ask("/polls/")
        (page,) = door.door.keeper.memory.pages.values()
        later = page.made_at + 7
        monkeypatch.setattr("newsroom.server.door.time.time", lambda: later)

        assert header(door.ask("/polls/"), "Age") == ("7" if is_told else "")


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

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("films/a.vtt", "text/vtt"),
            ("documents/1/a.pdf", "application/pdf"),
            ("sounds/1/a.mp3", "audio/mpeg"),
            ("sounds/1/a.ogg", "audio/ogg"),
        ],
    )
    def test_files_of_the_library_leave_as_what_they_are_and_documents_are_saved(self, name, kind, door, tmp_path):
        path = tmp_path / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"0123456789")

        found = door.ask(f"/media/{name}", range="bytes=2-4")
        assert (status(found), found[1]) == (206, b"234")
        assert header(found, "Content-Type") == kind
        assert header(found, "Content-Security-Policy") == "default-src 'none'; sandbox"
        assert header(found, "Content-Disposition") == ("attachment" if kind == "application/pdf" else "")

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
