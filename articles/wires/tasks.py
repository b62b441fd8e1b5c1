"""Looking at sources as the worker does it: each in a task of its own, so that a slow one keeps no other waiting."""

import datetime as dt

from django.tasks import task
from django.utils import timezone

from articles.models import WireSource
from articles.wires.fetch import look_at

UNTIL_GIVEN_UP = dt.timedelta(minutes=15)  # a task that never ran, or that fell, is put in again after that


def look_at_due_sources() -> int:
    """How many were handed to the worker. A source is handed over once, whoever else asks at the same time."""
    now, handed = timezone.now(), 0
    for source in WireSource.objects.due(now):
        mine = WireSource.objects.filter(pk=source.pk, due_at=source.due_at)
        if mine.update(due_at=now + UNTIL_GIVEN_UP):
            look_at_source.enqueue(source.pk)
            handed += 1
    return handed


@task
def look_at_source(source_id: int) -> None:
    """One look at one source, if it is still wanted."""
    source = WireSource.objects.filter(pk=source_id, is_active=True).first()
    if source:
        look_at(source)
