"""Send a reader to the card page. The call has a key from the pledge's own id, so twice is once."""

import logging

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from supporters.models import Pledge, PledgeLog
from supporters.money.instructions import send_instructions
from supporters.money.sync import sync
from supporters.providers import OFFICE, provider_of
from supporters.providers.base import ProviderError, Redirect

State = Pledge.State
OPEN = {State.STARTED, State.CHECKOUT}
SETTLED = {State.COMPLETED, State.ACTIVE}
CARD_STATUS = {
    State.COMPLETED: "paid",
    State.ACTIVE: "paid",
    State.ENDING: "paid",
    State.PAUSED: "paid",
    State.PAST_DUE: "past_due",
    State.FAILED: "failed",
    State.PROCESSING: "waiting",
    State.HELD: "waiting",
}
LOOK_AGAIN_AFTER = 3  # seconds; whoever reloads the page does not reload the provider
logger = logging.getLogger(__name__)


def checkout_url(*, pledge) -> str | None:
    """The address of the card page, or None where there is nothing to pay there."""
    if not pledge.is_by_card or pledge.state not in OPEN:
        return None
    try:
        return begin_checkout(pledge=pledge).url
    except ProviderError as error:
        logger.warning("%s: %s", pledge.reference, error)
        return pledge.get_absolute_url() + "?unreachable=1"


def synced(*, pledge) -> Pledge:
    """The pledge as its provider has it now. Without an answer it stays as we know it, and nothing is said to fail."""
    is_settled = not pledge.is_by_card or pledge.state in SETTLED or pledge.provider_session is None
    if is_settled or not cache.add(f"supporters-caught-up-{pledge.pk}-{pledge.state}", 1, LOOK_AGAIN_AFTER):
        return pledge
    try:
        return sync(pledge=pledge, source=PledgeLog.Source.SUPPORTER)
    except ProviderError as error:
        logger.warning("%s: %s", pledge.reference, error)
        return pledge


def card_status(pledge, *, is_returned) -> str:
    """What the supporter's page says of a card payment; an unknown state is waiting, never failed."""
    if not pledge.is_by_card:
        return ""
    if pledge.state in OPEN:
        return "waiting" if is_returned and pledge.provider_session else "open"
    return CARD_STATUS.get(pledge.state, "")


def switch_to_office(*, pledge) -> Pledge:
    """Pay another way after all: the visit to the card page is closed first, so that nobody pays twice.

    The provider is asked first, since whoever has just paid by card may not be known here: that support stays.
    """
    if not pledge.is_by_card or pledge.state not in OPEN:
        return pledge
    try:
        if pledge.provider_session:
            pledge = sync(pledge=pledge, source=PledgeLog.Source.SUPPORTER)
        if pledge.provider_session and pledge.state in OPEN:
            provider_of(pledge).cancel(pledge, at_period_end=False)
            pledge = sync(pledge=pledge, source=PledgeLog.Source.SUPPORTER)
    except ProviderError as error:
        logger.warning("%s: %s", pledge.reference, error)
        return pledge
    return _take_to_office(pledge_id=pledge.pk)


@transaction.atomic
def _take_to_office(*, pledge_id):
    pledge = Pledge.objects.select_for_update().get(pk=pledge_id)
    if pledge.state not in OPEN | {State.EXPIRED} or pledge.payments.exists():
        return pledge
    pledge.provider = OFFICE
    pledge.save(update_fields=["provider"])
    pledge.move(State.AWAITING, source=PledgeLog.Source.SUPPORTER)
    send_instructions(pledge=pledge)
    return pledge


def begin_checkout(*, pledge) -> Redirect:
    """Where the reader goes to pay. The provider is asked before our transaction, never inside it.

    Raises ProviderError where the provider does not answer or says no.
    """
    redirect = provider_of(pledge).start(pledge)
    _note_checkout(pledge_id=pledge.pk, session=redirect.session)
    return redirect


@transaction.atomic
def _note_checkout(*, pledge_id, session):
    pledge = Pledge.objects.select_for_update().get(pk=pledge_id)
    if pledge.provider_session != session:
        pledge.provider_session, pledge.checkout_at = session, timezone.now()
        pledge.save(update_fields=["provider_session", "checkout_at"])
    if pledge.state == Pledge.State.STARTED:
        pledge.move(Pledge.State.CHECKOUT, source=PledgeLog.Source.SUPPORTER)
