"""Requests that no browser sends, to a paper that is served: nothing fails, and nobody falls."""

import os
import shutil
from pathlib import Path

import pytest

from demo.drills.malformed import PATHS, failures_of, requests, status_of, statuses_of
from newsroom.tests.processes import free_port, managed, read_until

NUMBER = int(os.environ.get("MALFORMED", "300"))


@pytest.fixture
def served(tables, copy_collected, tmp_path):
    shutil.copy(tables, tmp_path / "newsroom.sqlite3")
    copy_collected(tmp_path)
    settings = {"DATA": str(tmp_path), "PORT": str(free_port()), "WORKERS": "2", "SECRET_KEY": "k" * 60}
    settings["LOG_LEVEL"] = "ERROR"  # a line for each refusal would fill the pipe, which nobody reads
    with managed("serve", **settings) as process:
        read_until(process, "Ctrl-C")
        yield process, int(settings["PORT"])


def children_of(process):
    return set(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


@pytest.mark.at_length
def test_malformed_requests_are_refused_and_bring_nobody_down(served):
    process, port = served
    before = children_of(process)

    found = statuses_of(port, requests(NUMBER, PATHS))

    assert failures_of(found) == {}
    assert found[400] > NUMBER / 20
    assert children_of(process) == before != set()
    assert status_of(port, b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") == 200
