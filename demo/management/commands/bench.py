"""Measure what pages cost: kept and drawn, beside the same bytes in nginx, in a dictionary behind our own HTTP,
and beside a bare Django view.

Needs wrk and nginx. All servers run on this machine, each asked in turn, so only the ratios of one run mean anything.
"""

import os
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.bench.load import BROWSER, Measure
from demo.bench.processes import bare, dictionary, memory_mib, nginx, paper, tree

STORIES = 40  # that are asked for in turn
PICTURE, FILM = 60_000, 20_000_000  # bytes
RANGE = {"Range": "bytes=10000000-10262143"}
OURS = {"Sec-Fetch-Site": "same-origin"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ADDRESSES = """
from articles.models import Edition, Section
from polls.models import Poll
newest = Edition.objects.live().select_related("section").defer("body").order_by("-first_published_at")[:{count}]
print("\\n".join(edition.get_absolute_url() for edition in newest))
print(Section.objects.order_by("pk").first().get_absolute_url())
poll = Poll.objects.create(question="Is it dear?", slug="dear", state="live")
choices = [poll.choices.create(label=label, position=at) for at, label in enumerate(["Yes", "No"])]
print(f"{{poll.vote_url}} {{choices[0].pk}}")
from articles.models import Partner
print(Partner.objects.create(name="Bench").renew_token())
"""
API = "/api/v1/stories/"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000], help="stories")
        parser.add_argument("--database", default="", help="an empty PostgreSQL database, as a URL; else SQLite")
        parser.add_argument("--server-pid", type=int, default=0, help="PostgreSQL's, so that its CPU counts")
        parser.add_argument("--seconds", type=int, default=3, help="of each measure in each round")
        parser.add_argument("--rounds", type=int, default=3)

    def handle(self, *args, sizes, database, server_pid, seconds, rounds, **options) -> None:
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
                bench = Bench(Path(folder), database, (server_pid,) if server_pid else ())
                bench.fill(size)
                measures = bench.measures(stack)
                for measure in measures:
                    measure.warm_up()
                for _ in range(rounds):
                    for measure in measures:
                        measure.run(seconds)
                self.stdout.write(f"\n{size:,} stories, {bench.kind}, {timezone.localdate()}\n")
                self.stdout.write(table(measures))
                self.stdout.write(f"Memory of the whole paper: {bench.memory():.0f} MiB (PSS).")


