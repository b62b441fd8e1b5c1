"""Acts on an issue that is on its way."""

import datetime as dt
import email
import email.policy

from django.utils import timezone

from newsroom.newsletters.models import Issue, IssueBatch
from newsroom.newsletters.sending.batches import claim
from newsroom.newsletters.sending.courier import Courier, Pace
from newsroom.newsletters.sending.pump import pump
from newsroom.newsletters.sending.transport import transports


def send(issue):
    more = pump(issue_id=issue.pk, seconds=30)
    issue.refresh_from_db()
    return more


def expire_leases():
    IssueBatch.objects.filter(done_at=None).update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def parsed(taken):
    return email.message_from_bytes(taken.message, policy=email.policy.default)


def send_first_batch(issue):
    """One batch and no more: the time is over at once."""
    issue.refresh_from_db()
    Issue.objects.filter(pk=issue.pk).update(state="sending")
    claimed = claim(issue_id=issue.pk, owner="first")
    with transports() as ways:
        Courier(ways, Pace(0)).send_batch(claimed)
    issue.refresh_from_db()
