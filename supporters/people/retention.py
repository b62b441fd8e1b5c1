"""What is kept for how long, and what is forgotten when its time is over."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from supporters.models import ConsentRecord, OutboxMail, Pledge, PledgeLog, ProviderEvent, Supporter
from supporters.models.states import PledgeState
from supporters.people.erase import StillGiving, erase

UNPAID_AFTER = dt.timedelta(days=60)  # a reference that was never used
ABANDONED_AFTER = dt.timedelta(days=30)
LETTERS_AFTER = dt.timedelta(days=90)
EVENTS_AFTER = dt.timedelta(days=90)
TASKS_AFTER = dt.timedelta(days=1)
ABANDONED = [PledgeState.STARTED, PledgeState.CHECKOUT, PledgeState.EXPIRED, PledgeState.FAILED]


def forget_what_is_over(*, now=None) -> list[tuple[str, int]]:
    """Forget all that has had its time; what was forgotten, as pairs of a name and a count. Running twice is safe."""
    now = now or timezone.now()
    return [
        ("pledges expired", expire_unpaid(now)),
        ("abandoned pledges", delete_abandoned(now)),
        ("supporters without a pledge", erase_left_over(now)),
        ("letters", blank_letters(now)),
        ("events", blank_events(now)),
        ("tasks", delete_tasks(now)),
    ]


def expire_unpaid(now) -> int:
    """A promise to the office that nobody paid runs out; money that comes later is still taken."""
    unpaid = Pledge.objects.filter(state=PledgeState.AWAITING, created_at__lt=now - UNPAID_AFTER, payments=None)
    for pledge in unpaid:
        pledge.move(PledgeState.EXPIRED, source=PledgeLog.Source.SYSTEM)
    return len(unpaid)


def delete_abandoned(now) -> int:
    """Pledges that came to nothing a month ago go with all that stands around them, for no money is in them."""
    since = now - ABANDONED_AFTER
    old = Pledge.objects.filter(state__in=ABANDONED, payments=None, created_at__lt=since)
    return sum(_delete(pledge) for pledge in old.exclude(ended_at__gte=since))


def _delete(pledge):
    try:
        with transaction.atomic():
            # Past the guard of its own queryset: a log that tells of nothing but an unpaid promise may go.
            PledgeLog._base_manager.filter(pledge=pledge).delete()
            pledge.delete()
    except ProtectedError:  # something was built on it that has to be looked at
        return False
    return True


def erase_left_over(now) -> int:
    """Addresses that lead to no pledge and hold no consent are kept for nothing. A month is left to think."""
    since = now - ABANDONED_AFTER
    idle = Supporter.objects.known().filter(pledges=None, created_at__lt=since)
    idle = idle.exclude(Exists(ConsentRecord.objects.filter(supporter=OuterRef("pk"), at__gte=since)))
    idle = idle.exclude(Exists(ConsentRecord.objects.held().filter(supporter=OuterRef("pk"))))
    erased = 0
    for supporter in idle:
        try:
            erase(supporter=supporter, is_wished=False)
        except StillGiving:
            continue
        erased += 1
    return erased


def blank_letters(now) -> int:
    """The words of old letters; that one was sent, and when, stays."""
    old = OutboxMail.objects.filter(state=OutboxMail.State.SENT, sent_at__lt=now - LETTERS_AFTER)
    return old.exclude(body="").update(body="", unsubscribe="")


def blank_events(now) -> int:
    old = ProviderEvent.objects.filter(received_at__lt=now - EVENTS_AFTER)
    return old.exclude(payload={}).update(payload={})


def delete_tasks(now) -> int:
    """What the worker was told to do for supporters, which names addresses of people who may be none."""
    done = DBTaskResult.objects.filter(task_path__startswith="supporters.", finished_at__lt=now - TASKS_AFTER)
    return done.delete()[0]
