"""Somebody else holds the database for half a minute, while readers read and everybody wants to write."""

import os
import sqlite3
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.cookiejar import CookieJar

from demo.bench.processes import tree
from demo.drills.paper import Figure, Paper, milliseconds

SECONDS = int(os.environ.get("DRILL_LOCK_SECONDS", "30"))
EDITOR = "from django.contrib.auth.models import User; User.objects.create_superuser('drill', password='{}')"
PASSWORD = "a-long-password-of-drills"  # noqa: S105 - of a paper that is gone in a minute
TYPED = "Typed while it was held"


def locked(paper: Paper) -> Iterator[Figure]:
    """Somebody else holds the database: writes are put off soon with their words, pages are served, nobody falls."""
    paper.shell(EDITOR.format(PASSWORD))
    reader, desk = Visitor(paper), Visitor(paper)
    desk.sign_in()
    before, answers, measures = tree(paper.pid), [], []
    read = threading.Thread(target=lambda: measures.append(paper.read([*paper.stories, "/"], seconds=SECONDS)))
    file = paper.folder / "data" / "newsroom.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None, timeout=20)) as other:
        other.execute("BEGIN IMMEDIATE")
        read.start()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            answers += [desk.save_topic(), reader.vote(), reader.ask_for_link(), desk.autosave()]
        other.execute("ROLLBACK")
    released = time.monotonic()
    while reader.vote().status != 303 and time.monotonic() < released + 30:
        time.sleep(0.1)
    back = time.monotonic() - released
    read.join()
    yield Figure("writes that were tried meanwhile", len(answers), 20, is_least=True)
    yield Figure("of them not answered 503", sum(answer.status != 503 for answer in answers), 0)
    yield Figure("seconds, the longest of them", max(answer.seconds for answer in answers), 2)
    yield Figure("topics whose words were not in the answer", sum(TYPED not in each.text for each in answers[::4]), 0)
    yield Figure("pages that failed", measures[0].failed, 0)
    yield Figure("ms, p99 of pages", milliseconds(measures[0].p99[0]), 300)
    yield Figure("seconds until a vote was taken again", back, 5)
    yield Figure("processes that fell", len(before - tree(paper.pid)), 0)


class Answer:
    def __init__(self, status: int, text: str, seconds: float):
        self.status, self.text, self.seconds = status, text, seconds


class Visitor:
    """A browser with its cookies."""

    def __init__(self, paper: Paper):
        self.paper, self.home, self.jar = paper, f"http://127.0.0.1:{paper.port}", CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), _Stay)

    def send(self, path: str, **form: str) -> Answer:
        headers = {"Origin": self.home, "Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 Firefox/140.0"}
        token = next((cookie.value for cookie in self.jar if cookie.name == "csrftoken"), "")
        form = {**form, "csrfmiddlewaretoken": token} if form else {}
        body = urllib.parse.urlencode(form).encode() if form else None
        began = time.monotonic()
        try:
            with self.opener.open(urllib.request.Request(self.home + path, body, headers), timeout=30) as response:  # noqa: S310
                return Answer(response.status, response.read().decode(), time.monotonic() - began)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), time.monotonic() - began)

    def sign_in(self, name: str = "drill") -> Answer:
        self.send("/admin/login/")
        return self.send("/admin/login/?next=/admin/", username=name, password=PASSWORD)

    def vote(self) -> Answer:
        return self.send(self.paper.vote, choice=self.paper.choice)

    def ask_for_link(self) -> Answer:
        return self.send("/support/yours/", email="ada@example.org")

    def save_topic(self) -> Answer:
        return self.send("/admin/articles/topic/add/", name=TYPED, slug="held")

    def autosave(self) -> Answer:
        return self.send("/admin/articles/article/add/autosave/", headline=TYPED, autosave_key="drill")


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what the act itself was answered is what counts."""

    def redirect_request(self, *args) -> None:
        return None
