"""Tasks whose worker was killed or lost its database: they run again, or are given up and shown."""

import datetime as dt

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsroom.monitoring.heartbeat import DEAD, LONGEST_ID, beats, forget_dead_workers

MOST_RUNS = 3  # of one task, which may be what kills the worker
# Longer than an outbox takes a letter for being sent (supporters.models.letters.TAKEN_UP_FOR).
RUNS_AGAIN_AFTER = dt.timedelta(minutes=16)
LONGEST_WITHOUT_HEARTBEAT = dt.timedelta(hours=1)  # of a worker that never gave a sign of life

DONE_FOR = dt.timedelta(days=1)
SHOWN_FOR = dt.timedelta(days=3)  # the desk shows a failed task for so long, and its arguments are kept for that
FAILED_FOR = dt.timedelta(days=14)
WAITED_FOR = dt.timedelta(days=30)  # nothing runs what still waits then
NO_ARGUMENTS = {"args": [], "kwargs": {}}


class WorkerLost(Exception):
    """The worker ended in the middle of the task, again and again."""


def sweep_lost_tasks(*, now: dt.datetime | None = None) -> int:
    """Take care of tasks that are marked as running and that no living worker can be running. How many there were."""
    now = now or timezone.now()
    heard, running = beats(), DBTaskResult.objects.running().filter(started_at__lt=now - DEAD)
    lost = [row for row in running if _is_lost(row, heard, now)]
    return sum(put_back(row, now=now) for row in lost)


def _is_lost(row, heard, now):
    last = heard.get(row.worker_ids[-1][:LONGEST_ID]) if row.worker_ids else None
    return last < now - DEAD if last else row.started_at < now - LONGEST_WITHOUT_HEARTBEAT


def put_back(row: DBTaskResult, *, now: dt.datetime | None = None) -> bool:
    """Let a task run again later, for tasks of the paper may run twice; after the last run it has failed."""
    now = now or timezone.now()
    if len(row.worker_ids) < MOST_RUNS:
        changed = {"status": TaskResultStatus.READY, "run_after": now + RUNS_AGAIN_AFTER, "finished_at": None}
    else:
        name = f"{WorkerLost.__module__}.{WorkerLost.__qualname__}"
        changed = {"status": TaskResultStatus.FAILED, "finished_at": now, "exception_class_path": name}
    return bool(DBTaskResult.objects.filter(pk=row.pk, status=row.status).update(**changed))


def put_back_tasks_of(worker_id: str) -> int:
    """For a worker that begins anew, and so runs nothing."""
    running = DBTaskResult.objects.running()
    return sum(put_back(row) for row in running if row.worker_ids and row.worker_ids[-1] == worker_id)


def prune_tasks(*, now: dt.datetime | None = None) -> int:
    """Forget what was to be done, in every queue and state, once its time is over: arguments name people."""
    now = now or timezone.now()
    forget_dead_workers(before=now - DONE_FOR)
    rows = DBTaskResult.objects.annotate(over_at=Coalesce("finished_at", "started_at", "enqueued_at"))
    failed = rows.filter(status=TaskResultStatus.FAILED)
    failed.filter(over_at__lt=now - SHOWN_FOR).update(args_kwargs=NO_ARGUMENTS, traceback="")
    is_over = (
        Q(status=TaskResultStatus.SUCCESSFUL, over_at__lt=now - DONE_FOR)
        | Q(status=TaskResultStatus.FAILED, over_at__lt=now - FAILED_FOR)
        | Q(status=TaskResultStatus.READY, enqueued_at__lt=now - WAITED_FOR)
    )
    return rows.filter(is_over).order_by(F("pk")).delete()[0]
