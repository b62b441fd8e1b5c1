"""What comes round for letters: issues whose time has come, and issues that nobody is sending."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.newsletters.composing.approve import CannotSend
from newsroom.newsletters.composing.moves import State, WrongMove, move
from newsroom.newsletters.models import Delivery, Issue, IssueBatch
from newsroom.newsletters.sending.freeze import freeze
from newsroom.newsletters.sending.tasks import wake
from newsroom.newsletters.sending.telling import tell_desk

LATE = dt.timedelta(hours=2)  # a paper that comes back, or was brought back, must not send the letter of another day
KEPT_FOR = dt.timedelta(days=90)


def send_what_is_due(*, at: dt.datetime | None = None) -> None:
    """Send each issue whose time has come, if it is still of today; else hold it for a person."""
    at = at or timezone.now()
    for issue in Issue.objects.due(at).select_related("newsletter").order_by("send_at", "pk"):
        if issue.send_at < at - LATE:
            hold_for_a_person(issue=issue, why=_("Its time was over two hours ago. Send it, or give it another."))
            continue
        try:
            freeze(issue=issue, by=None)
        except CannotSend as refusal:
            hold_for_a_person(issue=issue, why=" ".join(refusal.reasons))
        except WrongMove:
            continue  # somebody was faster


@transaction.atomic
def hold_for_a_person(*, issue: Issue, why: str) -> None:
    move(issue=issue, to=State.APPROVED, by=None, text=why, send_at=None)
    tell_desk(issue=issue, why=why)


def wake_what_sleeps(*, at: dt.datetime | None = None) -> None:
    """Go on with issues that no worker has now: after a fall, or when a mail server asked for patience."""
    held = IssueBatch.objects.open().filter(issue=OuterRef("pk"), lease_until__gt=at or timezone.now())
    for issue in Issue.objects.on_their_way().filter(~Exists(held)):
        wake(issue)


def forget_deliveries(*, at: dt.datetime | None = None) -> int:
    """Of an issue that was over long ago the counts stay. It can never be sent again; how many rows went."""
    over = Issue.objects.filter(over_at__lt=(at or timezone.now()) - KEPT_FOR)
    IssueBatch.objects.filter(issue__in=over).delete()
    return Delivery.objects.filter(issue__in=over).delete()[0]
