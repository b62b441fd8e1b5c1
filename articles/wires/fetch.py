"""Look at a source: ask its address for what is new, or its folder for files, and take in what they tell.

What fails is told on the desk's first page. The source is left alone for longer each time, or for as long as it asks.
"""

import datetime as dt
import logging
from functools import partial
from http import HTTPStatus

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import WireSource
from articles.wires import folder
from articles.wires.arrivals import take_in
from articles.wires.readers.registry import READERS
from articles.wires.told import CannotRead, Taken
from common.outbound import Bounds, CannotFetch, fetch

logger = logging.getLogger(__name__)

BOUNDS = Bounds(seconds=30, bytes=20 * 1024 * 1024)
# What a stranger's data can cause.
ODD = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
LONGEST_PAUSE = dt.timedelta(hours=6)
FALLS_BACK = 6  # doublings
XML = {"application/xml", "text/xml", "text/plain", "application/octet-stream"}
JSON = {"application/json", "text/json", "text/plain", "application/octet-stream"}
CONTENT_TYPES = {
    WireSource.Format.FEED: XML
    | JSON
    | {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"},
    WireSource.Format.NINJS: JSON | {"application/vnd.iptc.ninjs+json"},
    WireSource.Format.NEWSML: XML | {"application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml"},
    WireSource.Format.NITF: XML | {"application/nitf+xml", "application/vnd.iptc.nitf+xml"},
}


def look_at(source: WireSource, *, at: dt.datetime | None = None) -> int:
    """How many messages were new. Nothing that a source does is raised: it is kept with it."""
    at = at or timezone.now()
    try:
        taken = folder.empty(source, partial(take_in_message, source)) if source.folder else _ask(source)
    except (CannotFetch, CannotRead, OSError) as refusal:  # a folder may be closed to us
        _note_failure(source, refusal, at)
        return 0
    facts = {"looked_at": at, "due_at": at + dt.timedelta(minutes=source.minutes), "failing_since": None, "failures": 0}
    if taken.wrong:
        facts |= {"trouble": "; ".join(taken.wrong)[:500], "troubled_at": at}
    elif source.failing_since or not source.folder:
        facts |= {"trouble": ""}  # what a folder refused lies there still
    WireSource.objects.filter(pk=source.pk).update(**facts)
    return taken.new


def take_in_message(source: WireSource, content: bytes) -> Taken:
    """All that one message tells, item by item. One that cannot be kept is told, and the others come in.

    Raises CannotRead.
    """
    try:
        items = READERS[source.format](content, timezone.get_default_timezone())
    except ODD as fault:
        logger.exception("A message of %s could not be read.", source)
        raise CannotRead(_("It could not be understood: %(fault)s") % {"fault": repr(fault)}) from None
    new, wrong = 0, []
    for told in items:
        try:
            new += take_in(source=source, told=told) is not None
        except ODD as fault:
            logger.exception("An item of %s could not be taken in.", source)
            wrong.append(_("%(key)s could not be kept: %(fault)s") % {"key": told.key, "fault": repr(fault)})
    return Taken(new, wrong)


def _ask(source):
    """An answer is kept for known only if all of it was taken in, and the source still stands at that address."""
    told = {"If-None-Match": source.etag, "If-Modified-Since": source.last_modified}
    headers = {name: value for name, value in told.items() if value}
    answer = fetch(source.address, content_types=CONTENT_TYPES[source.format], headers=headers, bounds=BOUNDS)
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Taken(0, [])
    taken = take_in_message(source, answer.content)
    if not taken.wrong:
        etag, last_modified = (answer.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        known = {"etag": etag[:300], "last_modified": last_modified[:100]}
        WireSource.objects.filter(pk=source.pk, address=source.address).update(**known)
    return taken


def _note_failure(source, refusal, at):
    """The longer it fails, the rarer it is asked. One that says that it is gone for good is asked no more."""
    pause = min(dt.timedelta(minutes=source.minutes) * 2 ** min(source.failures, FALLS_BACK), LONGEST_PAUSE)
    wait = getattr(refusal, "retry_after", None)
    if wait:
        pause = max(pause, min(dt.timedelta(seconds=wait), LONGEST_PAUSE))
    is_gone = getattr(refusal, "status", None) == HTTPStatus.GONE
    trouble = _("The address says that it is gone for good. It is not asked any more.") if is_gone else str(refusal)
    WireSource.objects.filter(pk=source.pk).update(
        looked_at=at,
        due_at=at + pause,
        failing_since=source.failing_since or at,
        failures=min(source.failures + 1, 1000),
        trouble=trouble[:500],
        troubled_at=at,
        is_active=source.is_active and not is_gone,
    )
