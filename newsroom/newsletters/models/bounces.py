"""What mail servers told of letters that did not arrive, each message once."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField

SOFT_WITHIN = dt.timedelta(days=30)
SOFT_MOST = 5


class BounceEventQuerySet(models.QuerySet):
    def soft_lately(self, address_hmac: str, at: dt.datetime) -> Self:
        since = at - SOFT_WITHIN
        return self.filter(address_hmac=address_hmac, kind=BounceEvent.Kind.SOFT, at__gt=since, at__lte=at)


class BounceEvent(models.Model):
    class Kind(models.TextChoices):
        HARD = "hard", _("There is no such mailbox")
        SOFT = "soft", _("Not now: full, or its server does not answer")
        COMPLAINT = "complaint", _("Reported as spam")
        OURS = "ours", _("Our server is refused")

    class Source(models.TextChoices):
        MAILBOX = "mailbox", _("Mailbox for reports")
        REPLY = "reply", _("Answer of the server")
        SERVICE = "service", _("Sending service")

    event_key = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    source = models.CharField(_("told by"), max_length=10, choices=Source)
    address_hmac = models.CharField(max_length=32, blank=True, editable=False)
    status = CleanCharField(_("status"), max_length=20, blank=True)
    text = CleanCharField(_("in its words"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = BounceEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a mail server")
        verbose_name_plural = _("reports of mail servers")
        indexes = [
            models.Index(fields=["address_hmac", "at"], name="bounce_of_address"),
            models.Index(fields=["-at", "-id"], name="bounce_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.status}".strip()