class Bench:
    """A paper of a size, and the servers beside it."""

    def __init__(self, folder: Path, database: str, servers: tuple[int, ...]):
        self.folder, self.servers = folder, servers
        self.kind = "PostgreSQL" if database else "SQLite"
        self.settings = {"DATA": str(folder / "data"), "DEMO": "1", "TRUSTED_PROXIES": "1"}
        if database:
            self.settings["DATABASE_URL"] = database

    def fill(self, size: int) -> None:
        self.folder.chmod(0o755)  # nginx reads as somebody else
        self._manage("migrate", "-v0")
        self._manage("stuff_stories", str(size))
        media = self.folder / "data" / "media" / "__processed__"
        media.mkdir(parents=True)
        (media / "bench.webp").write_bytes(os.urandom(PICTURE))
        (media / "bench.mp4").write_bytes(os.urandom(FILM))
        for name in ("bench.webp", "bench.mp4"):
            files = self.folder / "files"
            files.mkdir(exist_ok=True)
            (files / name).write_bytes((media / name).read_bytes())

    def _manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, env=os.environ | self.settings, check=True, capture_output=True, text=True
        ).stdout

    def measures(self, stack: ExitStack) -> list[Measure]:
        *stories, section, vote, token = self._manage(
            "shell", "-v0", "-c", ADDRESSES.format(count=STORIES)
        ).splitlines()
        kept, self.pid = stack.enter_context(paper(**self.settings))
        drawn, drawn_pid = stack.enter_context(paper(**self.settings, PAGE_CACHE="0"))
        plain, plain_pid = stack.enter_context(bare(**self.settings))
        etags = {name: self._keep_as_file(kept, path, name) for name, path in (("story", stories[0]), ("front", "/"))}
        static, static_pid = stack.enter_context(nginx(self.folder))
        known, known_pid = stack.enter_context(dictionary(self.folder))
        numbers = [path.rstrip("/").rpartition("-")[2] for path in stories]
        ours, uncached = (self.pid, *self.servers), (drawn_pid, *self.servers)
        found = [
            Measure("nginx: the story as a file", static, (static_pid,), ["/story"]),
            Measure("nginx: the front as a file", static, (static_pid,), ["/front"]),
            Measure("dictionary: the story", known, (known_pid,), ["/story"]),
            Measure("dictionary: the front", known, (known_pid,), ["/front"]),
            Measure("bare Django view", plain, (plain_pid, *self.servers), [f"/bare/{pk}/" for pk in numbers]),
            Measure("story, kept", kept, ours, stories[:1]),
            Measure("40 stories, kept", kept, ours, stories),
            Measure("front, kept", kept, ours, ["/"]),
            Measure("story, 304", kept, ours, stories[:1], {"If-None-Match": etags["story"]}, expected=304),
            Measure("front, kept, 500 lines", kept, ours, ["/"], connections=500),
            Measure("story, drawn", drawn, uncached, stories, connections=8),
            Measure("front, drawn", drawn, uncached, ["/"], connections=8),
            Measure("section, drawn", drawn, uncached, [section], connections=8),
            Measure("feed, drawn", drawn, uncached, ["/feed/"], connections=8),
            Measure("beacon", kept, ours, [f"/read/{pk}/" for pk in numbers], OURS, method="POST"),
            Measure("nginx: a picture", static, (static_pid,), ["/bench.webp"]),
            Measure("picture", kept, ours, ["/media/__processed__/bench.webp"]),
            Measure("nginx: a part of a film", static, (static_pid,), ["/bench.mp4"], RANGE),
            Measure("part of a film", kept, ours, ["/media/__processed__/bench.mp4"], RANGE),
        ]
        url, choice = vote.split()
        found.append(Measure("vote", kept, ours, [url], OURS | FORM, "POST", f"choice={choice}", connections=8))
        return found + self._for_partner(kept, ours, {"Authorization": f"Bearer {token}"})

    def _for_partner(self, port, pids, headers):
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{API}", headers=headers)
        with urllib.request.urlopen(asked) as response:  # noqa: S310 - the paper that was just started
            known = headers | {"If-None-Match": response.headers["ETag"]}
        return [
            Measure("partner's list", port, pids, [API], headers, connections=8),
            Measure("partner's list, 304", port, pids, [API], known, expected=304, connections=8),
        ]

    def _keep_as_file(self, port, path, name):
        """Write the bytes that a browser gets where nginx finds them; their ETag."""
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=BROWSER)
        for _ in range(5):  # the first few come before it is packed
            with urllib.request.urlopen(asked) as response:  # noqa: S310 - the paper that was just started
                body, etag = response.read(), response.headers["ETag"]
        (self.folder / "files" / name).write_bytes(body)
        return etag

    def memory(self) -> float:
        return memory_mib(tree(self.pid))


def table(measures: list[Measure]) -> str:
    """Markdown: the cost of each, as it is and beside the file and the bare view."""
    costs = {measure.name: measure.cost for measure in measures}
    lines = [
        "| | CPU ms | × file | × bare view | a second | p50 | p99 | failed |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for measure in measures:
        beside = costs["nginx: the front as a file" if "front" in measure.name else "nginx: the story as a file"]
        if "picture" in measure.name or "film" in measure.name:
            beside = costs["nginx: a picture" if "picture" in measure.name else "nginx: a part of a film"]
        row = [
            measure.name,
            f"{measure.cost:.4f}" if measure.cost < 0.1 else f"{measure.cost:.2f}",
            f"{measure.cost / beside:.2f}",
            f"{measure.cost / costs['bare Django view']:.3f}",
            f"{sorted(measure.a_second)[len(measure.a_second) // 2]:,.0f}",
            sorted(measure.p50)[len(measure.p50) // 2],
            sorted(measure.p99)[len(measure.p99) // 2],
            str(measure.failed),
        ]
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)
