"""What a report does: one row, and where it is due an address to which nothing more is sent."""

import datetime as dt
import hashlib
import re
from email import message_from_bytes, policy

from django.db import transaction
from django.utils import timezone

from newsroom.newsletters.bounces.owners import tell_desk_of
from newsroom.newsletters.bounces.reports import read_report
from newsroom.newsletters.bounces.return_path import subscription_in
from newsroom.newsletters.models import BounceEvent, Suppression
from newsroom.newsletters.models.bounces import SOFT_MOST

Kind = BounceEvent.Kind
KEPT = dt.timedelta(days=90)
TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")


@transaction.atomic
def take_report(*, content: bytes, source: str = BounceEvent.Source.MAILBOX) -> BounceEvent | None:
    """Take one message of the mailbox. None where it is no report, or not about a letter that we have signed for."""
    report = read_report(content)
    message = message_from_bytes(content, policy=policy.compat32)
    subscription = subscription_in(str(value) for name in TO for value in message.get_all(name, []))
    if report is None or subscription is None:
        return None
    return note_bounce(
        event_key=hashlib.sha256(content).hexdigest(),
        kind=report.kind,
        address_hmac=subscription.address_hmac,
        status=report.status,
        text=report.text,
        source=source,
    )


@transaction.atomic
def note_bounce(*, event_key: str, kind: str, address_hmac: str, source: str, **words: str) -> BounceEvent:
    """Write down what a server said of an address, once, and suppress it where that is due.

    At once after a complaint or where there is no mailbox; after five times in thirty days where it was full or did
    not answer; never where the server refuses us. That a supporter's mailbox is gone the desk is told, once.
    """
    words = {name: ADDRESS.sub("…", text)[:200] for name, text in words.items()}
    given = {"kind": kind, "address_hmac": address_hmac, "source": source, "at": timezone.now()} | words
    event, is_new = BounceEvent.objects.get_or_create(event_key=event_key, defaults=given)
    if is_new and (reason := _reason(event)):
        is_news = Suppression.objects.suppress(event.address_hmac, reason)
        if is_news and reason == Suppression.Reason.HARD:
            tell_desk_of(event=event)
    return event


def _reason(event):
    if event.kind == Kind.HARD:
        return Suppression.Reason.HARD
    if event.kind == Kind.COMPLAINT:
        return Suppression.Reason.COMPLAINT
    if event.kind == Kind.SOFT and _softly(event) >= SOFT_MOST:
        return Suppression.Reason.SOFT
    return None


def _softly(event):
    """How often lately, since its owner last confirmed that the mailbox works."""
    lately = BounceEvent.objects.soft_lately(event.address_hmac, event.at)
    lifted = Suppression.objects.filter(address_hmac=event.address_hmac, lifted_at__isnull=False)
    newest = lifted.order_by("-lifted_at").values_list("lifted_at", flat=True).first()
    return (lately.filter(at__gt=newest) if newest else lately).count()


def forget_reports() -> None:
    """Every night. The suppression stays; what the server said is of no more use."""
    BounceEvent.objects.filter(at__lt=timezone.now() - KEPT).delete()
