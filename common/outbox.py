"""Letters that are written down with their cause and sent once. Each table of letters has what it needs besides."""

import datetime as dt
import sys
from email.message import Message
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanEmailField, CleanTextField

LONGEST_HEADER = 900  # signs; a line of a message may have 998
RETRY_AFTER = [60, 300, 1800, 7200, 21600, 43200, 86400]  # seconds until each next try
# Of tasks that wait, the worker takes the highest first: after an outage, a letter for which somebody sits at a
# screen goes before the others, and what was tried before goes last.
WAITED_FOR, TRIED_BEFORE = 50, -50


class WholeHeaders(EmailMessage):
    """A message whose headers leave as they are written.

    A word of 78 signs or more, such as the address of a link, would leave as encoded words, which no mail program takes
    for an address. Bodies are laid out by then, and keep their short lines.
    """

    def message(self, **options) -> Message:
        message = super().message(**options)
        message.policy = message.policy.clone(max_line_length=LONGEST_HEADER)
        return message

    def send(self, *args, **options) -> int:
        """A message to nobody is put together too, so that it costs what others cost, and goes nowhere."""
        if not self.recipients():
            self.message().as_bytes()
        return super().send(*args, **options)


class OutboxLetter(models.Model):
    """One letter. Its key is made from its cause, so that the same cause can never write it twice."""

    key = models.CharField(_("key"), max_length=80, unique=True)
    to = CleanEmailField(_("to"))
    subject = CleanCharField(_("subject"), max_length=200)
    body = CleanTextField(_("body"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = CleanCharField(_("last error"), max_length=200, blank=True)
    queued_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        abstract = True

    RETRIES = len(RETRY_AFTER)  # after the last one the letter waits for a person
    IS_SWEPT = False  # whether a command sends what waits where tasks cannot be put off
    is_waited_for = False

    def __str__(self):
        return self.subject

    def take_up(self) -> bool:
        """Claim the letter for one try; False when another sender has it or it is gone already."""
        raise NotImplementedError

    def mark_sent(self) -> None:
        raise NotImplementedError

    def mark_unsent(self, error: Exception, *, give_up: bool) -> None:
        raise NotImplementedError

    def as_message(self) -> EmailMessage:
        # The same Message-ID at every try: should a crash hide that it was sent, mailboxes still show it once.
        name = f"{self._meta.app_label}.{self.key.replace(':', '.')}.{self.queued_at:%Y%m%d%H%M%S}"
        headers = {"Message-ID": f"<{name}@{settings.SITE_HOST}>", "Auto-Submitted": "auto-generated"}
        return WholeHeaders(self.subject, self.body, to=[self.to], headers=headers)

    def seconds_until_retry(self) -> int | None:
        """How long to wait after the tries so far, or None when there is none to come."""
        return RETRY_AFTER[self.attempts - 1] if 0 < self.attempts <= self.RETRIES else None


class Words(NamedTuple):
    subject: str
    body: str


def compose(template: str, context: dict) -> Words:
    """What a template makes of it: its first line is the subject."""
    subject, _line_end, body = render_to_string(f"emails/{template}.txt", context).strip().partition("\n")
    return Words(" ".join(subject.split())[:200], body.strip() + "\n")


def write_once(letters: models.Manager, *, task, key: str, words: Words, **fields) -> OutboxLetter:
    """Write a letter and hand it to the worker, both with the caller's own transaction. A known key changes nothing."""
    letter, is_new = letters.get_or_create(key=key, defaults=words._asdict() | fields)
    if is_new:
        enqueue(letter, task)
    return letter


def enqueue(letter: OutboxLetter, task) -> None:
    task.using(priority=WAITED_FOR if letter.is_waited_for else task.priority).enqueue(letter.pk)


def send_letter(letter: OutboxLetter) -> bool:
    """Try to send a letter; True when this call sent it. Refused, it waits for its next try or for a person."""
    return letter.take_up() and _send(letter, comes_back=True)


def deliver(letter: OutboxLetter, task) -> None:
    """Send a letter for the worker. When the mail server is down, `task` comes back to it later."""
    can_wait = task.get_backend().supports_defer
    if not letter.take_up() or _send(letter, comes_back=can_wait or letter.IS_SWEPT):
        return
    wait = letter.seconds_until_retry()
    if wait is not None and can_wait:
        run_after = timezone.now() + dt.timedelta(seconds=wait)
        priority = WAITED_FOR if letter.is_waited_for else TRIED_BEFORE
        task.using(run_after=run_after, priority=priority).enqueue(letter.pk)


def _send(letter, *, comes_back):
    try:
        letter.as_message().send()
    except mail_errors() as error:
        letter.mark_unsent(error, give_up=not comes_back or letter.seconds_until_retry() is None)
        return False
    letter.mark_sent()
    return True


def mail_errors() -> tuple[type[Exception], ...]:
    """What a mail server answers is an OSError. Of a service's answers some are errors of its package alone."""
    service = sys.modules.get("anymail.exceptions")  # there when a letter went to one, and not installed everywhere
    return (OSError, service.AnymailError) if service else (OSError,)
