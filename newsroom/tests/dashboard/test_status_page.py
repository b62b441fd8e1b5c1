"""The desk's page that says how the paper is running."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from newsroom.backup.back_up import BackupReport
from newsroom.backup.manifest import BackupFailed
from newsroom.dashboard import status
from newsroom.dashboard.status import lines
from newsroom.monitoring.backups import note_backup
from newsroom.monitoring.exposition import CounterFile, begin_anew
from newsroom.monitoring.health import Health
from newsroom.monitoring.heartbeat import beat

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


def said(name):
    [line] = [line for line in lines() if line.name == name]
    return line.said, line.is_grave


def make_task(status="READY", run_after=None):
    DBTaskResult.objects.create(
        status=status,
        run_after=run_after or get_date_max(),
        args_kwargs={"args": ["ada@example.org"], "kwargs": {}},
        backend_name="default",
        task_path="articles.workflow.tasks.deliver",
    )


def test_page_is_for_administrators_and_whom_they_let(client, editor):
    client.force_login(editor)
    refused = client.get("/admin/status/").status_code, "How it is running" in client.get("/admin/").text
    editor.user_permissions.add(Permission.objects.get(codename="view_dbtaskresult"))

    page = client.get("/admin/status/").text

    assert refused == (403, False)
    assert "Task worker" in page
    assert 'href="/admin/status/"' in client.get("/admin/").text


def test_page_holds_nothing_of_anybody(client):
    client.force_login(User.objects.create_superuser("admin", "admin@courier.example", "a-long-password"))
    make_task()

    assert "ada@example.org" not in client.get("/admin/status/").text


def test_worker_and_its_tasks_are_said():
    before = said("Task worker")
    beat("alive")
    make_task(), make_task(run_after=timezone.now() + dt.timedelta(hours=1)), make_task("RUNNING"), make_task("FAILED")

    assert before == ("None is running", True)
    assert said("Task worker") == ("Heard of 0 seconds ago", False)
    assert said("Tasks")[0].startswith("1 due, 1 running, 1 put off; the oldest waits since ")
    assert said("Failed tasks") == ("1", True)


@pytest.mark.parametrize(("hours", "is_grave"), [(35, False), (37, True)])
def test_last_backup_is_said(data, hours, is_grave):
    none = said("Last backup")
    note_backup(made_at=timezone.now() - dt.timedelta(hours=hours), folder="/srv/backup")

    words, grave = said("Last backup")

    assert none == ("None is known of", True)
    assert words.endswith("to /srv/backup")
    assert grave is is_grave


def test_backup_that_was_made_is_known_and_one_that_failed_is_not(data, tmp_path, monkeypatch):
    def fail(**asked):
        raise BackupFailed("the disk is full")

    command, store = "newsroom.management.commands.backup.back_up", tmp_path / "backups"
    monkeypatch.setattr(command, fail)
    with pytest.raises(CommandError, match="the disk is full"):
        call_command("backup", store)
    before = said("Last backup")
    figures = dict.fromkeys(["tables", "rows", "files", "new_contents", "pruned"], 1)
    monkeypatch.setattr(command, lambda **asked: BackupReport("b", made_at=timezone.now(), **figures))

    call_command("backup", store)

    assert before == ("None is known of", True)
    assert said("Last backup")[0].endswith(f"to {store}")


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ({"database": "ok", "write_lock": "held"}, "Writing"),
        ({"database": "ok", "write_lock": "read-only"}, "Writing"),
        ({"database": "ok", "disk": "low"}, "Disk"),
        ({"database": "ok", "disk": "read-only"}, "Disk"),
        ({"database": "ok", "worker": "late", "worker_heard_of_seconds_ago": 90}, "Task worker"),
    ],
)
def test_what_needs_somebody_stands_out(monkeypatch, found, name):
    well = {"database": "ok", "write_lock": "free", "worker": "ok", "worker_heard_of_seconds_ago": 1}
    monkeypatch.setattr(status, "check_health", lambda: Health(**well))
    before = said(name)[1]
    monkeypatch.setattr(status, "check_health", lambda: Health(**well | found))

    assert (before, said(name)[1]) == (False, True)


def test_share_of_ready_made_pages_is_said_where_it_is_counted(settings, tmp_path):
    settings.METRICS_PORT, settings.METRICS_FOLDER = 9, tmp_path
    begin_anew(tmp_path)
    before = said("Caches")
    counters = CounterFile(tmp_path / "1.counters")
    for cache in ("hit", "hit", "stale", "miss", "none"):
        counters.add(view="front", status=200, cache=cache, seconds=0.001)

    assert before == ("Counters in the database", False)
    assert said("Caches") == ("Counters in the database; 75 % of pages came ready-made", False)
