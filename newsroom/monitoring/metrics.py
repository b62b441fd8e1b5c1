"""Counts of this process, where somebody asked for metrics; elsewhere counting costs next to nothing."""

import os
from threading import Lock

from django.conf import settings
from django.utils import timezone

from newsroom.monitoring.exposition import CounterFile, write_gauges
from newsroom.monitoring.queue import count_tasks

_files: dict[int, CounterFile] = {}
_lock = Lock()


def observe(*, view: str, status: int, seconds: float, cache: str = "none") -> None:
    """Count one answer. Of the page cache: hit, stale or miss; none where it was not asked."""
    if settings.METRICS_PORT:
        counters = _files.get(os.getpid()) or _begin()
        counters.add(view=view, status=status, cache=cache, seconds=seconds)


def _begin():
    """By process, because a server may fork after this module was read."""
    pid = os.getpid()
    with _lock:
        if pid not in _files:
            settings.METRICS_FOLDER.mkdir(parents=True, exist_ok=True)
            _files[pid] = CounterFile(settings.METRICS_FOLDER / f"{pid}.counters")
    return _files[pid]


def write_worker_gauges() -> None:
    """What only the task worker looks up: how long the queue is, and that somebody works on it."""
    if settings.METRICS_PORT:
        settings.METRICS_FOLDER.mkdir(parents=True, exist_ok=True)
        write_gauges(settings.METRICS_FOLDER / "worker.gauges", _worker_gauges())


def _worker_gauges():
    now, queue = timezone.now(), count_tasks()
    oldest = (now - queue.oldest_due).total_seconds() if queue.oldest_due else 0
    lengths = {"due": queue.due, "later": queue.later, "running": queue.running, "failed": queue.failed}
    return {f'newsroom_tasks{{state="{state}"}}': length for state, length in lengths.items()} | {
        "newsroom_oldest_due_task_seconds": round(oldest, 3),
        "newsroom_worker_heartbeat_timestamp_seconds": round(now.timestamp(), 3),
    }
