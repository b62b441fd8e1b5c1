"""Whether a door tells who is known behind it: a thousand known names and as many that nobody has, in turn."""

import http.client
import os
import re
import time
from collections.abc import Iterator
from statistics import median
from urllib.parse import urlencode

from demo.drills.paper import Figure, Paper
from demo.drills.voters import some_network

NAMES = int(os.environ.get("NAMES", "1000"))
KNOWN, UNKNOWN = "known-{:05}", "never-{:05}"  # as long as each other
MAKE_PEOPLE = f"""
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from supporters.models import Supporter
names, password = [{KNOWN!r}.format(n) for n in range({NAMES})], make_password("seven-red-lanterns")
User.objects.bulk_create(
    User(username=name, email=name + "@example.org", password=password, is_staff=True) for name in names
)
Supporter.objects.bulk_create(Supporter(email=name + "@example.org") for name in names)
"""
DOORS = {
    "login": ("/admin/login/", 200, {"username": "{}", "password": "not-it"}),
    "password reset": ("/admin/forgotten/", 200, {"email": "{}@example.org"}),
    "supporters' link": ("/support/yours/", 303, {"email": "{}@example.org"}),
}
BY_CHANCE = re.compile(
    rb'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"|challenge&quot;: &quot;[^&]+|known-\d+|never-\d+'
)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


def names(paper: Paper) -> Iterator[Figure]:
    """A known and an unknown name in turn, at each door that takes one: what each is answered, and how soon."""
    paper.shell(MAKE_PEOPLE)
    for door, (path, status, form) in DOORS.items():
        asked = _Door(paper.port, path, form)
        seconds, answers = {KNOWN: [], UNKNOWN: []}, set()
        for number in range(NAMES):
            # Which of the two comes first changes, so that neither always finds what the other has left.
            for kind in (KNOWN, UNKNOWN) if number % 2 else (UNKNOWN, KNOWN):
                began = time.perf_counter()
                answers.add(asked.answer_to(kind.format(number)))
                seconds[kind].append(time.perf_counter() - began)
        known, unknown = median(seconds[KNOWN]), median(seconds[UNKNOWN])
        yield Figure(f"{door}: different answers to {NAMES} known and {NAMES} unknown names", len(answers), 1)
        refused = sum(answer[0] != status for answer in answers)
        yield Figure(f"{door}: answers that turn both away", refused, 0)
        medians = f"{1000 * known:.1f} ms if known, {1000 * unknown:.1f} ms if not"
        yield Figure(
            f"{door}: the longer median by the shorter ({medians})", max(known, unknown) / min(known, unknown), 1.05
        )


class _Door:
    """A form as a program sends it, each time from another network, so that no limit of one stands in the way."""

    def __init__(self, port: int, path: str, form: dict[str, str]):
        self.port, self.path, self.form, self.headers = port, path, form, {"Sec-Fetch-Site": "same-origin"}
        _status, headers, page = self._send("GET", "")
        if token := TOKEN.search(page):
            self.form = form | {"csrfmiddlewaretoken": token[1].decode()}
            self.headers["Cookie"] = dict(headers)["set-cookie"].partition(";")[0]

    def answer_to(self, name: str) -> tuple[int, str, bytes]:
        """Status, where it leads, and the page without what differs by chance."""
        body = urlencode({field: value.format(name) for field, value in self.form.items()})
        status, headers, page = self._send("POST", body)
        return status, dict(headers).get("location", ""), BY_CHANCE.sub(b"", page)

    def _send(self, method, body):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"X-Forwarded-For": some_network(), "Content-Type": "application/x-www-form-urlencoded"}
        line.request(method, self.path, body, self.headers | sent)
        answer = line.getresponse()
        found = answer.status, [(name.lower(), value) for name, value in answer.getheaders()], answer.read()
        line.close()
        return found
