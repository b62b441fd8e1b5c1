"""What a web process has in memory does not grow with the pages that it draws."""

import gc
import os
import subprocess
import sys

import pytest

from articles.models import Edition
from newsroom.pages.sitemaps import news_sitemap
from newsroom.server.web import settle


@pytest.fixture
def _no_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collector")
def test_the_news_sitemap_lets_go_of_its_stories_at_once(rf, make_live_article):
    """A thousand rows that wait for the collector are memory that the process never gives back."""
    make_live_article("Fresh")
    before = _in_memory(Edition)

    page = news_sitemap(rf.get("/news-sitemap.xml"))

    assert b"Fresh" in page.content
    assert _in_memory(Edition) == before


def test_a_settled_process_collects_only_what_came_since():
    kept = [[]]
    try:
        settle()
        assert not any(found is kept for found in gc.get_objects())
    finally:
        gc.unfreeze()


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="Looks at a process in /proc.")
def test_threads_share_one_heap():
    assert _heaps_of_threads("") > 0
    assert _heaps_of_threads("from newsroom.server.memory import keep_memory_together; keep_memory_together()") == 0


def test_a_paper_on_sqlite_loads_no_driver_of_postgresql():
    program = """
import sys
import django
django.setup()
from django.urls import reverse
reverse("front")
print(*sorted(name for name in sys.modules if name.startswith("psycopg") or name == "supporters.people.export"))
"""
    assert _printed_by(program) == "supporters.people.export"


def _heaps_of_threads(first):
    """How many heaps glibc has set aside, 64 MiB of addresses for each, when four threads have used memory."""
    program = f"""
import threading
from pathlib import Path
{first}
allowed = threading.Barrier(4)
def use():
    kept = [bytes(1000) for _ in range(1000)]
    allowed.wait()
threads = [threading.Thread(target=use) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
spans = [line.split()[0].split("-") for line in Path("/proc/self/maps").read_text().splitlines()]
starts, ends = ({{int(span[side], 16) for span in spans}} for side in (0, 1))
print(sum(start % (64 << 20) == 0 and start + (64 << 20) in ends for start in starts))
"""
    return int(_printed_by(program))


def _printed_by(program):
    environ = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MALLOC_ARENA_MAX"}}
    environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings_test"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, check=True, text=True, env=environ).stdout.strip()


def _in_memory(model):
    return sum(isinstance(found, model) for found in gc.get_objects())
