"""What the worker tells others, again and again at growing distances until they take it."""

import datetime as dt
import json
import logging
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Max, Q
from django.tasks import Task, TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from common.outbound import CannotFetch, tell
from common.outbox import RETRY_AFTER, TRIED_BEFORE
from newsroom.announcing.key import indexnow_key

logger = logging.getLogger(__name__)

INDEXNOW_AT = "https://api.indexnow.org/indexnow"  # it passes on to all search engines that take part

PAUSE = dt.timedelta(minutes=1)  # between two times that the same is told of what changes again and again


def tell_in_its_minute(telling: Task, *arguments) -> None:
    """Tell it now, or a minute after the last time. Whatever waits to be told by then tells of this change too."""
    now = timezone.now()
    if _waits(telling, arguments, until=now + PAUSE):
        return
    last = _alike(telling, arguments).filter(started_at__gt=now - PAUSE).aggregate(at=Max("started_at"))["at"]
    telling.using(run_after=last and last + PAUSE).enqueue(*arguments)


def _waits(telling, arguments, *, until):
    """Whether the same is to be told by then."""
    is_due = Q(run_after=get_date_max()) | Q(run_after__lte=until)
    return _alike(telling, arguments).filter(is_due, status=TaskResultStatus.READY).exists()


def _alike(telling, arguments):
    """The times that the same was told or is to be told; none where tasks are not kept."""
    return DBTaskResult.objects.filter(task_path=telling.module_path, args_kwargs__args=list(arguments)).order_by()


@task
def tell_hub(hub, feeds, tries=0) -> None:
    """Let a WebSub hub fetch these feeds, all in one request, as PubSubHubbub 0.4 has it for publishers."""
    body = urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)])
    _tell(hub, body, "application/x-www-form-urlencoded", again=tell_hub, arguments=[hub, feeds], tries=tries)


@task
def tell_search_engines(addresses, tries=0) -> None:
    """Hand changed addresses over, as https://www.indexnow.org/documentation has it."""
    key = indexnow_key()
    told = {"host": settings.SITE_HOST, "key": key, "keyLocation": f"{settings.SITE_URL}/{key}.txt"}
    body = json.dumps(told | {"urlList": addresses})
    _tell(INDEXNOW_AT, body, "application/json", again=tell_search_engines, arguments=[addresses], tries=tries)


def _tell(url, body, content_type, *, again: Task, arguments, tries):
    try:
        tell(url, body=body.encode(), headers={"Content-Type": content_type})
    except CannotFetch as error:
        if tries >= len(RETRY_AFTER) or not again.get_backend().supports_defer:
            logger.error("%s was not told what has changed, and is not asked again: %s", url, error)
            return
        run_after = timezone.now() + dt.timedelta(seconds=RETRY_AFTER[tries])
        if not _waits(again, arguments, until=run_after):
            again.using(run_after=run_after, priority=TRIED_BEFORE).enqueue(*arguments, tries=tries + 1)
