"""What a supporter does to their own pledges: change the amount, pause, go on, stop, have a receipt again."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from supporters.letters.links import stop_pledge_url
from supporters.letters.queue import queue_letter
from supporters.letters.terms import what_will_be_paid
from supporters.models import MoveRefused, OutboxMail, Pledge, PledgeLog
from supporters.models.states import ENDED, GIVING
from supporters.money.sync import PERIOD_END, sync
from supporters.providers import OFFICE, provider_of
from supporters.providers.base import Capability, ProviderError

AT_THE_OFFICE = frozenset({Capability.CANCEL, Capability.CHANGE_AMOUNT, Capability.PAUSE})
RESTING = {Pledge.State.PAUSED}
RUNNING = {Pledge.State.ACTIVE}


def capabilities_of(pledge) -> frozenset[str]:
    """What can be done to a pledge from here: all of it at the office, elsewhere what its provider says it can."""
    if pledge.provider == OFFICE:
        return AT_THE_OFFICE
    return frozenset(getattr(provider_of(pledge), "capabilities", ()))


def acts_on(pledge) -> set[str]:
    """The acts that the supporter's page offers for a pledge as it stands."""
    if is_stopped(pledge):
        return set()
    able = capabilities_of(pledge)
    acts = {Capability.CANCEL} & able
    if pledge.is_repeating and pledge.state in RUNNING:
        acts |= {Capability.CHANGE_AMOUNT, Capability.PAUSE} & able
    if pledge.state in RESTING and Capability.PAUSE in able:
        acts.add("resume")
    return acts | ({Capability.PORTAL} & able)


def is_stopped(pledge) -> bool:
    """Whether it has ended, or its end was asked for and is on its way."""
    return pledge.state in ENDED or pledge.cancel_asked_at is not None


def stop_pledge(*, pledge, source=PledgeLog.Source.SUPPORTER, by=None, text="") -> Pledge:
    """End a pledge at its owner's word. Asking twice is the same as asking once."""
    if is_stopped(pledge):
        return pledge
    if pledge.provider == OFFICE:
        _stop_here(pledge, source, by, text)
    else:
        _stop_at_provider(pledge, source, by, text)
    return pledge


@transaction.atomic
def _stop_here(pledge, source, by, text):
    try:
        pledge.move(Pledge.State.CANCELLED, source=source, by=by, text=text)
    except MoveRefused:  # it was stopped, or paid, a moment ago
        return pledge.refresh_from_db()
    return tell_stopped(pledge)


def _stop_at_provider(pledge, source, by, text):
    """The wish is written down first, so a provider that does not answer now is told again by the reconcile job."""
    with suppress(ProviderError):
        stop_at_provider(pledge=pledge, source=source, by=by, text=text)
    pledge.refresh_from_db()
    tell_stopped(pledge)


def tell_stopped(pledge) -> OutboxMail:
    return queue_letter(
        key=f"stopped:{pledge.pk}",
        to=pledge.supporter.email,
        template="stopped",
        context={"pledge": pledge, "supporter": pledge.supporter},
    )


def change_amount(*, pledge, amount, source=PledgeLog.Source.SUPPORTER, by=None) -> bool:
    """Agree on another amount for a regular pledge. At the office the supporter also changes the standing order."""
    before = pledge.printed_amount
    if "change_amount" not in acts_on(pledge):
        return False
    change = _write_amount if pledge.provider == OFFICE else change_at_provider
    was_changed = change(pledge=pledge, amount=amount, source=source, by=by)
    if was_changed:
        pledge.refresh_from_db()
        tell_changed(pledge, before)
    return was_changed


def tell_changed(pledge, before) -> OutboxMail:
    promise = what_will_be_paid(
        amount=pledge.amount, currency=pledge.currency, frequency=pledge.frequency, today=pledge.began_on
    )
    return queue_letter(
        key=f"changed:{pledge.pk}:{pledge.log.count()}",
        to=pledge.supporter.email,
        template="changed",
        context={
            "pledge": pledge,
            "supporter": pledge.supporter,
            "before": before,
            "promise": promise,
            "stop_url": stop_pledge_url(pledge),
        },
    )


def pause(*, pledge) -> Pledge:
    return _rest(pledge, Pledge.State.PAUSED, "pause")


def resume(*, pledge) -> Pledge:
    return _rest(pledge, Pledge.State.ACTIVE, "resume")


def _rest(pledge, to, act):
    if act not in acts_on(pledge):
        return pledge
    if pledge.provider != OFFICE:
        return rest_at_provider(pledge=pledge, act=act)
    pledge.move(to, source=PledgeLog.Source.SUPPORTER)
    return pledge


SUPPORTER = PledgeLog.Source.SUPPORTER


def stop_at_provider(*, pledge, source=SUPPORTER, by=None, text="", at_period_end=False) -> Pledge:
    """Stop it. Should the provider not answer, the wish stands, and the reconcile job repeats it."""
    pledge = _write_wish(pledge=pledge, source=source, by=by, text=text, at_period_end=at_period_end)
    if pledge.state in ENDED:
        return pledge
    return sync(pledge=pledge, source=source, by=by)


@transaction.atomic
def _write_wish(*, pledge, source, by, text, at_period_end):
    pledge = Pledge.objects.select_for_update().get(pk=pledge.pk)
    is_sooner = pledge.end_reason == PERIOD_END and not at_period_end
    if (pledge.cancel_asked_at is None or is_sooner) and pledge.state not in ENDED:
        pledge.cancel_asked_at = timezone.now()
        pledge.end_reason = PERIOD_END if at_period_end else "asked"
        pledge.save(update_fields=["cancel_asked_at", "end_reason"])
        pledge.note(source=source, by=by, text=text or pledge.end_reason)
    return pledge


def change_at_provider(*, pledge, amount, source=SUPPORTER, by=None) -> bool:
    """Another amount from the next payment on; True when it was agreed. The current period is not charged again.

    It is written down first, so a provider that does not answer now is told again by the reconcile job.
    """
    if Capability.CHANGE_AMOUNT not in provider_of(pledge).capabilities:
        return False
    if not _write_amount(pledge=pledge, amount=amount, source=source, by=by):
        return False
    with suppress(ProviderError):
        sync(pledge=pledge, source=source, by=by)
    return True


def rest_at_provider(*, pledge, act) -> Pledge:
    """Pause, or go on. Without an answer nothing is changed here; a message or the next look tells what came of it."""
    provider = provider_of(pledge)
    {"pause": provider.pause, "resume": provider.resume}[act](pledge)
    return sync(pledge=pledge, source=SUPPORTER)


@transaction.atomic
def _write_amount(*, pledge, amount, source, by):
    pledge = Pledge.objects.select_for_update().get(pk=pledge.pk)
    if pledge.state not in GIVING or amount == pledge.amount or amount <= 0:
        return False
    pledge.settle_mrr()  # so that the amount until now is on record as agreed
    before, pledge.amount = pledge.printed_amount, amount
    pledge.save(update_fields=["amount"])
    pledge.note(source=source, by=by, text=f"{before} → {pledge.printed_amount}")
    pledge.settle_mrr()
    return True
