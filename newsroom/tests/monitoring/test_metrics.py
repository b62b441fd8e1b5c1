"""Numbers for Prometheus: counted by each process, added up for whoever asks."""

import os
import subprocess
import sys
import urllib.request

import pytest

from newsroom.monitoring import metrics
from newsroom.monitoring.exposition import RECORDS, CounterFile, begin_anew, exposition, read_counters, serve_metrics
from newsroom.tests.processes import ROOT, free_port

COUNTS = """
import sys
from pathlib import Path
from newsroom.monitoring.exposition import CounterFile
assert "django" not in sys.modules
counters = CounterFile(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    counters.add(view="front", status=200, cache="hit", seconds=0.002)
import os
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    settings.METRICS_PORT, settings.METRICS_FOLDER = 9, tmp_path / "metrics"
    monkeypatch.setattr(metrics, "_files", {})
    begin_anew(settings.METRICS_FOLDER)
    return settings.METRICS_FOLDER


def count_of(folder, labels):
    series = f"newsroom_request_seconds_count{{{labels}}} "
    return [line.removeprefix(series) for line in exposition(folder).splitlines() if line.startswith(series)]


def test_processes_add_up_also_when_they_were_killed(folder):
    for number, times in enumerate((30, 12)):
        subprocess.run([sys.executable, "-c", COUNTS, str(folder / f"{number}.counters"), str(times)], cwd=ROOT)

    assert count_of(folder, 'view="front",status="200",cache="hit"') == ["42"]


def test_answers_are_sorted_by_how_long_they_took(folder):
    for seconds in (0.0005, 0.001, 0.04, 60):
        metrics.observe(view="front", status=200, seconds=seconds, cache="miss")

    labels = 'view="front",status="200",cache="miss"'
    text = exposition(folder)
    assert f'newsroom_request_seconds_bucket{{{labels},le="0.001"}} 2' in text
    assert f'newsroom_request_seconds_bucket{{{labels},le="0.05"}} 3' in text
    assert f'newsroom_request_seconds_bucket{{{labels},le="10"}} 3' in text
    assert f'newsroom_request_seconds_bucket{{{labels},le="+Inf"}} 4' in text
    assert f"newsroom_request_seconds_sum{{{labels}}} 60.041500" in text


@pytest.mark.django_db
def test_each_request_is_counted_under_its_view(client, folder):
    client.get("/robots.txt")
    client.get("/nothing/of/the/kind")

    assert count_of(folder, 'view="robots",status="200",cache="none"') == ["1"]
    assert count_of(folder, 'view="none",status="404",cache="none"') == ["1"]


@pytest.mark.django_db
def test_nothing_is_kept_where_nobody_asked_for_metrics(client, folder, settings):
    settings.METRICS_PORT = 0

    client.get("/robots.txt")

    assert list(folder.iterdir()) == []


def test_more_kinds_of_answers_than_there_is_room_for_are_counted_together(folder):
    counters = CounterFile(folder / "1.counters")
    for number in range(RECORDS + 9):
        counters.add(view=f"view-{number}", status=200, cache="none", seconds=1)
    counters.add(view="v" * 500, status=200, cache="none", seconds=1)

    assert len(read_counters(folder)) == RECORDS
    assert count_of(folder, 'view="other",status="0",cache="none"') == ["11"]


def test_name_cannot_end_its_label(folder):
    CounterFile(folder / "1.counters").add(view='a"} 1\nb\\', status=200, cache="none", seconds=1)

    assert count_of(folder, 'view="a} 1b",status="200",cache="none"') == ["1"]


@pytest.mark.django_db
def test_worker_tells_how_much_waits(folder):
    metrics.write_worker_gauges()

    text = exposition(folder)
    assert 'newsroom_tasks{state="due"} 0' in text
    assert "newsroom_worker_heartbeat_timestamp_seconds 1" in text
    assert "newsroom_disk_free_bytes " in text


def test_numbers_are_answered_on_this_machine_at_their_address_alone(folder):
    port = free_port()
    serve_metrics(port, folder)
    CounterFile(folder / f"{os.getpid()}.counters").add(view="front", status=200, cache="none", seconds=1)

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert 'view="front"' in answer.read().decode()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/secret-key", timeout=5)
