"""Have one's letters sent to another address, which has to say so itself.

The letters move, the person does not: who gives money has signed in with the old address, and a letter that was
forwarded must not be a way to that page.
"""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common.limits import LETTER_MAILS_OF_ADDRESS
from common.mailbox import mailbox_of
from newsroom.newsletters.leaving import leave
from newsroom.newsletters.models import Subscription
from newsroom.newsletters.subscribing import reader_at, switch_on
from supporters.letters.links import mailbox_mark
from supporters.letters.newsletter import MOVED
from supporters.letters.queue import queue_letter
from supporters.models import ConsentRecord, Supporter

SALT, VALID_FOR = "newsroom.newsletters.move", 7 * 24 * 3600


class Move(NamedTuple):
    """Whose letters, and where to."""

    supporter: Supporter
    email: str


def mail_new_address(*, supporter: Supporter, email: str) -> None:
    """Ask the new address. Three mails a day at most go to it, whoever asks."""
    if not LETTER_MAILS_OF_ADDRESS.allows(mailbox_of(email)):
        return
    queue_letter(
        key=f"letter:move-{supporter.pk}-{timezone.now():%Y%m%d%H%M%S%f}",
        to=email,
        template="letters_move",
        context={"link": settings.SITE_URL + reverse("move_letters", args=[token_to_move(supporter, email)])},
    )


def token_to_move(supporter: Supporter, email: str) -> str:
    return signing.dumps([supporter.pk, mailbox_mark(supporter), email], salt=SALT)


def read_move(token: str) -> Move | None:
    """What a mailed link is about; None for one that is not ours, older than a week, or older than another change."""
    try:
        pk, mark, email = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    supporter = Supporter.objects.known().filter(pk=pk).first()
    return Move(supporter, email) if supporter and mailbox_mark(supporter) == mark else None


@transaction.atomic
def move_letters(*, supporter: Supporter, email: str) -> list[Subscription]:
    """Send all letters of this person to the new address, pauses and all, and tell the old one. Twice is once."""
    there = reader_at(email)
    running = supporter.subscriptions.running().select_related("consent__wording", "newsletter", "moved_to")
    if there.pk == supporter.pk:
        return list(running)
    moved = [_move(subscription, there) for subscription in running]
    if moved:
        _tell_old_address(supporter, moved[0])
    return moved


def _move(subscription, there):
    topic, pause = subscription.newsletter.slug, subscription.paused_until
    new, _ = Subscription.objects.select_related("supporter").get_or_create(
        supporter=there, newsletter=subscription.newsletter
    )
    consent = ConsentRecord.objects.create(
        supporter=there,
        wording=subscription.consent.wording,
        topic=topic,
        action=ConsentRecord.Action.CONFIRMED,
        method=ConsentRecord.Method.LINK,
        source=MOVED,
        cause_key=f"moved:{subscription.consent_id}:{there.pk}",
    )
    left = leave(subscription=subscription, source=MOVED)
    switch_on(subscription=new, consent=consent, source=Subscription.Source.OWN, paused_until=pause)
    Subscription.objects.filter(pk=left.pk).update(moved_to=new)
    return new


def _tell_old_address(supporter, subscription):
    queue_letter(
        key=f"letter:moved-{subscription.pk}-{subscription.consent_id}",
        to=supporter.email,
        template="letters_moved",
        context={"link": settings.SITE_URL + reverse("letters")},
    )
