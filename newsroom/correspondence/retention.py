"""How long the paper knows who wrote to it. A test holds the privacy page to these numbers."""

import datetime as dt

from django.utils import timezone

from newsroom.correspondence.models import ReportedMistake
from supporters.models import OutboxMail

KEPT = dt.timedelta(days=90)
KEYS = ("mistake:",)  # of letters to readers, which forget the address once they are sent


def forget_readers() -> None:
    """Every night. What was wrong with the story stays with its complaint."""
    since = timezone.now() - KEPT
    ReportedMistake.objects.settled_before(since).exclude(email="").update(email="")
    for key in KEYS:  # those that could not be sent
        OutboxMail.objects.filter(key__startswith=key, queued_at__lt=since).exclude(to="").update(to="")
