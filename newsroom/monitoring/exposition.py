"""Numbers of all processes of one machine, added up as Prometheus reads them. Needs nothing but Python.

Each process counts in a file of its own that it has in memory, so counting costs no system call, and what a killed
process has counted is not lost. Whoever is asked reads all files.
"""

import json
import math
import mmap
import shutil
import socket
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from threading import Lock, Thread

from common.atomic_files import draft_of

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)  # seconds
LABEL_CELLS = 16  # of eight bytes, before the numbers of a record
NUMBERS = 1 + len(BOUNDS) + 1  # the sum of seconds, then how many fell under each bound, and above them all
RECORD = LABEL_CELLS + NUMBERS
RECORDS = 1024  # the first is for whatever finds no room
OVERFLOW = 'view="other",status="0",cache="none"'
NAME = "newsroom_request_seconds"
PATIENCE = 2  # seconds that somebody who asks has to finish the question


class CounterFile:
    """What this process has counted."""

    def __init__(self, path: Path):
        with open(path, "w+b") as file:
            file.truncate(RECORDS * RECORD * 8)
            self._memory = mmap.mmap(file.fileno(), 0)
        self._cells = memoryview(self._memory).cast("d")
        self._lock = Lock()
        self._records: dict[tuple, int] = {}
        self._begin(OVERFLOW, key=())

    def add(self, *, view: str, status: int, cache: str, seconds: float) -> None:
        key = (view, status, cache)
        with self._lock:
            start = self._records.get(key)
            if start is None:
                start = self._begin(f'view="{_escaped(view)}",status="{status:d}",cache="{_escaped(cache)}"', key=key)
            self._cells[start] += seconds
            self._cells[start + 1 + bisect_left(BOUNDS, seconds)] += 1

    def _begin(self, labels, *, key):
        name, number = labels.encode("ascii", "replace"), len(self._records)
        if number >= RECORDS or len(name) > LABEL_CELLS * 8:
            return self._records[()]
        at = number * RECORD * 8
        self._memory[at : at + len(name)] = name
        self._records[key] = number * RECORD + LABEL_CELLS
        return self._records[key]


def _escaped(value):
    return value.replace("\\", "").replace('"', "").replace("\n", "")


def read_counters(folder: Path) -> dict[str, list[float]]:
    """The numbers of each series, added up over all processes that ever counted here."""
    total: dict[str, list[float]] = {}
    for file in sorted(folder.glob("*.counters")):
        for labels, numbers in _records_of(file.read_bytes()):
            before = total.setdefault(labels, [0.0] * NUMBERS)
            total[labels] = [old + new for old, new in zip(before, numbers, strict=True)]
    return total


def _records_of(content) -> Iterator[tuple[str, list[float]]]:
    for at in range(0, len(content) - RECORD * 8 + 1, RECORD * 8):
        labels = content[at : at + LABEL_CELLS * 8].rstrip(b"\0").decode("ascii")
        if not labels:
            return
        yield labels, list(memoryview(content[at + LABEL_CELLS * 8 : at + RECORD * 8]).cast("d"))


def exposition(folder: Path) -> str:
    """All that is known, in Prometheus' own text format."""
    lines = [f"# HELP {NAME} Seconds from a request to its answer.", f"# TYPE {NAME} histogram"]
    for labels, (seconds, *counts) in sorted(read_counters(folder).items()):
        if sum(counts):
            lines += _histogram(labels, seconds, counts)
    lines += [f"{series} {value}" for series, value in _gauges(folder).items()]
    return "\n".join(lines) + "\n"


def _histogram(labels, seconds, counts):
    passed = 0
    for bound, count in zip((*BOUNDS, math.inf), counts, strict=True):
        passed += int(count)
        yield f'{NAME}_bucket{{{labels},le="{"+Inf" if bound == math.inf else bound}"}} {passed}'
    yield f"{NAME}_sum{{{labels}}} {seconds:.6f}"
    yield f"{NAME}_count{{{labels}}} {passed}"


def _gauges(folder):
    """What the task worker knew last, and what can be seen from here."""
    files = sorted(folder.glob("*.gauges"), key=lambda file: file.stat().st_mtime)
    known = json.loads(files[-1].read_text()) if files else {}
    return known | {"newsroom_disk_free_bytes": shutil.disk_usage(folder).free}


def write_gauges(path: Path, values: dict[str, float]) -> None:
    with draft_of(path) as draft:
        draft.write_text(json.dumps(values))


def begin_anew(folder: Path) -> None:
    """What earlier processes have counted is over."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in [*folder.glob("*.counters"), *folder.glob("*.gauges")]:
        file.unlink()


def serve_metrics(port: int, folder: Path) -> None:
    """Answer on this machine alone, in a thread that ends with the process."""
    listener = socket.create_server(("127.0.0.1", port))
    Thread(target=_answer_all, args=[listener, folder], name="metrics", daemon=True).start()


def _answer_all(listener, folder):
    while True:
        asked, _address = listener.accept()
        with asked:
            try:
                asked.settimeout(PATIENCE)
                asked.sendall(_answer(asked.recv(4096), folder))
            except OSError:
                continue  # whoever asked has gone, or a file went between two looks


def _answer(question, folder):
    if not question.startswith((b"GET /metrics ", b"GET / ")):
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    body = exposition(folder).encode()
    kind = b"text/plain; version=0.0.4; charset=utf-8"
    size = str(len(body)).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\nContent-Length: " + size
    return head + b"\r\nConnection: close\r\n\r\n" + body
