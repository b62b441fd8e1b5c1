"""What /readyz says: the truth about database, lock, disk and worker, at no cost to them."""

import datetime as dt
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connections
from django.utils import timezone

from common.sqlite.base import DatabaseWrapper
from newsroom.monitoring import health
from newsroom.monitoring.health import check_health
from newsroom.monitoring.heartbeat import beat
from supporters.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path, tables):
    return Path(shutil.copy(tables, tmp_path / "paper.sqlite3"))


@pytest.fixture
def in_file(file):
    kept = DatabaseWrapper(connections["default"].settings_dict | {"NAME": str(file)})
    yield kept
    kept.close()


def ready(client):
    response = client.get("/readyz")
    return response.status_code, response.json()


def test_everything_is_well_when_it_is(client):
    beat("alive")

    status, found = ready(client)

    assert status == 200
    assert found.pop("disk_free_mib") > 0
    assert found == {
        "status": "ok",
        "database": "ok",
        "write_lock": "free",
        "worker": "ok",
        "worker_heard_of_seconds_ago": 0,
        "disk": "ok",
        "has_kept_pages": False,
    }


@pytest.mark.parametrize(("age", "said"), [(59, "ok"), (61, "late"), (None, "none")])
def test_a_worker_that_is_not_heard_of_is_said_while_pages_are_served(client, age, said):
    if age is not None:
        Heartbeat.objects.create(name="worker:w", at=timezone.now() - dt.timedelta(seconds=age))

    status, found = ready(client)

    assert (status, found["worker"]) == (200, said)
    assert found["status"] == ("ok" if said == "ok" else "degraded")


def test_a_full_disk_is_said_while_pages_are_served(client, monkeypatch):
    beat("alive")
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: SimpleNamespace(free=255 * 2**20))

    status, found = ready(client)

    assert (status, found["status"], found["disk"], found["disk_free_mib"]) == (200, "degraded", "low", 255)


def test_a_held_lock_is_said_while_pages_are_served(in_file, file):
    before = check_health(in_file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        held = check_health(in_file)
        other.execute("ROLLBACK")

    assert (before.write_lock, held.write_lock, check_health(in_file).write_lock) == ("free", "held", "free")
    assert held.serves_pages


def test_a_missing_file_is_said_and_not_made(in_file, file):
    check_health(in_file)
    file.unlink()

    found = check_health(in_file)

    assert (found.database, found.status, found.serves_pages) == ("missing", "down", False)
    assert not file.exists()


def test_a_database_that_does_not_answer_is_said(client, monkeypatch):
    def fail(*arguments):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(health, "_ask", fail)
    monkeypatch.setattr(health.connections, "close_all", lambda: None)

    status, found = ready(client)

    assert (status, found["status"], found["database"]) == (503, "down", "no answer")


def test_a_node_that_keeps_pages_goes_on_getting_readers_without_its_database(in_file, file, settings, tmp_path):
    settings.DATA = tmp_path
    file.unlink()
    without = check_health(in_file)
    (tmp_path / "pages" / "a1").mkdir(parents=True)

    found = check_health(in_file)

    assert (without.serves_pages, without.status) == (False, "down")
    assert (found.serves_pages, found.status, found.database) == (True, "degraded", "missing")


def test_a_database_that_hangs_is_given_up(monkeypatch):
    hung, goes_on, ended = ThreadPoolExecutor(max_workers=1), Event(), []
    monkeypatch.setattr(health, "ANSWERS_WITHIN", 0.05)
    monkeypatch.setattr(health, "_asking", hung)
    monkeypatch.setattr(health, "_ask", lambda connection: ended.append(goes_on.wait(10)) or {})

    found = check_health(SimpleNamespace(vendor="postgresql"))
    goes_on.set()
    hung.shutdown(wait=True)

    assert found.database == "no answer"
    assert ended == [True]
