"""The door as a whole, in a served paper: what leaves by it, and how."""

import gzip
import shutil
import socket
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import brotli
import pytest
import zstandard

from newsroom.tests.processes import free_port, manage, managed, read_until, run_program

FILM = bytes(range(256)) * 40_000


@pytest.fixture(scope="module")
def paper(tables, copy_collected, tmp_path_factory):
    """A paper that believes a proxy in front of it, on https."""
    folder = tmp_path_factory.mktemp("door")
    shutil.copy(tables, folder / "newsroom.sqlite3")
    copy_collected(folder)
    film = folder / "media" / "films" / "tide.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(FILM)
    settings = {"DATA": str(folder), "PORT": str(free_port()), "WORKERS": "2", "SITE_URL": "https://paper.example"}
    settings |= {"SECRET_KEY": "k" * 60, "BEHIND_PROXY": "1", "SSL_REDIRECT": "0"}
    with managed("serve", **settings) as process:
        read_until(process, "Ctrl-C")
        yield settings


def ask(paper, path, *headers, proto="https", method="GET", host="paper.example"):
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"X-Forwarded-Proto: {proto}", "Connection: close"]
    with socket.create_connection(("127.0.0.1", int(paper["PORT"])), timeout=20) as line:
        line.sendall("\r\n".join([*lines, *headers, "", ""]).encode())
        said = b""
        while part := line.recv(65536):
            said += part
    head, _, body = said.partition(b"\r\n\r\n")
    return head.decode("latin-1"), body


def test_a_page_is_drawn_once_and_then_kept_by_both_processes(paper):
    until = time.monotonic() + 20  # before a process knows of the site it draws for each reader
    while "newsroom; " not in ask(paper, "/polls/")[0]:
        assert time.monotonic() < until
    assert all("newsroom; hit" in ask(paper, "/polls/")[0] for _ in range(10))


def test_a_page_for_http_is_never_the_one_for_https(paper):
    for _ in range(3):
        assert "Strict-Transport-Security" not in ask(paper, "/corrections/", proto="http")[0]
    for _ in range(3):
        assert "Strict-Transport-Security" in ask(paper, "/corrections/")[0]


def test_a_change_shows_within_a_second(paper):
    assert b"Harbour" not in ask(paper, "/")[1]
    settings = paper | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    program = "from articles.models import Section; Section.objects.create(name='Harbour', slug='harbour')"
    done = run_program(sys.executable, "manage.py", "shell", "-v0", "-c", program, **settings)
    assert done.returncode == 0, done.stderr
    time.sleep(1)

    assert all(b"Harbour" in ask(paper, "/")[1] for _ in range(4))


def test_a_film_leaves_in_parts(paper):
    head, body = ask(paper, "/media/films/tide.mp4", "Range: bytes=1000-1999")
    assert head.startswith("HTTP/1.1 206 ")
    assert f"Content-Range: bytes 1000-1999/{len(FILM)}" in head
    assert body == FILM[1000:2000]
    assert ask(paper, "/media/films/tide.mp4", "Range: bytes=-5")[1] == FILM[-5:]
    assert ask(paper, "/media/films/tide.mp4", f"Range: bytes={len(FILM)}-")[0].startswith("HTTP/1.1 416 ")
    etag = head.partition("ETag: ")[2].partition("\r\n")[0]
    assert ask(paper, "/media/films/tide.mp4", f"If-None-Match: {etag}")[0].startswith("HTTP/1.1 304 ")
    assert ask(paper, "/media/films/tide.mp4", "Range: bytes=0-9", 'If-Range: "other"')[1] == FILM


def test_no_cookie_of_another_site_keeps_anybody_out(paper):
    """Where the header cannot be read, the desk's sign-in says so with 400."""
    head, page = ask(paper, "/admin/login/", "Cookie: place=Llanf\u0177; csrftoken=abc")
    assert head.startswith("HTTP/1.1 200 ")
    assert b"csrfmiddlewaretoken" in page


def test_what_was_packed_is_what_was_drawn(paper):
    read = {"br": brotli.decompress, "gzip": gzip.decompress, "zstd": zstandard.ZstdDecompressor().decompress}
    plain = ask(paper, "/text/")[1]
    for encoding, unpack in read.items():
        until = time.monotonic() + 20
        while time.monotonic() < until:
            head, body = ask(paper, "/text/", f"Accept-Encoding: {encoding}")
            if f"Content-Encoding: {encoding}" in head:
                break
        assert unpack(body) == plain
    assert Path(paper["DATA"], "pages").is_dir()


STORY = """
from django.utils import timezone
from articles.models import Article, Edition, Section
section = Section.objects.create(name="News", slug="news")
words = {"headline": "Tide", "slug": "tide", "body": "<p>High.</p>", "section": section}
article, now = Article.objects.create(**words), timezone.now()
times = {"starts_at": now, "first_published_at": now, "updated_at": now}
Edition.objects.create(article=article, version=1, **words, **times)
print(article.pk)
"""


def test_a_reader_who_was_reported_at_the_last_moment_is_counted(tables, copy_collected, tmp_path):
    shutil.copy(tables, tmp_path / "newsroom.sqlite3")
    copy_collected(tmp_path)
    settings = {"DATA": str(tmp_path), "PORT": str(free_port()), "WORKERS": "1", "DEMO": "1"}
    article = manage("shell", "-v0", "-c", STORY, **settings).stdout.strip()
    with managed("serve", **settings) as process:
        read_until(process, "Ctrl-C")
        reader = ["Sec-Fetch-Site: same-origin", "User-Agent: Mozilla/5.0 (X11) Firefox/140.0", "Content-Length: 0"]
        head, _ = ask(settings, f"/read/{article}/", *reader, method="POST", host=f"localhost:{settings['PORT']}")
        process.terminate()
        process.wait(20)

    assert head.startswith("HTTP/1.1 204 ")
    with closing(sqlite3.connect(tmp_path / "newsroom.sqlite3")) as database:
        assert database.execute("SELECT SUM(readers) FROM articles_readhour").fetchone() == (1,)
