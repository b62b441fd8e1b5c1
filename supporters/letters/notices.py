"""Service letters about money: what failed, what came back, what was given back. Each is written once."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from supporters.letters.links import stop_pledge_url
from supporters.letters.queue import queue_letter
from supporters.models import OutboxMail, Pledge
from supporters.models.pages import Frequency
from supporters.models.states import PledgeState

NOTICE = dt.timedelta(days=14)


def _about(pledge, **more):
    return {
        "pledge": pledge,
        "supporter": pledge.supporter,
        "link": settings.SITE_URL + pledge.get_absolute_url(),
    } | more


def send_failure_notice(*, pledge, payment) -> OutboxMail:
    """One letter for a failed payment, however often the bank is asked again, with the way to put it right."""
    return queue_letter(
        key=f"failed:{payment.ref}"[:80],
        to=pledge.supporter.email,
        template="payment_failed",
        context=_about(pledge, payment=payment, fix=payment.url),
    )


def announce_renewals(today=None) -> int:
    """Two weeks before a yearly payment is taken: how much, when, and how to stop it. No appeal, and once."""
    today = today or timezone.localdate()
    soon = {"next_due__gt": today, "next_due__lte": today + NOTICE}
    due = Pledge.objects.by_card().filter(
        frequency=Frequency.YEAR, state=PledgeState.ACTIVE, cancel_asked_at=None, **soon
    )
    for pledge in due.select_related("supporter", "page"):
        queue_letter(
            key=f"renewal:{pledge.pk}:{pledge.next_due}",
            to=pledge.supporter.email,
            template="renewal",
            context=_about(pledge, stop_url=stop_pledge_url(pledge)),
        )
    return len(due)


def send_return_notice(*, payment) -> OutboxMail:
    return queue_letter(
        key=f"void:{payment.pk}",
        to=payment.pledge.supporter.email,
        template="payment_returned",
        context=_about(payment.pledge, payment=payment),
    )


def send_refund_notice(*, refund) -> OutboxMail:
    pledge = refund.payment.pledge
    return queue_letter(
        key=f"refund:{refund.pk}",
        to=pledge.supporter.email,
        template="refund",
        context=_about(pledge, refund=refund, payment=refund.payment),
    )
