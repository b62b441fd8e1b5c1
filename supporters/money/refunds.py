"""Give money back: never more than was paid, and once for each form, however often it is sent."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.money import format_amount
from supporters.letters.alerts import raise_alert
from supporters.models import Attention, Payment, Pledge, PledgeLog, Refund
from supporters.money.sync import sync
from supporters.providers import provider_of
from supporters.providers.base import Capability, ProviderError, ProviderRefused


class RefundRefused(ValueError):
    """There is not so much left of this payment, or its provider cannot give it back."""


def refund_payment(*, payment, amount, request_key, by, reason="") -> tuple[Refund, bool]:
    """The refund of this form, and whether it is new. Written down first, then asked for, then compared.

    Raises RefundRefused where the provider gives nothing back, or where less than that is left of the payment.
    """
    refund, is_new = _write_refund(payment_id=payment.pk, amount=amount, request_key=request_key, by=by, reason=reason)
    if is_new:
        ask_for_refund(refund=refund)
        refund.refresh_from_db()
    return refund, is_new


@transaction.atomic
def _write_refund(*, payment_id, amount, request_key, by, reason):
    # The pledge's lock, as the import of a snapshot: of two who refund at once, the second sees what the first left.
    pledge = Pledge.objects.select_for_update().get(payments=payment_id)
    known = Refund.objects.filter(request_key=request_key).first()
    if known:
        return known, False
    payment = Payment.objects.select_related("pledge__supporter").get(pk=payment_id)
    if Capability.REFUND not in provider_of(pledge).capabilities:
        raise RefundRefused(_("This provider cannot give money back; send it from the paper’s bank."))
    if not 0 < amount <= payment.refundable:
        left = format_amount(payment.refundable, payment.currency)
        raise RefundRefused(_("At most %(left)s of this payment can still be given back.") % {"left": left})
    refund = Refund.objects.create(
        payment=payment,
        amount=amount,
        currency=payment.currency,
        reason=reason,
        request_key=request_key,
        made_by=by,
        provider=payment.provider,
    )
    pledge.note(source=PledgeLog.Source.STAFF, by=by, text=f"{_('Refund')}: {refund}")
    return refund, True


def ask_for_refund(*, refund) -> None:
    """Ask the provider, with a key that makes asking twice harmless. Without an answer it stays under way.

    Only its answer to the refund itself is a refusal of it: one to the look that follows says nothing about the money.
    """
    pledge = refund.payment.pledge
    try:
        provider_of(pledge).refund(refund.payment, refund.amount, key=str(refund.request_key))
    except ProviderRefused as error:
        return _note_refusal(refund=refund, error=error)
    except ProviderError as error:
        return _note_silence(pledge, error)
    try:
        sync(pledge=pledge, source=PledgeLog.Source.STAFF, by=refund.made_by)
    except ProviderError as error:
        _note_silence(pledge, error)


def _note_silence(pledge, error):
    pledge.note(source=PledgeLog.Source.SYSTEM, text=f"{_('No answer to the refund yet')}: {error}"[:300])


@transaction.atomic
def _note_refusal(*, refund, error):
    pending = Refund.objects.filter(pk=refund.pk, status=Refund.Status.PENDING, provider_ref=None)
    if pending.update(status=Refund.Status.FAILED):
        text = f"{_('The provider refused a refund')}: {error}"
        raise_alert(kind=Attention.Kind.REFUND, cause=f"refund:{refund.pk}", text=text, pledge=refund.payment.pledge)
