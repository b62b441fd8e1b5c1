"""Send an issue for a while, batch after batch."""

import os
import secrets
import socket
import time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from newsroom.newsletters.composing.moves import State, WrongMove, move
from newsroom.newsletters.models import Issue
from newsroom.newsletters.sending.batches import claim, is_over
from newsroom.newsletters.sending.courier import Courier, Pace
from newsroom.newsletters.sending.transport import transports


def pump(*, issue_id: int, seconds: float, owner: str = "") -> bool:
    """Send for so long. True while there is more that could be sent at once."""
    owner = owner or f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
    if not _begin(issue_id):
        return False
    until = time.monotonic() + seconds
    try:
        with transports(settings.LETTER_CONNECTIONS) as ways:
            courier = Courier(ways, Pace(_rate(issue_id)))
            while time.monotonic() < until:
                claimed = claim(issue_id=issue_id, owner=owner)
                if claimed is None:
                    return _finish(issue_id)
                if not courier.send_batch(claimed):
                    return False
    except OSError:
        return False  # the mail server is away: the schedule wakes the issue again
    return True


def _begin(issue_id):
    issue = Issue.objects.get(pk=issue_id)
    if issue.state == State.FROZEN:
        try:
            move(issue=issue, to=State.SENDING, by=None)
        except WrongMove:
            issue.refresh_from_db()
    return issue.state == State.SENDING


def _rate(issue_id):
    return Issue.objects.values_list("rate", flat=True).get(pk=issue_id) or settings.LETTERS_PER_SECOND


@transaction.atomic
def _finish(issue_id):
    """All have it, or have been passed over. What waits for another try, or for a person, is not over."""
    issue = Issue.objects.select_for_update().get(pk=issue_id)
    if issue.state == State.SENDING and is_over(issue):
        move(issue=issue, to=State.SENT, by=None, over_at=timezone.now())
    return False
