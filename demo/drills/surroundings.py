"""What breaks around the paper: its disk, its counters, its clock, its worker, the mail."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from demo.bench.processes import free_port, needed, running, tree
from demo.drills.faults import body_of, status_of
from demo.drills.paper import Figure, broken_paper
from demo.drills.voters import VOTED, Voters

DISK = 192  # MiB
LETTERS = 20
STEPPED_CLOCK = Path(__file__).parent / "stepped_clock"
IN_HALF_AN_HOUR = """
import datetime as dt
from django.utils import timezone
from articles.models import Article, Author, Byline, Section
from articles.publishing.publish import schedule
section = Section.objects.first()
story = Article.objects.create(headline="Harbour opens", slug="opens", body="<p>It is so.</p>", section=section)
Byline.objects.create(article=story, author=Author.objects.first())
schedule(article=story, at=timezone.now() + dt.timedelta(minutes=30), by=None)
print(f"/{story.section.slug}/opens-{story.pk}/")
"""
WRITE_LETTERS = """
from supporters.letters.queue import queue_letter
from supporters.models import Supporter
known = [Supporter.objects.create(name="Ada Marsh", email=f"ada{{number}}@example.org") for number in range({count})]
for person in known:
    context = {{"supporter": person, "link": "/"}}
    queue_letter(key=f"drill:{{person.pk}}", to=person.email, template="sign_in", context=context)
