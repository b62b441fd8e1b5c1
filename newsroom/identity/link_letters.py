"""Letters with a link that opens a login. The link is made as the letter leaves: no row and no screen has it."""

from typing import Self

from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone

from common.outbox import OutboxLetter
from newsroom.identity.links import Purpose, link_for

PLACE = "{link}"  # of the link in the body


class LinkLetterQuerySet(models.QuerySet):
    def unsent(self) -> Self:
        return self.filter(sent_at=None)


class LinkLetter(OutboxLetter):
    user = models.ForeignKey(User, models.CASCADE, related_name="link_letters")
    purpose = models.CharField(max_length=10, choices=Purpose)

    objects = LinkLetterQuerySet.as_manager()

    RETRIES = 4  # the last one some three hours after the first
    is_waited_for = True

    class Meta:
        default_permissions = ()

    def as_message(self) -> EmailMessage:
        message = super().as_message()
        message.body = message.body.replace(PLACE, link_for(self.user, self.purpose, address=self.to))
        return message

    def take_up(self) -> bool:
        tries = self.attempts
        self.attempts = tries + 1
        waiting = LinkLetter.objects.unsent().filter(pk=self.pk, attempts=tries)
        return bool(waiting.update(attempts=self.attempts))

    def mark_sent(self) -> None:
        self.sent_at, self.error = timezone.now(), ""
        self.save(update_fields=["sent_at", "error"])

    def mark_unsent(self, error, *, give_up) -> None:
        self.error = str(error)[:200]
        self.save(update_fields=["error"])
