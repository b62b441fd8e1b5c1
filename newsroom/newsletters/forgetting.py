"""What becomes of letters when a person is erased, becomes one with another, or never confirmed."""

import datetime as dt

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsroom.newsletters.bounces.take import forget_reports
from newsroom.newsletters.models import ListImport, Subscription, Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from supporters.models import Supporter

UNCONFIRMED_KEPT = dt.timedelta(days=30)
LISTS_KEPT = dt.timedelta(days=30)  # that were never read to their end
TASKS_KEPT = dt.timedelta(days=1)


def forget_reader(supporter: Supporter, is_wished: bool) -> None:
    """Leave nothing of a person but one keyed hash, so that no list writes to them again.

    Not even that is left of an address that somebody typed and nobody ever confirmed, when its time is over.
    """
    supporter.subscriptions.filter(state=Subscription.State.ASKED).delete()
    supporter.subscriptions.all().mark_left()
    is_known = supporter.email_verified_at or supporter.pledges.exists() or supporter.subscriptions.exists()
    if is_wished or is_known:
        Suppression.objects.suppress(hmac_of_address(supporter.email), Suppression.Reason.ERASED)


def merge_readers(kept: Supporter, gone: Supporter) -> None:
    """Whatever one of the two has left, both have left, unless it moved. A consent belongs to its mailbox and stays."""
    for subscription in gone.subscriptions.filter(state=Subscription.State.LEFT, moved_to=None):
        at = {"state": Subscription.State.LEFT, "left_at": timezone.now()}
        given = at | {"address_hmac": hmac_of_address(kept.email)}
        other, _ = Subscription.objects.get_or_create(
            supporter=kept, newsletter=subscription.newsletter, defaults=given
        )
        Subscription.objects.filter(pk=other.pk).mark_left()
    forget_reader(gone, is_wished=True)


def forget_unconfirmed() -> None:
    """Every night. Who never confirmed is forgotten, and the file of a list that could not be read to its end; what the
    log of consents ended elsewhere has ended here too.
    """
    now = timezone.now()
    asked = Subscription.objects.filter(state=Subscription.State.ASKED, asked_at__lt=now - UNCONFIRMED_KEPT)
    asked.delete()
    ListImport.objects.filter(done_at=None, made_at__lt=now - LISTS_KEPT).update(content="", done_at=now)
    Subscription.objects.behind_the_log().mark_left()
    forget_reports()
    done = DBTaskResult.objects.filter(task_path__startswith="newsroom.newsletters.", finished_at__lt=now - TASKS_KEPT)
    done.delete()
