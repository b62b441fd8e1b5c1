"""What no story was made of is forgotten after a month; what one was made of stays with it."""

import datetime as dt

from django.utils import timezone

from articles.models import WireItem, WireShingle, WireSource
from articles.wires.copies import RECENT
from articles.wires.folder import forget_files

KEPT = dt.timedelta(days=30)


def forget_items() -> int:
    """How many items were let go of, with their messages; and the files and shingles that nothing asks for any more."""
    now = timezone.now()
    WireShingle.objects.filter(item__changed_at__lt=now - RECENT).delete()
    for source in WireSource.objects.exclude(folder=""):
        forget_files(source)
    rows = WireItem.objects.unused().filter(changed_at__lt=now - KEPT, seen_at__lt=now - KEPT, is_held=False)
    old = list(rows.exclude(embargoed_until__gt=now).values_list("pk", flat=True))
    return WireItem.objects.filter(pk__in=old).delete()[1].get("articles.WireItem", 0)
