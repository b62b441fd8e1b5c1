"""The demonstration as whoever tries it sees it: two runs of the whole command."""

import os
import shutil
import signal
import sqlite3
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from demo.loading.staff import STAFF
from newsroom.tests.processes import free_port, managed, read_until

pytestmark = pytest.mark.long
COUNTED = [
    "articles_article",
    "articles_picture",
    "auth_user",
    "polls_ballot",
    "supporters_pledge",
    "supporters_payment",
]


def counts(folder):
    with sqlite3.connect(Path(folder) / "newsroom.sqlite3") as database:
        return {table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in COUNTED}


def passwords(folder):
    with sqlite3.connect(Path(folder) / "newsroom.sqlite3") as database:
        return database.execute("SELECT username, password FROM auth_user ORDER BY username").fetchall()


def sign_in(address, person):
    """The desk's first page, as a browser gets to it."""
    cookies = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    door = f"{address}/admin/login/?next=/admin/"
    page = browser.open(door, timeout=30).read().decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    fields = {"username": person.username, "password": person.password, "csrfmiddlewaretoken": token}
    with browser.open(urllib.request.Request(door, urlencode(fields).encode()), timeout=30) as response:
        return response.url


def test_a_first_run_makes_a_newspaper_and_a_second_doubles_nothing(tables, tmp_path):
    shutil.copy(tables, tmp_path / "newsroom.sqlite3")
    settings = {"DATA": str(tmp_path), "DEMO": "1", "PORT": str(free_port()), "WORKERS": "1"}
    address = f"http://localhost:{settings['PORT']}"
    said, found, kept = [], [], []

    for staff in (STAFF, STAFF[:1]):
        with managed("demo", **settings) as process:
            said.append(read_until(process, "Ctrl-C"))
            entered = [sign_in(address, person) for person in staff]
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=20)
            found.append(counts(tmp_path))
            kept.append(passwords(tmp_path))
            assert process.returncode == 0
            assert entered == [f"{address}/admin/"] * len(staff)

    for words in said:
        logins = [tuple(filter(None, map(str.strip, line.split("  ")))) for line in words.splitlines()]
        assert [login for login in logins if len(login) == 3] == [person[:3] for person in STAFF]
        assert f"{address}/\n" in words
    assert min(found[0].values()) > 0
    assert found[0] == found[1]
    assert kept[0] == kept[1]
