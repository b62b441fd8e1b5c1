"""Asking a server as fast as it answers, with wrk, and what that cost it."""

import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from statistics import median

from demo.bench.processes import cpu_seconds, needed, tree

BROWSER = {
    "Accept": "text/html",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "en-GB",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}
# Each request from another network, so that what is measured is no limit of one.
SCRIPT = """local random = math.random
local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  wrk.headers["X-Forwarded-For"] = string.format("%d.%d.%d.%d", random(199), random(199), random(199), random(199))
  return wrk.format("{method}", paths[at], nil, {body})
end
"""
# A reader who waits before each request, some more and some less, and this long in the middle.
PAUSE = """function delay() return random({least}, {most}) end
"""


@dataclass
class Measure:
    """One thing that is asked of one server, again and again. Figures are of the rounds so far."""

    name: str
    port: int
    pids: tuple[int, ...]  # of the roots of all processes whose CPU counts
    paths: list[str]
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: str = ""
    connections: int = 32
    pause: int = 0  # milliseconds before each request; without one they ask as fast as they are answered
    expected: int = 200
    cpu_ms: list[float] = field(default_factory=list)
    a_second: list[float] = field(default_factory=list)
    p50: list[str] = field(default_factory=list)
    p99: list[str] = field(default_factory=list)
    failed: int = 0

    def run(self, seconds: int) -> None:
        processes = {pid for root in self.pids for pid in tree(root)}
        before = cpu_seconds(processes)
        said = self._ask(seconds)
        used = cpu_seconds(processes) - before
        done = int(re.search(r"(\d+) requests in", said)[1])
        if done:
            self.cpu_ms.append(used * 1000 / done)
            self.a_second.append(done / seconds)
            self.p50.append(re.search(r"^\s+50%\s+(\S+)", said, re.MULTILINE)[1])
            self.p99.append(re.search(r"^\s+99%\s+(\S+)", said, re.MULTILINE)[1])
        if self.expected < 300 and (refused := re.search(r"Non-2xx or 3xx responses: (\d+)", said)):
            self.failed += int(refused[1])
        if lost := re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said):
            self.failed += sum(map(int, lost.groups()))

    def warm_up(self) -> None:
        """What is done once, such as drawing a page that is then kept, counts for nothing."""
        self._ask(1)

    def _ask(self, seconds):
        flags = [f"-c{self.connections}", f"-t{min(2, self.connections)}", f"-d{seconds}s", "--latency"]
        for name, value in (BROWSER | {"Host": f"127.0.0.1:{self.port}"} | self.headers).items():
            flags += ["-H", f"{name}: {value}"]
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
            paths = ", ".join(f'"{path}"' for path in self.paths)
            body = f'"{self.body}"' if self.body else "nil"
            script.write(SCRIPT.format(paths=paths, method=self.method, body=body))
            if self.pause:
                script.write(PAUSE.format(least=self.pause // 2, most=self.pause * 3 // 2))
            script.flush()
            command = [needed("wrk", "wrk"), *flags, "-s", script.name, f"http://127.0.0.1:{self.port}/"]
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    @property
    def cost(self) -> float:
        """CPU milliseconds a request, the middle of the rounds."""
        return median(self.cpu_ms)
