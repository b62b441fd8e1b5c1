"""A running story on its night: readers whose pages ask for news, five writers, and processes that are killed."""

import asyncio
import os
import random
import re
import signal
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from itertools import cycle
from uuid import uuid4

from demo.bench.load import BROWSER, Measure
from demo.bench.processes import tree
from demo.drills.faults import SETTLED, age_of
from demo.drills.locked import PASSWORD, Visitor
from demo.drills.paper import Figure, Paper, milliseconds

READERS = int(os.environ.get("DRILL_READERS", "10000"))
WATCHED, ENTRIES = 300, 5  # readers of whom each is watched, entries that they wait for
EVERY = 1.5  # seconds between two looks of an open page: `OFTEN` in newsroom/static/newsroom/js/entries.js
WRITERS, KILLS = 5, int(os.environ.get("DRILL_KILLS", "20"))
ROUNDS, SECONDS = 7, 2
SAVED = 302
BEGIN = f"""
from django.contrib.auth.models import Group, User
from articles.models import Article
from articles.running.course import begin
for number in range({WRITERS}):
    writer = User.objects.create_user(f"writer-{{{{number}}}}", password={PASSWORD!r}, is_staff=True)
    writer.groups.add(Group.objects.get(name="Editor"))
begin(article=Article.objects.get(pk={{pk}}), by=None)
"""
STORED = """
from articles.models import Entry, EntryEdition
for entry in Entry.objects.filter(story={pk}).order_by("position"):
    live = EntryEdition.objects.live().filter(entry=entry).count()
    print(entry.client_uuid, entry.position, live, entry.headline)
"""


def running(paper: Paper) -> Iterator[Figure]:
    """An entry goes out while readers look for news; what a look costs; writers go on while processes are killed."""
    story = paper.stories[0]
    pk = re.search(r"-(\d+)/$", story)[1]
    paper.shell(BEGIN.format(pk=pk))
    writers = [_Writer(paper, pk, number) for number in range(WRITERS)]
    yield from _seen_by_all(paper, f"{story}news/", writers[0])
    yield from _cost_of_a_look(paper, story)
    yield from _beside_the_others(paper, story)
    yield from _while_processes_fall(paper, pk, writers)


def _seen_by_all(paper, news, writer):
    took = asyncio.run(_watch(paper, news, writer))
    yield Figure(f"seconds until {WATCHED} open pages know of an entry, the longest of {ENTRIES}", max(took), 2)


async def _watch(paper, news, writer):
    """Seconds from the answer that an entry is saved to when the last reader knows."""
    seen = [0] * WATCHED
    readers = [asyncio.create_task(_look_on(paper.port, news, seen, number)) for number in range(WATCHED)]
    took = []
    for number in range(1, ENTRIES + 1):
        await asyncio.sleep(2 * EVERY * random.random())  # noqa: S311 - at no moment that they share
        await asyncio.to_thread(writer.send_until_saved)
        saved = time.monotonic()
        while min(seen) < number and time.monotonic() < saved + 30:
            await asyncio.sleep(0.01)
        took.append(time.monotonic() - saved)
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    return took


async def _look_on(port, news, seen, number):
    """As an open page does, on one line: whether there is another number, asked with the name of the last answer."""
    await asyncio.sleep(EVERY * number / WATCHED)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    etag = ""
    while True:
        writer.write(f"GET {news} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nIf-None-Match: {etag}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        if head.startswith("HTTP/1.1 200"):
            body = await reader.readexactly(int(re.search(r"(?i)content-length: (\d+)", head)[1]))
            etag = re.search(r"(?i)etag: (\S+)", head)[1]
            seen[number] = int(re.search(rb'"v":(\d+)', body)[1])
        await asyncio.sleep(EVERY)


def _cost_of_a_look(paper, story):
    """Without news, beside the story's own page as it is kept: each in turn, so that both meet the same neighbours."""
    news = f"{story}news/"
    size, etag = asyncio.run(_answer_to_a_look(paper.port, news))
    look = Measure("look", paper.port, (paper.pid,), [news], {"If-None-Match": etag}, expected=304)
    page = Measure("page", paper.port, (paper.pid,), [story])
    for _ in range(ROUNDS):
        look.run(SECONDS)
        page.run(SECONDS)
    ratio = statistics.median(one / other for one, other in zip(look.cpu_ms, page.cpu_ms, strict=True))
    yield Figure(f"CPU of a look ({look.cost:.4f} ms) by that of a kept page", ratio, 1)
    yield Figure("bytes of the answer that there is nothing new, with its headers", size, 1024)


async def _answer_to_a_look(port, news):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = "".join(f"{name}: {value}\r\n" for name, value in BROWSER.items())
    etag, size = "", 0
    for _ in range(5):  # the first few may come before it is packed
        asked = f"GET {news} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{lines}If-None-Match: {etag}\r\n\r\n"
        writer.write(asked.encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if head.startswith(b"HTTP/1.1 200"):
            await reader.readexactly(int(re.search(rb"(?i)content-length: (\d+)", head)[1]))
        etag, size = re.search(rb"(?i)etag: (\S+)", head)[1].decode(), len(head)
    writer.close()
    return size, etag


def open_pages(paper: Paper) -> Iterator[Figure]:
    """Readers whose pages are open look for news, and others read. A part of `running`."""
    pk = re.search(r"-(\d+)/$", paper.stories[0])[1]
    paper.shell(BEGIN.format(pk=pk))
    yield from _beside_the_others(paper, paper.stories[0])


def _beside_the_others(paper, story):
    """Those who read other pages, with and without all those open pages that ask as often as they do, in turns.

    Readers have machines of their own. Here the server has half of the processors in both turns, who asks the rest.
    """
    news = f"{story}news/"
    _size, etag = asyncio.run(_answer_to_a_look(paper.port, news))
    looks = {"pause": int(EVERY * 1000), "headers": {"If-None-Match": etag}, "expected": 304}
    crowd = Measure("looks", paper.port, (paper.pid,), [news], connections=READERS, **looks)
    others = Measure("pages", paper.port, (paper.pid,), [*paper.stories[1:], "/"], connections=32, pause=40)
    alone, beside = [], []
    with _server_apart(paper):
        for _ in range(ROUNDS):
            alone.append(_p99(others))
            looking = threading.Thread(target=_look_behind, args=[crowd])
            looking.start()
            time.sleep(3)  # until all of them are there
            beside.append(_p99(others))
            looking.join()
    asked = statistics.median(crowd.a_second)
    yield Figure(f"looks a second of {READERS:,} open pages", asked, 0.8 * READERS / EVERY, is_least=True)
    yield Figure("looks and pages that failed", crowd.failed + others.failed, 0)
    rounds = ", ".join(f"{one:.2f}/{other:.2f}" for one, other in zip(beside, alone, strict=True))
    ratio = statistics.median(beside) / statistics.median(alone)
    yield Figure(f"p99 of other pages with them by that without, in ms ({rounds})", ratio, 2)


@contextmanager
def _server_apart(paper):
    """The server on one half of the processors, all that begins in this thread on the other."""
    all_of_them = sorted(os.sched_getaffinity(0))
    half = len(all_of_them) // 2
    server = [int(thread) for pid in tree(paper.pid) for thread in os.listdir(f"/proc/{pid}/task")]
    try:
        _put(server, all_of_them[:half] or all_of_them)
        _put([0], all_of_them[half:])
        yield
    finally:
        _put([0, *server], all_of_them)


def _put(threads, processors):
    for thread in threads:
        with suppress(ProcessLookupError):
            os.sched_setaffinity(thread, processors)


def _look_behind(crowd):
    """Who measures beside those who look is never kept waiting by them."""
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))  # of this thread, and so of what it begins
    crowd.run(8)


