"""A paper to break: its own folder, its own database, its own processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from demo.bench.load import Measure
from demo.bench.processes import paper, tree

STORIES = 200
ADDRESSES = """
from articles.models import Edition
from polls.models import Poll
newest = Edition.objects.live().select_related("section").defer("body").order_by("-first_published_at")[:40]
print("\\n".join(edition.get_absolute_url() for edition in newest))
poll = Poll.objects.create(question="Does it hold?", slug="hold", state="live")
choices = [poll.choices.create(label=label, position=at) for at, label in enumerate(["Yes", "No"])]
print(f"{poll.vote_url} {choices[0].pk}")
"""


@dataclass
class Figure:
    """What was measured, and what is asked of it."""

    what: str
    found: float
    bound: float
    is_least: bool = False  # whether the bound is the least that is asked

    @property
    def holds(self) -> bool:
        return self.found >= self.bound if self.is_least else self.found <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.is_least else "≤"
        return f"{'holds' if self.holds else 'FAILS'}  {self.what}: {self.found:,.4g} (asked: {sign} {self.bound:,.4g})"


@dataclass
class Paper:
    folder: Path
    settings: dict[str, str]
    stories: list[str]
    vote: str
    choice: str
    port: int = 0
    pid: int = 0
    first_worker: int = 0

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, env=os.environ | self.settings, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def shell(self, program: str) -> str:
        return self.manage("shell", "-v0", "-c", program)

    def web_processes(self) -> list[int]:
        return sorted(tree(self.pid) - {self.pid, *self.workers()})

    def workers(self) -> list[int]:
        """The task worker, if it is up. The first is forked; those after it say what they are."""
        return [pid for pid in tree(self.pid) if pid == self.first_worker or "worker" in command_of(pid)]

    def read(self, paths: list[str], *, seconds: int, connections: int = 16) -> Measure:
        """Ask for pages as fast as they come."""
        measure = Measure("pages", self.port, (self.pid,), paths, connections=connections)
        measure.run(seconds)
        return measure


@contextmanager
def broken_paper(*, folder: Path | None = None, **settings: str) -> Iterator[Paper]:
    """In this folder, or in one that goes with it."""
    with nullcontext(folder) if folder else TemporaryDirectory() as place:
        # Its voters come from many networks, so that no limit of one of them stands in the way.
        ours = {"DATA": str(Path(place) / "data"), "DEMO": "1", "TRUSTED_PROXIES": "1"}
        made = Paper(Path(place), ours | settings, [], "", "")
        made.manage("migrate", "-v0")
        made.manage("stuff_stories", str(STORIES))
        *made.stories, vote = made.shell(ADDRESSES).splitlines()
        made.vote, made.choice = vote.split()
        with paper(**made.settings) as (made.port, made.pid):
            for _ in range(3):
                made.read([*made.stories, "/"], seconds=1)
            made.first_worker = max(tree(made.pid) - {made.pid})
            yield made


def command_of(pid: int) -> list[str]:
    """The words with which a process was started, or nothing where it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return []


def milliseconds(said: str) -> float:
    """A time as wrk writes it."""
    units = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
    number = said.rstrip("mus")
    return float(number) * units[said.removeprefix(number)]
