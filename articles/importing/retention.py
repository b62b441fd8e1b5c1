"""What an archive said, is forgotten a month after it came in. What it became stays, and can be undone."""

import datetime as dt

from django.utils import timezone

from articles.models import ImportRow

KEPT = dt.timedelta(days=30)


def forget_rows() -> int:
    """How many parts of archives were let go of."""
    return ImportRow.objects.filter(run__finished_at__lt=timezone.now() - KEPT).delete()[0]
