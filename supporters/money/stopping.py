"""End a pledge, or change its amount, where a provider charges for it: written down first, then told, then compared."""

from django.db import transaction
from django.utils import timezone

from supporters.models import Pledge, PledgeLog
from supporters.models.states import ENDED, GIVING
from supporters.money.sync import PERIOD_END, sync
from supporters.providers import provider_of
from supporters.providers.base import Capability

SUPPORTER = PledgeLog.Source.SUPPORTER


def stop_at_provider(*, pledge, source=SUPPORTER, by=None, text="", at_period_end=False):
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


def change_at_provider(*, pledge, amount, source=SUPPORTER, by=None):
    """Another amount from the next payment on; True when it was agreed. The current period is not charged again."""
    if Capability.CHANGE_AMOUNT not in provider_of(pledge).capabilities:
        return False
    if not _write_amount(pledge=pledge, amount=amount, source=source, by=by):
        return False
    sync(pledge=pledge, source=source, by=by)
    return True


def rest_at_provider(*, pledge, act):
    """Pause, or go on. Without an answer nothing is changed here; a message or the next look tells what came of it."""
    provider = provider_of(pledge)
    {"pause": provider.pause, "resume": provider.resume}[act](pledge)
    return sync(pledge=pledge, source=SUPPORTER)


@transaction.atomic
def _write_amount(*, pledge, amount, source, by):
    pledge = Pledge.objects.select_for_update().get(pk=pledge.pk)
    if pledge.state not in GIVING or amount == pledge.amount or amount <= 0:
        return False
    pledge.settle_value()  # so that the amount until now is on record as agreed
    before, pledge.amount = pledge.printed_amount, amount
    pledge.save(update_fields=["amount"])
    pledge.note(source=source, by=by, text=f"{before} → {pledge.printed_amount}")
    pledge.settle_value()
    return True