"""
TAKE_DOWN = """
from articles.models import Article
from articles.publishing.takedowns import take_down
take_down(article=Article.objects.get(pk={pk}), by=None, reason="court order")
"""


def disk() -> Iterator[Figure]:
    """The disk is full, and a story has to be taken down. Mounts a small disk of its own, and wants root."""
    with small_disk() as folder, broken_paper(folder=folder, PAGE_CACHE_DISK_MB="4") as paper:
        gone, filling = paper.stories[3], folder / "filling"
        with Voters(paper) as voters:
            time.sleep(2)
            _fill(filling)
            time.sleep(1)
            before = voters.answers.copy()
            measure = paper.read(paper.stories, seconds=10)
            while_full = voters.answers - before
            paper.shell(TAKE_DOWN.format(pk=re.search(r"-(\d+)/$", gone)[1]))
            time.sleep(1)
            yield Figure("pages without an answer", measure.failed, 0)
            yield Figure(
                "votes taken while there was no space, or refused with anything but 503", _others(while_full), 0
            )
            yield Figure(
                "status of the story that was taken down meanwhile", status_of(paper, gone), 410, is_least=True
            )
            filling.unlink()
            yield Figure("seconds until a vote counts again", voters.seconds_until_one_counts(), 5)
        yield from voters.figures()


def _others(answers):
    return sum(count for status, count in answers.items() if status != 503)


def _fill(file):
    with suppress(OSError), file.open("wb", buffering=0) as filling:
        for block in (1024 * 1024, 4096, 1):
            with suppress(OSError):
                while True:
                    filling.write(bytes(block))


@contextmanager
def small_disk() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "none", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def counters() -> Iterator[Figure]:
    """Redis, which holds the counters of several machines, stops and comes back."""
    port = free_port()
    command = [needed("redis-server", "redis-server"), "--port", str(port), "--save", ""]
    with broken_paper(REDIS_URL=f"redis://127.0.0.1:{port}/0") as paper:
        with Voters(paper) as voters:
            with running(command, port=port):
                voters.seconds_until_one_counts()
            time.sleep(1)
            before = voters.answers.copy()
            measure = paper.read([*paper.stories, "/"], seconds=10)
            while_down = voters.answers - before
            yield Figure("pages without an answer", measure.failed, 0)
            yield Figure("votes answered with neither thanks nor 503", _others(while_down) - while_down[VOTED], 0)
            with running(command, port=port):
                yield Figure("seconds until a vote counts again", voters.seconds_until_one_counts(), 5)
        yield from voters.figures()


def worker() -> Iterator[Figure]:
    """The task worker is killed again and again while letters wait."""
    with broken_paper() as paper:
        paper.shell(WRITE_LETTERS.format(count=LETTERS))
        for _ in range(5):
            with suppress(ProcessLookupError, IndexError):
                os.kill(sorted(tree(paper.pid) - {paper.pid})[-1], signal.SIGKILL)
            measure = paper.read([*paper.stories, "/"], seconds=2)
            yield Figure("pages without an answer", measure.failed, 0)
        began = time.monotonic()
        while len(_letters(paper)) < LETTERS and time.monotonic() - began < 180:
            time.sleep(1)
        yield Figure("letters that were not sent", LETTERS - len(set(_letters(paper))), 0)
        yield Figure("letters that were sent twice", len(_letters(paper)) - len(set(_letters(paper))), 0)


def _letters(paper):
    """To whom, of each letter in the folder of mail."""
    text = "".join(file.read_text() for file in (paper.folder / "data" / "mail").glob("*"))
    return re.findall(r"^To: (\S+)$", text, re.MULTILINE)


def mail() -> Iterator[Figure]:
    """The mail server is down and comes back. A sign-in link that a reader waits for goes first."""
    port = free_port()
    settings = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "0"}
    with broken_paper(**settings) as paper:
        paper.shell(WRITE_LETTERS.format(count=LETTERS))
        measure = paper.read([*paper.stories, "/"], seconds=10)
        yield Figure("pages without an answer", measure.failed, 0)
        server = MailServer(port)
        asked = time.monotonic()
        paper.shell(WRITE_LETTERS.format(count=1).replace("ada{number}", "grace").replace("drill:", "asked:"))
        server.wait_for("grace@example.org", within=60)
        yield Figure("seconds until a link that is asked for now has left", time.monotonic() - asked, 10)
        began = time.monotonic()
        while len(set(server.letters)) < LETTERS + 1 and time.monotonic() - began < 400:
            time.sleep(1)
        yield Figure("letters lost", LETTERS + 1 - len(set(server.letters)), 0)
        yield Figure("letters sent twice", len(server.letters) - len(set(server.letters)), 0)


class MailServer:
    """As much of SMTP as a letter needs."""

    def __init__(self, port: int):
        self.letters = []  # to whom
        self.listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            line, _address = self.listener.accept()
            threading.Thread(target=self._take, args=[line], daemon=True).start()

    def _take(self, line):
        with line, line.makefile("rwb", buffering=0) as said:
            said.write(b"220 drill\r\n")
            for words in said:
                verb = words[:4].upper()
                if verb == b"RCPT":
                    self.letters.append(re.search(rb"<(.+?)>", words)[1].decode())
                if verb == b"DATA":
                    said.write(b"354 go on\r\n")
                    while said.readline() not in {b".\r\n", b""}:
                        pass
                said.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")

    def wait_for(self, address: str, *, within: float) -> None:
        until = time.monotonic() + within
        while address not in self.letters and time.monotonic() < until:
            time.sleep(0.1)


def clock() -> Iterator[Figure]:
    """The clock of the web processes is put forward and back, while a story waits for its hour."""
    with TemporaryDirectory() as folder:
        hand = Path(folder) / "clock"
        hand.write_text("0")
        faked = {"PYTHONPATH": str(STEPPED_CLOCK), "STEPPED_CLOCK": str(hand)}
        with broken_paper(**faked) as paper:
            story = paper.shell(IN_HALF_AN_HOUR).strip()
            for step, expected in (("0", 404), ("3600", 200), ("-3600", 404), ("3600", 200), ("0", 404)):
                hand.write_text(step)
                began = time.monotonic()
                while status_of(paper, story) != expected and time.monotonic() - began < 30:
                    time.sleep(0.1)
                said = "is there" if expected == 200 else "is not there"
                yield Figure(f"seconds until the story {said} at {step} s", time.monotonic() - began, 5)
                is_on_front = story in body_of(paper, "/")
                yield Figure("front pages that say otherwise", int(is_on_front != (expected == 200)), 0)
            measure = paper.read([*paper.stories, "/"], seconds=5)
            yield Figure("pages without an answer", measure.failed, 0)
