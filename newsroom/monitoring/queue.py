"""How much waits for the task worker."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max


@dataclass(frozen=True)
class TaskQueue:
    due: int
    later: int  # put off, mostly tries after one that failed
    running: int
    failed: int
    oldest_due: dt.datetime | None


def count_tasks() -> TaskQueue:
    ready = Q(status=TaskResultStatus.READY)
    due = ready & (Q(run_after=get_date_max()) | Q(run_after__lte=timezone.now()))
    found = DBTaskResult.objects.aggregate(
        due=Count("pk", filter=due),
        later=Count("pk", filter=ready & ~due),
        running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
        oldest_due=Min("enqueued_at", filter=due),
    )
    return TaskQueue(**found)
