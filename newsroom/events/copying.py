"""What comes again every week is put in by copies: one that does not take place is cancelled by itself."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from newsroom.events.models import Event

WEEK = dt.timedelta(days=7)
SAME = ("title", "place", "starts_at")
KEPT = ("title", "is_all_day", "place", "words", "price", "link", "is_live")


@transaction.atomic
def copy_a_week_on(*, events: Iterable[Event]) -> list[Event]:
    """The same events seven days later, at the same time of the paper's clock. What stands there already is left."""
    copies = [_copy(event) for event in events]
    there = set(Event.objects.filter(starts_at__in=[copy.starts_at for copy in copies]).values_list(*SAME))
    return Event.objects.bulk_create([copy for copy in copies if _known_by(copy) not in there])


def _known_by(event):
    return tuple(getattr(event, name) for name in SAME)


def _copy(event):
    copy = Event(**{name: getattr(event, name) for name in KEPT})
    copy.starts_at = _a_week_on(event.starts_at)
    copy.ends_at = _a_week_on(event.ends_at) if event.ends_at else None
    return copy


def _a_week_on(moment):
    return timezone.make_aware(timezone.localtime(moment).replace(tzinfo=None) + WEEK)
