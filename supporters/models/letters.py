"""Letters to supporters, written down with their cause and sent once."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from common.outbox import OutboxLetter

# Longer than a mail server takes to answer: a letter that was taken up before that was dropped by a crash.
TAKEN_UP_FOR = dt.timedelta(minutes=15)
# Letters that open a page of their reader's own: once sent, the desk has no business with the link in them.
KEYS_OF_DOORS = ("sign-in:", "letter:")
# Written, and let go of instead of sent: for an address that we do not know, so that both kinds cost the same.
KEYS_OF_NOBODY = "sign-in:nobody:"
# Letters for which a reader sits at a screen: the ways in, on to the card page, and to the newsletter.
KEYS_OF_WAITED_FOR = (*KEYS_OF_DOORS, "way-on:", "newsletter:")
# Letters to people who support nothing: once sent, there is nobody whom we know.
KEYS_OF_STRANGERS = ("dedication:", "mistake:", "letter:")


class OutboxMailQuerySet(models.QuerySet):
    def waiting(self, at=None) -> Self:
        """Letters to be sent: those that wait, and those whose sender died on the way."""
        at = at or timezone.now()
        dropped = Q(state=OutboxMail.State.SENDING, taken_up_at__lte=at - TAKEN_UP_FOR)
        return self.filter(Q(state=OutboxMail.State.WAITING) | dropped)

    def oldest_first(self) -> Self:
        return self.order_by("queued_at", "pk")


class OutboxMail(OutboxLetter):
    """A letter to a supporter, with its state."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    unsubscribe = CleanCharField(_("address that stops such letters"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    taken_up_at = models.DateTimeField(_("last tried"), null=True, blank=True)

    IS_SWEPT = True  # by `send_waiting_letters`

    objects = OutboxMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(
                name="outbox_mail_sent_has_its_time",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["queued_at"], condition=~Q(state="sent"), name="outbox_mail_unsent"),
        ]

    @property
    def is_waited_for(self) -> bool:
        return self.key.startswith(KEYS_OF_WAITED_FOR)

    def as_message(self) -> EmailMessage:
        message = super().as_message()
        message.reply_to = [settings.PAPER_EMAIL]
        if self.unsubscribe:  # RFC 8058: the mail program's own button, one click and no questions
            message.extra_headers |= {
                "List-Unsubscribe": f"<{self.unsubscribe}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            }
        return message

    def take_up(self) -> bool:
        now = timezone.now()
        claimed = OutboxMail.objects.waiting(at=now).filter(pk=self.pk)
        taken = claimed.update(state=self.State.SENDING, taken_up_at=now, attempts=models.F("attempts") + 1)
        self.refresh_from_db()
        return bool(taken)

    def reopen(self) -> bool:
        """Let a letter that was given up be tried once more; True when it now waits."""
        given_up = OutboxMail.objects.filter(pk=self.pk, state=self.State.FAILED)
        given_up.update(state=self.State.WAITING, attempts=0)
        return OutboxMail.objects.waiting().filter(pk=self.pk).exists()

    def mark_sent(self) -> None:
        if self.key.startswith(KEYS_OF_NOBODY):
            self.delete()
            return
        self.state, self.sent_at, self.error = self.State.SENT, timezone.now(), ""
        if self.key.startswith(KEYS_OF_DOORS):
            self.body = ""
        if self.key.startswith(KEYS_OF_STRANGERS):
            self.to = ""
        self.save(update_fields=["state", "sent_at", "error", "body", "to"])

    def mark_unsent(self, error, *, give_up) -> None:
        self.state = self.State.FAILED if give_up else self.State.WAITING
        self.error = str(error)[:200]
        self.save(update_fields=["state", "error"])
