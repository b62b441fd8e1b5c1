"""Bring a pledge into line with its provider. Return page, webhook, reconcile job and button all end here."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.money import format_amount
from supporters.letters.alerts import raise_alert
from supporters.models import Attention, Pledge, PledgeLog
from supporters.models.states import GIVING, PledgeState
from supporters.money.import_snapshot import import_disputes, import_payments, import_refunds
from supporters.providers import provider_of
from supporters.providers.base import Capability

LIVE_AT_PROVIDER = {
    PledgeState.CHECKOUT,
    PledgeState.PROCESSING,
    PledgeState.ACTIVE,
    PledgeState.PAST_DUE,
    PledgeState.PAUSED,
    PledgeState.ENDING,
}
PERIOD_END = "asked, at the end of the period"
DISPUTED = "disputed"
OVER_UNPAID = {PledgeState.CHECKOUT, PledgeState.EXPIRED}


def sync(*, pledge, source=PledgeLog.Source.SYSTEM, by=None) -> Pledge:
    """Ask the provider how things stand and take it over. Safe to call at any time and as often as one likes.

    Raises ProviderError where the provider does not answer or says no.
    """
    provider = provider_of(pledge)
    if Capability.SNAPSHOT not in provider.capabilities:
        return pledge
    snapshot = provider.snapshot(pledge)
    if snapshot is None:
        return pledge
    pledge = import_snapshot(pledge=pledge, snapshot=snapshot, source=source, by=by)
    if _repeat_what_was_lost(provider, pledge, snapshot):
        pledge = import_snapshot(pledge=pledge, snapshot=provider.snapshot(pledge), source=source, by=by)
    return pledge


def _repeat_what_was_lost(provider, pledge, snapshot):
    """Tell the provider again what we have decided and it has not heard of; True when it was told something."""
    ends_as_asked = snapshot.state == PledgeState.ENDING and pledge.end_reason == PERIOD_END
    if pledge.cancel_asked_at and snapshot.state in LIVE_AT_PROVIDER and not ends_as_asked:
        provider.cancel(pledge, at_period_end=pledge.end_reason == PERIOD_END)
        return True
    differs = snapshot.amount not in {None, pledge.amount} and snapshot.currency == pledge.currency
    if differs and pledge.state in GIVING and pledge.has_agreed_to(snapshot.amount):
        provider.change_amount(pledge, pledge.amount)
        return True
    return False


@transaction.atomic
def import_snapshot(*, pledge, snapshot, source=PledgeLog.Source.PROVIDER, by=None) -> Pledge:
    """Write what the snapshot says into our rows. Any order of snapshots, however often, leaves the same rows."""
    pledge = Pledge.objects.select_for_update().get(pk=pledge.pk)
    is_newest = pledge.synced_at is None or snapshot.read_at >= pledge.synced_at
    if is_newest:
        _take_over(pledge, snapshot)
    _compare_terms(pledge, snapshot)
    import_payments(pledge=pledge, payments=snapshot.payments, is_newest=is_newest)
    import_refunds(pledge=pledge, refunds=snapshot.refunds)
    if import_disputes(pledge=pledge, disputes=snapshot.disputes) and pledge.is_repeating:
        _stop_for_dispute(pledge)
    if is_newest:
        _move(pledge, _state_after(pledge, snapshot), snapshot, source, by)
    pledge.settle_mrr(at=snapshot.ended_at)
    return pledge


def _take_over(pledge, snapshot):
    """The provider's ids and dates; ids that we know are never given up for none."""
    pledge.synced_at = snapshot.read_at
    pledge.next_due, pledge.cancel_at = snapshot.next_due, snapshot.cancel_at
    for name in ("session", "subscription", "customer"):
        ref = getattr(snapshot, name)
        if ref and not (name == "subscription" and not pledge.is_repeating):
            setattr(pledge, f"provider_{name}", ref)
    if pledge.state == PledgeState.ENDING and snapshot.state == PledgeState.ACTIVE:
        # The supporter has gone on at the provider's own page, so the wish to stop is withdrawn.
        pledge.cancel_asked_at, pledge.end_reason = None, ""
    if snapshot.end_reason and not pledge.end_reason:
        pledge.end_reason = snapshot.end_reason[:60]
    pledge.save(
        update_fields=[
            "synced_at",
            "next_due",
            "cancel_at",
            "provider_session",
            "provider_subscription",
            "provider_customer",
            "end_reason",
            "cancel_asked_at",
        ]
    )


def _compare_terms(pledge, snapshot):
    """What the provider would take must be what was pledged; if it is not, a person looks before anything else."""
    if snapshot.amount is None:
        return
    if snapshot.currency == pledge.currency and pledge.has_agreed_to(snapshot.amount):
        return
    hold(pledge, amount=snapshot.amount, currency=snapshot.currency)


def hold(pledge, *, amount, currency) -> None:
    text = _("Pledged %(pledged)s, but the provider has %(found)s.") % {
        "pledged": pledge.printed_amount,
        "found": format_amount(amount, currency),
    }
    cause = f"mismatch:{pledge.pk}:{amount}:{currency}"
    raise_alert(kind=Attention.Kind.MISMATCH, cause=cause, text=text, pledge=pledge)


def _stop_for_dispute(pledge):
    """Whose bank calls a payment back is not charged again."""
    if pledge.cancel_asked_at is None or pledge.end_reason == PERIOD_END:
        pledge.cancel_asked_at, pledge.end_reason = timezone.now(), DISPUTED
        pledge.save(update_fields=["cancel_asked_at", "end_reason"])


def _state_after(pledge, snapshot):
    if pledge.attentions.open().filter(kind=Attention.Kind.MISMATCH).exists():
        return PledgeState.HELD
    if not pledge.is_repeating:
        if pledge.payments.received().exists():
            return PledgeState.COMPLETED  # money is there, whatever else is said
        if snapshot.state == PledgeState.COMPLETED:
            return PledgeState.FAILED  # it came and was called back
    if pledge.cancel_asked_at and snapshot.state in OVER_UNPAID:
        return PledgeState.CANCELLED
    return PledgeState(snapshot.state)


def _move(pledge, to, snapshot, source, by):
    if to == pledge.state:
        return
    if pledge.can_move(to):
        pledge.move(to, source=source, by=by, at=snapshot.ended_at)
