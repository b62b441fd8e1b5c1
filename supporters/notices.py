"""Service letters about money: what failed, what came back, what was given back. Each is written once."""

from django.conf import settings

from supporters.letters import queue_letter


def _about(pledge, **more):
    return {
        "pledge": pledge,
        "supporter": pledge.supporter,
        "link": settings.SITE_URL + pledge.get_absolute_url(),
    } | more


def send_failure_notice(*, pledge, told):
    """One letter for a failed payment, however often the bank is asked again, with the way to put it right."""
    return queue_letter(
        key=f"failed:{told.ref}"[:80],
        to=pledge.supporter.email,
        template="payment_failed",
        context=_about(pledge, told=told, fix=told.url),
    )


def send_return_notice(*, payment):
    return queue_letter(
        key=f"void:{payment.pk}",
        to=payment.pledge.supporter.email,
        template="payment_returned",
        context=_about(payment.pledge, payment=payment),
    )


def send_refund_notice(*, refund):
    pledge = refund.payment.pledge
    return queue_letter(
        key=f"refund:{refund.pk}",
        to=pledge.supporter.email,
        template="refund",
        context=_about(pledge, refund=refund, payment=refund.payment),
    )
