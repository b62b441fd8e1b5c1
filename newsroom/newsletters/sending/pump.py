"""Send an issue for a while: batch after batch, letter after letter, each marked as soon as the mail server has it."""

import datetime as dt
import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from newsroom.newsletters.bounces.reports import CODE, kind_of
from newsroom.newsletters.bounces.return_path import return_path
from newsroom.newsletters.bounces.take import note_bounce
from newsroom.newsletters.composing.moves import State, WrongMove, move
from newsroom.newsletters.links import leave_address, page_address
from newsroom.newsletters.models import BounceEvent, Delivery, DeliveryProblem, Issue, LetterKey
from newsroom.newsletters.rendering.message import (
    CannotBeAddressed,
    LetterBytes,
    Recipient,
    plain_address,
    sender,
)
from newsroom.newsletters.sending.batches import Claimed, claim, close, is_over, let_go, note_refusal, renew
from newsroom.newsletters.sending.transport import Lost, OtherWay, Refused, Smtp, transport

RENEWED_EVERY = 30  # seconds, a quarter of a lease
RETRIES = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
LOSSES = 3  # one after the other: then it is the letter, and the others go on without it
LOST = 451


def pump(*, issue_id: int, seconds: float, owner: str = "") -> bool:
    """Send for so long. True while there is more that could be sent at once."""
    owner = owner or f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
    if not _begin(issue_id):
        return False
    until = time.monotonic() + seconds
    try:
        with transport() as way:
            courier = Courier(way, Pace(_rate(issue_id)))
            while time.monotonic() < until:
                claimed = claim(issue_id=issue_id, owner=owner)
                if claimed is None:
                    return _finish(issue_id)
                if not courier.send_batch(claimed):
                    return False
    except OSError:
        return False  # the mail server is away: the schedule wakes the issue again
    return True


def _begin(issue_id):
    issue = Issue.objects.get(pk=issue_id)
    if issue.state == State.FROZEN:
        try:
            move(issue=issue, to=State.SENDING, by=None)
        except WrongMove:
            issue.refresh_from_db()
    return issue.state == State.SENDING


def _rate(issue_id):
    return Issue.objects.values_list("rate", flat=True).get(pk=issue_id) or settings.LETTERS_PER_SECOND


@transaction.atomic
def _finish(issue_id):
    """All have it, or have been passed over. What waits for another try, or for a person, is not over."""
    issue = Issue.objects.select_for_update().get(pk=issue_id)
    if issue.state == State.SENDING and is_over(issue):
        move(issue=issue, to=State.SENT, by=None, over_at=timezone.now())
    return False


@dataclass
class Pace:
    """No more letters a second than somebody asked for; 0 is as fast as they are taken."""

    rate: int
    due: float = field(default_factory=time.monotonic)

    def wait(self) -> None:
        if self.rate:
            now = time.monotonic()
            self.due = max(self.due, now - 1) + 1 / self.rate
            time.sleep(max(0.0, self.due - now))


class Courier:
    def __init__(self, way: Smtp | OtherWay, pace: Pace):
        self.way, self.pace = way, pace

    def send_batch(self, claimed: Claimed) -> bool:
        """False where the mail server is away or somebody else has the batch by now: it is left to the next."""
        batch, renewed = claimed.batch, time.monotonic()
        letter, key = LetterBytes(bytes(batch.render.message)), LetterKey.objects.newest_key()
        with quick_commits():
            for delivery_id, subscription_id in claimed.deliveries:
                self.pace.wait()
                if time.monotonic() - renewed > RENEWED_EVERY:
                    if not renew(batch):
                        return False
                    renewed = time.monotonic()
                reader = claimed.readers[subscription_id]
                if not self._send(letter, batch.issue_id, delivery_id, reader, key):
                    let_go(batch)
                    return False
        close(batch)
        return True

    def _send(self, letter, issue_id, delivery_id, reader, key):
        """Until the letter is with the server, or refused; False where there is no server to be had."""
        recipient = Recipient(
            to=reader.supporter.email,
            message_id=message_id(issue_id, delivery_id),
            leave=leave_address(reader, key),
            page=page_address(reader, key),
        )
        try:
            to, message = plain_address(recipient.to), letter.for_recipient(recipient)
        except CannotBeAddressed as error:
            note_refusal(delivery_id=delivery_id, code=553, reply=str(error), wait=None)
            return True
        try:
            if not self._hand_over(return_path(reader, key) or sender(), to, message):
                return False
        except Refused as refusal:
            _refuse(delivery_id, reader, refusal)
        else:
            Delivery.objects.filter(pk=delivery_id).update(state=Delivery.State.ACCEPTED)
        return True

    def _hand_over(self, envelope, to, message):
        """A letter whose connection was lost goes again, as it is, on a new one. Raises Refused."""
        for _try in range(LOSSES):
            try:
                self.way.send(sender=envelope, to=to, message=message)
            except Lost:
                self.way.close()
                try:
                    self.way.open()
                except OSError:
                    return False
            else:
                return True
        raise Refused(LOST, "The connection was lost again and again while this letter was sent.")


def message_id(issue_id: int, delivery_id: int) -> str:
    """The same at every try, so that a mailbox can fold what came twice."""
    return f"letter.{issue_id}.{delivery_id}@{settings.SITE_HOST}"


def _refuse(delivery_id, reader, refusal):
    """A server that says “later” is asked again, this one letter alone. What it says for good is a report."""
    tries = DeliveryProblem.objects.filter(delivery=delivery_id).values_list("tries", flat=True).first() or 0
    wait = RETRIES[tries] if refusal.is_for_now and tries < len(RETRIES) else None
    note_refusal(delivery_id=delivery_id, code=refusal.code, reply=refusal.reply, wait=wait)
    status = ".".join(next(iter(CODE.findall(refusal.reply)), ()))
    kind = kind_of(status, refusal.reply)
    if wait is None and kind and refusal.code != LOST:
        facts = {"kind": kind, "address_hmac": reader.address_hmac, "source": BounceEvent.Source.REPLY}
        note_bounce(event_key=f"reply:{delivery_id}", status=status, text=refusal.reply, **facts)


@contextmanager
def quick_commits() -> Iterator[None]:
    """Marks that a killed process leaves behind, and a power cut may take: that costs a batch sent again at worst.

    Claims are not among them: those are on the disk before a letter goes.
    """
    names = {"sqlite": ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL")}
    names["postgresql"] = ("SET synchronous_commit TO off", "SET synchronous_commit TO DEFAULT")
    if connection.in_atomic_block:
        yield
        return
    quick, durable = names[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(quick)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(durable)
