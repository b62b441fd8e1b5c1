"""Measure recorded votes a second beside a plain "insert with unique" view, on the same server and database.

Both are asked in turns by the same clients, and judged by what lies in the database afterwards. It writes thousands of
votes, so it wants DEMO=1 or DEBUG=1 and a database of its own.
"""

import os
import random
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from polls.drills import plain_site
from polls.drills.attacks import make_poll
from polls.models import Ballot

HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Sec-Fetch-Site": "same-origin",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
    "X-Poll-Script": "1",
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--seconds", type=float, default=3, help="length of a turn")
        parser.add_argument("--turns", type=int, default=5, help="turns of each view")
        parser.add_argument("--clients", type=int, default=8)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args, seconds, turns, clients, workers, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This writes thousands of votes: run it with DEMO=1, on a database of its own.")
        poll, port = make_poll("bench"), free_port()
        plain_site.make_table()
        ways = {
            "ours": (poll.vote_url, lambda: Ballot.objects.filter(poll=poll).count()),
            "plain": (f"/plain/{poll.pk}/", lambda: plain_site.PlainVote.objects.filter(poll_id=poll.pk).count()),
        }
        rates = {name: [] for name in ways}
        with Server(port, workers):
            for turn in range(turns + 1):
                for name, (url, count) in sorted(ways.items(), reverse=turn % 2):
                    before = count()
                    took = attack(port, url, [choice.pk for choice in poll.answers], seconds, clients)
                    if turn:  # the first is to warm up
                        rates[name].append((count() - before) / took)
        plain_site.drop_table()
        self._say(rates)

    def _say(self, rates):
        middle = {name: statistics.median(found) for name, found in rates.items()}
        for name, found in rates.items():
            self.stdout.write(
                f"{name:>6}: {middle[name]:7.1f} votes/s   ({', '.join(f'{rate:.0f}' for rate in found)})"
            )
        ratio = statistics.median(ours / plain for ours, plain in zip(rates["ours"], rates["plain"], strict=True))
        self.stdout.write(f" ratio: {ratio:.2f} on {connection.vendor}, the median of all pairs of turns")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Server:
    """granian with the site under test, believing one proxy, so that each voter can come from a network of its own."""

    def __init__(self, port, workers):
        options = f"--interface wsgi --host 127.0.0.1 --port {port} --workers {workers} --blocking-threads 2"
        self.command = [sys.executable, "-m", "granian", *options.split(), "--no-access-log", "--no-ws"]
        self.port = port

    def __enter__(self) -> "Server":
        self.process = subprocess.Popen(
            [*self.command, "--log-level", "error", "polls.drills.plain_site:site"],
            env=os.environ | {"TRUSTED_PROXIES": "1"},
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                time.sleep(1)
                return self
        raise CommandError("The server did not start.")

    def __exit__(self, *args) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def attack(port, url, choices, seconds, clients) -> float:
    """Vote from many new browsers at once for so long; gives the time that it took."""
    began = time.monotonic()
    with ThreadPoolExecutor(clients) as readers:
        failures = sum(readers.map(lambda _: vote_on(port, url, choices, began + seconds), range(clients)))
    if failures:
        raise CommandError(f"{failures} requests were not answered with 303.")
    return time.monotonic() - began


def vote_on(port, url, choices, until) -> int:
    chance, line = random.Random(), HTTPConnection("127.0.0.1", port, timeout=60)  # noqa: S311
    failures = 0
    while time.monotonic() < until:
        network = ".".join(str(chance.randrange(1, 255)) for _ in range(4))
        headers = HEADERS | {"X-Forwarded-For": network, "Host": "localhost"}
        line.request("POST", url, body=f"choice={chance.choice(choices)}&channel=page", headers=headers)
        answer = line.getresponse()
        answer.read()
        failures += answer.status != 303
    line.close()
    return failures
