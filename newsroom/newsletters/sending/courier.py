"""Hand a batch over on several connections at once, each letter marked as soon as the mail server has it.

A connection gets its next letter when its last one is marked. So of a killed worker's letters one a connection is in
doubt at most, however many there are.
"""

import datetime as dt
import selectors
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection

from newsroom.newsletters.bounces.reports import CODE, kind_of
from newsroom.newsletters.bounces.return_path import mark_of, return_path
from newsroom.newsletters.bounces.take import note_bounce
from newsroom.newsletters.links import leave_address, page_address
from newsroom.newsletters.models import BounceEvent, Delivery, DeliveryProblem, IssueBatch, LetterKey, Subscription
from newsroom.newsletters.rendering.message import CannotBeAddressed, LetterBytes, Recipient, plain_address, sender
from newsroom.newsletters.sending.batches import Claimed, close, let_go, note_refusal, renew
from newsroom.newsletters.sending.transport import Way
from newsroom.newsletters.sending.ways import PATIENCE, Lost, Refused

RENEWED_EVERY = 30  # seconds, a quarter of a lease
RETRIES = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]
LOSSES = 3  # one after the other: then it is the letter, and the others go on without it
LOST = 451


class Away(Exception):
    """There is no connection to be had any more, or somebody else has the batch."""


@dataclass
class Pace:
    """No more letters a second than somebody asked for; 0 is as fast as they are taken."""

    rate: int
    due: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Seconds until the next letter may begin."""
        return max(0.0, self.due - time.monotonic()) if self.rate else 0.0

    def begin(self) -> None:
        if self.rate:
            self.due = max(self.due, time.monotonic() - 1) + 1 / self.rate


@dataclass
class Outgoing:
    """A letter that is ready to go, and how often its connection was lost."""

    delivery_id: int
    reader: Subscription
    mark: str
    sender: str
    to: str
    message: bytes
    losses: int = 0

    def for_exchange(self) -> dict[str, str | bytes]:
        return {"sender": self.sender, "to": self.to, "message": self.message, "mark": self.mark}


@dataclass
class Lease:
    batch: IssueBatch
    renewed: float = field(default_factory=time.monotonic)

    def keep(self) -> None:
        """Raises Away where somebody else has the batch by now."""
        if time.monotonic() - self.renewed > RENEWED_EVERY:
            if not renew(self.batch):
                raise Away
            self.renewed = time.monotonic()


class Courier:
    def __init__(self, ways: Iterable[Way], pace: Pace):
        self.free, self.pace = list(ways), pace
        self.busy = {}  # each connection with a letter on it: that letter, and the steps that are left
        self.again = []  # letters whose connection was lost

    def send_batch(self, claimed: Claimed) -> bool:
        """False where the mail server is away or somebody else has the batch by now: it is left to the next."""
        with quick_commits():
            try:
                self._send_all(outgoing(claimed), Lease(claimed.batch))
            except Away:
                let_go(claimed.batch)
                return False
        close(claimed.batch)
        return True

    def _send_all(self, letters, lease):
        following = next(letters, None)
        while following or self.again or self.busy:
            lease.keep()
            while self.free and (following or self.again) and not self.pace.left():
                letter = self.again.pop() if self.again else following
                if letter is following:
                    following = next(letters, None)
                self.pace.begin()
                way = self.free.pop()
                self.busy[way] = (letter, way.exchange(**letter.for_exchange()))
                self._take_steps([way])
            wants_more = self.free and (following or self.again)
            if self.busy or wants_more:  # a way that waits for no answer is free at once, also with the last letter
                self._take_steps(self._answered(self.pace.left() if wants_more else PATIENCE))

    def _answered(self, seconds):
        """The connections on which an answer has come; those that keep silent for too long are closed."""
        if not self.busy:
            time.sleep(seconds)
            return []
        with selectors.PollSelector() as selector:
            for way in self.busy:
                selector.register(way.line, selectors.EVENT_READ, way)
            answered = [key.data for key, _events in selector.select(seconds)]
        if not answered and seconds >= PATIENCE:
            for way in list(self.busy):
                self._lose(way)
        return answered

    def _take_steps(self, ways):
        """Go on with these. What was taken is marked at once, and only then its connections are free."""
        taken = {way: self.busy[way][0].delivery_id for way in ways if self._is_taken(way)}
        if taken:
            Delivery.objects.mark_accepted(taken.values())
        for way in taken:
            del self.busy[way]
            self.free.append(way)

    def _is_taken(self, way):
        letter, steps = self.busy[way]
        try:
            next(steps)
        except StopIteration:
            return True
        except Refused as refusal:
            self._set_down(way, letter, refusal)
        except Lost:
            self._lose(way)
        return False

    def _set_down(self, way, letter, refusal):
        _refuse(letter.delivery_id, letter.reader, refusal)
        del self.busy[way]
        self.free.append(way)

    def _lose(self, way):
        """The letter goes again, as it is, on a new connection. Raises Away where the last one is gone."""
        letter, _steps = self.busy.pop(way)
        way.close()
        try:
            way.open()
        except OSError:
            if not (self.busy or self.free):
                raise Away from None
        else:
            self.free.append(way)
        letter.losses += 1
        if letter.losses < LOSSES:
            self.again.append(letter)
        else:
            text = "The connection was lost again and again while this letter was sent."
            _refuse(letter.delivery_id, letter.reader, Refused(LOST, text))


def outgoing(claimed: Claimed) -> Iterator[Outgoing]:
    """The letters of a batch, one after the other. What cannot be addressed is refused here."""
    batch, key, ours = claimed.batch, LetterKey.objects.newest_key(), sender()
    letter = LetterBytes(bytes(batch.render.message))
    for delivery_id, subscription_id in claimed.deliveries:
        reader = claimed.readers[subscription_id]
        recipient = Recipient(
            to=reader.supporter.email,
            message_id=message_id(batch.issue_id, delivery_id),
            leave=leave_address(reader, key),
            page=page_address(reader, key),
        )
        try:
            to, message = plain_address(recipient.to), letter.for_recipient(recipient)
        except CannotBeAddressed as error:
            note_refusal(delivery_id=delivery_id, code=553, reply=str(error), wait=None)
        else:
            mark = mark_of(reader, key)
            yield Outgoing(delivery_id, reader, mark, return_path(mark) or ours, to, message)


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
