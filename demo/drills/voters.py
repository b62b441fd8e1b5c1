"""Readers who vote as fast as they are answered, while something breaks."""

import contextlib
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Self

from demo.drills.paper import Figure, Paper

VOTED = 303
COUNTED = """
from django.db import connection
from polls.models import Ballot
with connection.cursor() as cursor:
    cursor.execute("PRAGMA integrity_check")
    print(Ballot.objects.count(), cursor.fetchone()[0])
"""


class Crowd:
    """People who go on with one act, each on a thread, for as long as the `with` lasts."""

    def __init__(self, act: Callable[[], None], people: int):
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=act) for _ in range(people)]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()


class Voters(Crowd):
    """What each was answered stands in `answers`, by status, and 0 is no answer."""

    def __init__(self, paper: Paper, *, voters: int = 4, pause: float = 0):
        super().__init__(self._vote_on, voters)
        self.paper, self.pause = paper, pause  # seconds between two votes of one
        self.answers, self.last = Counter(), 0.0

    def _vote_on(self):
        while not self.stop.wait(self.pause):
            status = vote(self.paper)
            self.answers[status] += 1
            if status == VOTED:
                self.last = time.monotonic()

    def seconds_until_one_counts(self, *, within: float = 60) -> float:
        """From now until the next vote is acknowledged."""
        began = time.monotonic()
        while self.last < began and time.monotonic() - began < within:
            time.sleep(0.05)
        return time.monotonic() - began

    def figures(self) -> Iterator[Figure]:
        """Nothing that was acknowledged is lost. Asked once they have stopped, of SQLite."""
        counted, integrity = self.paper.shell(COUNTED).split()
        yield Figure("votes acknowledged", self.answers[VOTED], 1, is_least=True)
        yield Figure("acknowledged votes that were lost", max(self.answers[VOTED] - int(counted), 0), 0)
        yield Figure("faults in the database", int(integrity != "ok"), 0)


def some_network() -> str:
    """Where somebody comes from: each from elsewhere, so that no limit of a network stands in the way."""
    return ".".join(str(random.randrange(1, 200)) for _ in range(4))  # noqa: S311 - no secret


def vote(paper: Paper) -> int:
    """One vote; the status of the answer, or 0 where there was none."""
    form = f"choice={paper.choice}".encode()
    head = (
        f"POST {paper.vote} HTTP/1.1\r\nHost: 127.0.0.1:{paper.port}\r\nSec-Fetch-Site: same-origin\r\n"
        f"X-Forwarded-For: {some_network()}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\nConnection: close\r\n\r\n"
    )
    with contextlib.suppress(OSError, ValueError), socket.create_connection(("127.0.0.1", paper.port), 5) as line:
        line.sendall(head.encode() + form)
        return int(line.recv(12)[9:])
    return 0