def _p99(measure) -> float:
    measure.run(4)
    return milliseconds(measure.p99[-1])


def _while_processes_fall(paper, pk, writers):
    threads = [threading.Thread(target=writer.write_on) for writer in writers]
    for thread in threads:
        thread.start()
    killed = _kill(paper)
    for writer in writers:
        writer.stop.set()
    for thread in threads:
        thread.join()
    stored = [line.split(" ", 3) for line in paper.shell(STORED.format(pk=pk)).splitlines()]
    places = {key: int(place) for key, place, _live, _headline in stored if place != "None"}
    sent = [key for writer in writers for key in writer.saved]
    headlines = Counter(headline for *_, headline in stored)
    yield Figure(
        f"processes killed ({killed['web']} web, {killed['worker']} worker)", killed.total(), KILLS, is_least=True
    )
    yield Figure("entries acknowledged", len(sent), WRITERS, is_least=True)
    yield Figure("entries sent again because no answer came", sum(writer.again for writer in writers), 1, is_least=True)
    yield Figure("acknowledged entries that readers do not have", sum(key not in places for key in sent), 0)
    yield Figure("entries that stand twice", sum(n - 1 for n in headlines.values()), 0)
    yield Figure("entries live twice, or not", sum(live != "1" for _key, _place, live, _headline in stored), 0)
    wrong = sum(_out_of_order([places[key] for key in writer.saved if key in places]) for writer in writers)
    yield Figure("entries out of the order in which their writer sent them", wrong, 0)
    yield Figure("places given twice, or left out", len(places) and max(places.values()) - len({*places.values()}), 0)


def _out_of_order(places):
    return sum(one > next_one for one, next_one in zip(places, places[1:], strict=False))


def _kill(paper) -> Counter:
    """A web process or the worker in turn, once it has been up for long enough to count as one that can start."""
    killed, turns = Counter(), cycle(("web", "worker", "web"))
    until = time.monotonic() + KILLS * 30
    while killed.total() < KILLS and time.monotonic() < until:
        which = next(turns)
        time.sleep(1)
        settled = [pid for pid in _processes(paper, which) if age_of(pid) > SETTLED]
        for pid in settled[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed[which] += 1
    return killed


def _processes(paper, which) -> list[int]:
    """Those of a kind, but of web processes only where none has to be started first."""
    webs = paper.web_processes()
    if which == "worker":
        return paper.workers()
    return webs if len(webs) == 2 else []


class _Writer:
    """Somebody at the screen of the running story, who sends an entry again under its name until an answer comes."""

    def __init__(self, paper: Paper, pk: str, number: int):
        self.name, self.path = f"writer-{number}", f"/admin/articles/article/{pk}/running/"
        self.desk, self.stop = Visitor(paper), threading.Event()
        self.desk.sign_in(self.name)
        self.saved, self.again, self.count = [], 0, 0

    def write_on(self) -> None:
        while not self.stop.wait(1):
            self.send_until_saved()

    def send_until_saved(self) -> None:
        key, self.count = str(uuid4()), self.count + 1
        form = {"client_uuid": key, "headline": f"{self.name}, entry {self.count}", "_publish": "1"}
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError, HTTPException):
                if self.desk.send(self.path, **form).status == SAVED:
                    self.saved.append(key)
                    return
            self.again += 1
            time.sleep(0.2)
