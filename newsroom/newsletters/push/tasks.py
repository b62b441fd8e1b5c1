"""What the worker does for alerts in browsers: a little at a time, and again where a push service asks for patience."""

import datetime as dt

from django.tasks import task
from django.utils import timezone

from common.outbox import WAITED_FOR
from newsroom.newsletters.models import PushAlert
from newsroom.newsletters.push import send

TURN = 10  # seconds that an alert has the worker before others have their turn
AGAIN_AFTER = (60, 300)  # seconds; after the second it would be no news
SILENT_FOR = dt.timedelta(minutes=2)


@task(priority=WAITED_FOR)
def push_some(alert_id) -> None:
    turn = send.push(alert_id=alert_id, seconds=TURN)
    if turn.has_more:
        push_some.enqueue(alert_id)
    if turn.later:
        _again(alert_id, turn.later, tries=0)


@task
def push_later(alert_id, browsers, tries) -> None:
    is_last = tries + 1 >= len(AGAIN_AFTER)
    later = send.push_again(alert_id=alert_id, browsers=browsers, is_last=is_last)
    if later:
        _again(alert_id, later, tries=tries + 1)


def _again(alert_id, browsers, *, tries):
    if push_later.get_backend().supports_defer:
        run_after = timezone.now() + dt.timedelta(seconds=AGAIN_AFTER[tries])
        push_later.using(run_after=run_after).enqueue(alert_id, browsers, tries)


def wake_pushes(*, at: dt.datetime | None = None) -> None:
    """Every minute: go on with alerts that no worker has any more."""
    silent = PushAlert.objects.unfinished().filter(tried_at__lt=(at or timezone.now()) - SILENT_FOR)
    for pk in silent.values_list("pk", flat=True):
        push_some.enqueue(pk)
