"""What breaks beneath the paper: its database, its processes."""

import contextlib
import os
import random
import re
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from demo.bench.processes import TICKS
from demo.drills.paper import Figure, Paper, milliseconds
from demo.drills.voters import Voters

SECONDS = int(os.environ.get("DRILL_SECONDS", "60"))  # that the database is away
KILLS = int(os.environ.get("DRILL_KILLS", "50"))
SETTLED = 6  # seconds: one that falls sooner after its start counts as one that cannot start
NAME = "Drawn anew"


def database(paper: Paper) -> Iterator[Figure]:
    """The database is gone, and comes back. A story is taken down while it is away."""
    gone = paper.stories[3]
    file = paper.folder / "data" / "newsroom.sqlite3"
    aside = file.with_suffix(".aside")
    file.rename(aside)  # with its log, whose name the open connections go on using
    try:
        time.sleep(3)  # by now nobody can tell what is current
        measure = paper.read(paper.stories, seconds=SECONDS)
        asked = measure.a_second[0] * SECONDS
        yield Figure(f"requests without an answer in {SECONDS} s, in 1,000", 1000 * measure.failed / asked, 1)
        yield Figure("ms, p99", milliseconds(measure.p99[0]), 100)
        stone = paper.folder / "data" / "tombstones" / f"{re.search(r'-(\d+)/$', gone)[1]}.json"
        stone.parent.mkdir(exist_ok=True)
        stone.write_text('{"notice": "Removed."}')
        time.sleep(1)
        yield Figure("status of the story that was taken down", status_of(paper, gone), 400, is_least=True)
    finally:
        aside.rename(file)
    rename = f"section = Section.objects.on_navigation()[0]; section.name = {NAME!r}; section.save()"
    paper.shell(f"from articles.models import Section; {rename}")
    began = time.monotonic()
    while NAME not in body_of(paper, "/") and time.monotonic() - began < 30:
        time.sleep(0.1)
    yield Figure("seconds until the pages were current again", time.monotonic() - began, 5)


def kills(paper: Paper) -> Iterator[Figure]:
    """Web processes are killed while readers vote. A vote that was acknowledged is in the box."""
    chance, killed = random.Random(1), 0  # noqa: S311 - whether one is killed or all
    with Voters(paper) as voters:
        while killed < KILLS:
            time.sleep(0.5)
            settled = [pid for pid in paper.web_processes() if age_of(pid) > SETTLED]
            if settled and len(paper.web_processes()) == 2:
                for pid in settled if chance.random() < 0.2 else settled[:1]:
                    killed += 1
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
    yield Figure("web processes killed", killed, KILLS, is_least=True)
    yield from voters.figures()


def age_of(pid: int) -> float:
    """Seconds since a process began."""
    began = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]) / TICKS
    return float(Path("/proc/uptime").read_text().split()[0]) - began


def status_of(paper: Paper, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{paper.port}{path}", timeout=20) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def body_of(paper: Paper, path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{paper.port}{path}", timeout=20) as response:
            return response.read().decode()
    except OSError:
        return ""
