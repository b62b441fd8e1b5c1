"""What an update of a story costs, without what search knows of it and with that, in turn: CPU and statements."""

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone

from articles.models import Article, Edition
from articles.publishing import compose, publish
from demo.bench.without import standing_in


@dataclass
class Cost:
    """Of all updates together."""

    cpu: float = 0  # seconds
    wall: float = 0  # seconds
    statements: int = 0


def measure_updates(count: int) -> tuple[Cost, Cost]:
    """The cost of so many updates without the index, and of as many with it."""
    costs = {False: Cost(), True: Cost()}
    live = Edition.objects.live().filter(starts_at__lt=timezone.now() - dt.timedelta(days=30))
    articles = list(Article.objects.filter(pk__in=live.order_by("pk").values("article")[:count]))
    for turn, article in enumerate(articles):
        for is_indexed in (False, True) if turn % 2 else (True, False):
            _update(article, costs[is_indexed], compose.index if is_indexed else _leave_out)
    return costs[False], costs[True]


def _update(article, cost, act):
    def counted(execute, *call):
        cost.statements += 1
        return execute(*call)

    with (
        standing_in(compose, "index", act),
        standing_in(publish, "draw_ahead", None),  # the page, which is drawn after the publish
        connection.execute_wrapper(counted),
    ):
        began, used = time.perf_counter(), cpu_seconds()
        publish.publish_update(article=article, by=None, substantive=True)
        cost.cpu += cpu_seconds() - used
        cost.wall += time.perf_counter() - began


def _leave_out(_edition):
    """In the place of the index."""


def cpu_seconds() -> float:
    """What this process has used, and PostgreSQL's for this connection, which has to run on this machine (Linux)."""
    used = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
        used += int(told.split()[0]) / 1_000_000_000
    return used
