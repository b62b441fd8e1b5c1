"""The task worker's sign of life: a row that each one touches every few seconds, on whichever machine it runs."""

import datetime as dt

from django.db.models import Max
from django.utils import timezone

from supporters.models import Heartbeat

EVERY = dt.timedelta(seconds=10)
LATE = dt.timedelta(minutes=1)  # from then on somebody should look
DEAD = dt.timedelta(minutes=2)  # from then on the worker is taken for dead, and what it was doing for lost
PREFIX = "worker:"
LONGEST_ID = 32  # what the name of a row has room for


def beat(worker_id: str) -> None:
    Heartbeat.objects.update_or_create(name=_name(worker_id), defaults={"at": timezone.now()})


def retire(worker_id: str) -> None:
    """Of a worker that was stopped nothing is expected."""
    Heartbeat.objects.filter(name=_name(worker_id)).delete()


def last_beat() -> dt.datetime | None:
    """When any worker was last heard of; None when none is expected."""
    return Heartbeat.objects.filter(name__startswith=PREFIX).aggregate(Max("at"))["at__max"]


def beats() -> dict[str, dt.datetime]:
    """When each worker was last heard of, by the beginning of its id."""
    rows = Heartbeat.objects.filter(name__startswith=PREFIX).values_list("name", "at")
    return {name.removeprefix(PREFIX): at for name, at in rows}


def forget_dead_workers(*, before: dt.datetime) -> int:
    return Heartbeat.objects.filter(name__startswith=PREFIX, at__lt=before).delete()[0]


def _name(worker_id):
    return PREFIX + worker_id[:LONGEST_ID]
