"""How long the paper knows who wrote to it. A test holds the privacy page to these numbers."""

import datetime as dt

from django.utils import timezone

from newsroom.correspondence.letters import CONFIRM_WITHIN, LetterToTheEditor
from newsroom.correspondence.models import ReportedMistake
from supporters.models import OutboxMail

KEPT = dt.timedelta(days=90)
UNPRINTED_KEPT = dt.timedelta(days=365)
KEYS = ("mistake:", "letter:")  # of letters to readers, which forget the address once they are sent


def forget_readers() -> None:
    """Every night. What was wrong with a story stays with its complaint, what is printed stays without its address."""
    now = timezone.now()
    since = now - KEPT
    ReportedMistake.objects.settled_before(since).exclude(email="").update(email="")
    letters = LetterToTheEditor.objects
    letters.filter(confirmed_at=None, sent_at__lt=now - CONFIRM_WITHIN).delete()
    letters.filter(declined_at__lt=since).delete()
    letters.unprinted(now).filter(sent_at__lt=now - UNPRINTED_KEPT).delete()
    letters.printed(now).exclude(email="").update(email="")
    for key in KEYS:  # those that could not be sent
        OutboxMail.objects.filter(key__startswith=key, queued_at__lt=since).exclude(to="").update(to="")
