"""How the paper is running, for administrators: one line each for what it stands on."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from common.can import can
from common.dates import briefly
from newsroom.audit.nightly import last_check
from newsroom.monitoring.backups import LATE, last_backup
from newsroom.monitoring.exposition import read_counters
from newsroom.monitoring.health import OK, Health, check_health
from newsroom.monitoring.queue import count_tasks

MIB = 2**20


@dataclass(frozen=True)
class StatusLine:
    name: str
    said: str
    is_grave: bool = False
    url: str = ""


def status_page(request: HttpRequest, context: dict) -> HttpResponse:
    """Raises PermissionDenied for whoever may not see what the worker does."""
    if not can(request.user, "view", DBTaskResult):
        raise PermissionDenied
    return render(request, "admin/night/status.html", context | {"title": _("How it is running"), "lines": lines()})


def lines() -> list[StatusLine]:
    health = check_health()
    return [_database(health), _lock(health), _disk(health), _worker(health), *_tasks(), _backup(), _audit(), _cache()]


def _database(health):
    if connection.vendor == "sqlite":
        kind, size = f"SQLite {sqlite3.sqlite_version}", _size_of_file()
    else:
        kind, size = (
            f"{connection.display_name} {_answer('SHOW server_version')}",
            _answer("SELECT pg_database_size(current_database())"),
        )
    said = _("%(kind)s, %(size)s") % {"kind": kind, "size": filesizeformat(size)}
    return StatusLine(_("Database"), said, health.database != OK)


def _size_of_file():
    path = Path(connection.settings_dict["NAME"])
    log = path.with_name(f"{path.name}-wal")
    return sum(file.stat().st_size for file in (path, log) if file.exists())


def _answer(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def _lock(health):
    said = {
        "free": _("Can be written to"),
        "held": _("Somebody keeps everybody else from writing"),
        "read-only": _("Can only be read: it is a standby"),
    }
    return StatusLine(_("Writing"), said.get(health.write_lock, _("Unknown")), health.write_lock != "free")


def _disk(health):
    free = {"size": filesizeformat(health.disk_free_mib * MIB), "folder": settings.DATA}
    said = _("%(size)s are free in %(folder)s") % free
    if health.disk in {"read-only", "missing"}:
        said = _("Nothing can be written in %(folder)s") % free
    return StatusLine(_("Disk"), said, health.disk != OK)


def _worker(health: Health):
    if health.worker_heard_of_seconds_ago is None:
        return StatusLine(_("Task worker"), _("None is running"), is_grave=True)
    seconds = health.worker_heard_of_seconds_ago
    said = ngettext("Heard of %(count)s second ago", "Heard of %(count)s seconds ago", seconds) % {"count": seconds}
    return StatusLine(_("Task worker"), said, health.worker != OK)


def _tasks():
    queue = count_tasks()
    url = reverse("admin:django_tasks_database_dbtaskresult_changelist")
    found = {"due": queue.due, "running": queue.running, "later": queue.later}
    said = _("%(due)s due, %(running)s running, %(later)s put off") % found
    if queue.oldest_due:
        said += _("; the oldest waits since %(time)s") % {"time": briefly(queue.oldest_due)}
    return [
        StatusLine(_("Tasks"), said, url=url),
        StatusLine(_("Failed tasks"), str(queue.failed), queue.failed > 0, url=f"{url}?status__exact=FAILED"),
    ]


def _backup():
    last = last_backup()
    if last is None:
        return StatusLine(_("Last backup"), _("None is known of"), is_grave=True)
    said = _("%(time)s, to %(folder)s") % {"time": briefly(last.made_at), "folder": last.folder}
    return StatusLine(_("Last backup"), said, last.made_at < timezone.now() - LATE)


def _audit():
    """Whether the log of who did what was whole when it was last read through."""
    last = last_check()
    if last is None:
        return StatusLine(_("Audit log"), _("Not yet read through"))
    if last.faults:
        found = {"time": briefly(last.checked_at), "fault": last.faults[0]}
        return StatusLine(_("Audit log"), _("%(time)s: %(fault)s") % found, is_grave=True)
    said = ngettext(
        "%(time)s: %(count)s row, as it was written", "%(time)s: %(count)s rows, as they were written", last.rows
    )
    return StatusLine(_("Audit log"), said % {"time": briefly(last.checked_at), "count": last.rows}, last.is_late)


def _cache():
    """Where counters are shared, and how many pages came ready-made, where that is counted."""
    said = _("Counters in Redis") if settings.REDIS_URL else _("Counters in the database")
    answered = _answers_by_cache()
    if asked := sum(answered.values()):
        share = round(100 * (answered["hit"] + answered["stale"]) / asked)
        said += _("; %(share)s %% of pages came ready-made") % {"share": share}
    return StatusLine(_("Caches"), said)


def _answers_by_cache():
    found = dict.fromkeys(("hit", "stale", "miss"), 0)
    if settings.METRICS_PORT:
        for labels, (_seconds, *counts) in read_counters(settings.METRICS_FOLDER).items():
            name = labels.rpartition('cache="')[2].rstrip('"')
            if name in found:
                found[name] += int(sum(counts))
    return found
