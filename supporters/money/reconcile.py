"""Compare what is open with the providers, so that no lost message leaves a pledge behind."""

import datetime as dt
import logging
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from supporters.letters.alerts import raise_alert
from supporters.models import Attention, Heartbeat, Pledge, ProviderEvent, Refund
from supporters.models.states import GIVING, PledgeState
from supporters.money.checkout import begin_checkout
from supporters.money.refunds import ask_for_refund
from supporters.money.sync import sync
from supporters.money.webhooks import handle
from supporters.providers import card_provider
from supporters.providers.base import ProviderError

JOB = "reconcile"
EVERY = dt.timedelta(minutes=10)
LATE_AFTER = dt.timedelta(minutes=25)
# A reader may be at the card page, or a call of another process under way: those are left alone for so long.
CHECKOUT_AFTER = dt.timedelta(minutes=30)
SETTLES_BY_ITSELF = dt.timedelta(minutes=2)
CHANGE_IS_NEW = dt.timedelta(days=1)
STUCK_AFTER = {PledgeState.CHECKOUT: dt.timedelta(hours=30), PledgeState.PROCESSING: dt.timedelta(days=14)}
logger = logging.getLogger(__name__)


class Report(NamedTuple):
    looked_at: int
    failures: int


def reconcile(*, at=None) -> Report:
    """Look at everything that is not settled, once, and write down that it was done."""
    at = at or timezone.now()
    acts = [*_events(at), *_refunds(at), *_pledges(at)]
    failures = sum(not _succeeds(act, row) for act, row in acts)
    for pledge in _stuck(at):
        text = _("%(state)s since %(day)s.") % {
            "state": pledge.get_state_display(),
            "day": timezone.localdate(pledge.created_at),
        }
        raise_alert(kind=Attention.Kind.STUCK, cause=f"stuck:{pledge.pk}:{pledge.state}", text=text, pledge=pledge)
    report = Report(looked_at=len(acts), failures=failures)
    Heartbeat.objects.update_or_create(name=JOB, defaults={"at": timezone.now(), **report._asdict()})
    return report


def _succeeds(act, row):
    try:
        return act(row) is not False
    except (ProviderError, ImproperlyConfigured) as error:
        logger.warning("%s: %s", row, error)
        return False


def _events(at):
    events = ProviderEvent.objects.unfinished().filter(received_at__lte=at - SETTLES_BY_ITSELF).order_by("pk")
    return [(lambda event: handle(event=event), event) for event in events]


def _refunds(at):
    waiting = Refund.objects.filter(status=Refund.Status.PENDING, made_at__lte=at - SETTLES_BY_ITSELF)
    return [(_look_after_refund, refund) for refund in waiting.select_related("payment__pledge")]


def _look_after_refund(refund):
    if refund.provider_ref is None:
        return ask_for_refund(refund=refund)
    return sync(pledge=refund.payment.pledge)


def open_pledges(at) -> QuerySet:
    """Pledges whose rows may be behind their provider's."""
    begun = Q(state__in=[PledgeState.STARTED, PledgeState.CHECKOUT], created_at__lte=at - CHECKOUT_AFTER)
    begun &= Q(mailed_at=None) | ~Q(provider_session=None)  # for who was sent a letter, opening it is the beginning
    undecided = Q(state=PledgeState.PROCESSING)
    due = Q(state__in=[*GIVING, PledgeState.PAUSED], next_due__lte=timezone.localdate(at))
    stopping = Q(cancel_asked_at__lte=at - SETTLES_BY_ITSELF, ended_at=None)
    trying = Q(state=PledgeState.PAST_DUE)
    disputed = Q(payments__disputes__status__in=["open", "review"])
    # Another amount that was written down a moment ago may not have reached the provider.
    changed = Q(value_changes__kind__in=["up", "down"], value_changes__at__gte=at - CHANGE_IS_NEW)
    return Pledge.objects.by_card().filter(begun | undecided | due | stopping | trying | disputed | changed).distinct()


def _pledges(at):
    return [(_look_after_pledge, pledge) for pledge in open_pledges(at).order_by("pk")]


def _look_after_pledge(pledge):
    if pledge.provider_session is None:
        # The call may have reached the provider and its answer not us: the same key brings the same visit back.
        begin_checkout(pledge=pledge)
        pledge.refresh_from_db()
    return sync(pledge=pledge)


def _stuck(at):
    waits = [Q(state=state, created_at__lte=at - wait) for state, wait in STUCK_AFTER.items()]
    return Pledge.objects.by_card().filter(waits[0] | waits[1])


def is_late(at=None) -> bool:
    """Whether the job should have run by now and has not; without cards there is nothing to compare."""
    if card_provider() is None:
        return False
    last = Heartbeat.objects.filter(name=JOB).first()
    return last is None or (at or timezone.now()) - last.at > LATE_AFTER
