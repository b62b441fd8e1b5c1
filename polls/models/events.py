"""What staff did to a poll. Rows are added and never changed."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField

ALERTS = ["burst", "tampered"]  # the kinds that need a person


class PollEventQuerySet(models.QuerySet):
    def alerts(self, *, since: dt.datetime) -> Self:
        return self.filter(kind__in=ALERTS, at__gt=since)


class PollEvent(models.Model):
    class Kind(models.TextChoices):
        CREATED = "created", _("Made")
        BROUGHT_IN = "brought_in", _("Brought in with its count")
        STATE = "state", _("State changed")
        OPENING = "opening", _("Opening time changed")
        CLOSING = "closing", _("Closing time changed")
        RESULTS = "results", _("Result policy changed")
        FIRST_BALLOT = "first_ballot", _("First vote: wording fixed")
        REWORDED = "reworded", _("Typing error corrected")
        FROZEN = "frozen", _("Final count kept")
        KEYS = "keys", _("Voter keys destroyed")
        RELEASED = "released", _("Held votes released")
        REMOVAL_PROPOSED = "void_asked", _("Removal of votes proposed")
        REMOVED = "voided", _("Votes removed")
        REMOVAL_REFUSED = "void_refused", _("Removal of votes refused")
        REMOVAL_UNDONE = "void_undone", _("Removal undone")
        ANOMALY = "burst", _("Alert: an unusual hour")
        TAMPERED = "tampered", _("Alert: the final count no longer fits the ballots")

    poll = models.ForeignKey("polls.Poll", models.CASCADE, related_name="events")
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    before = CleanCharField(_("before"), max_length=300, blank=True)
    after = CleanCharField(_("after"), max_length=300, blank=True)
    reason = CleanCharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="poll_events", verbose_name=_("by")
    )

    objects = PollEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("log")
        indexes = [models.Index(fields=["at"], name="poll_alert", condition=models.Q(kind__in=ALERTS))]

    def __str__(self) -> str:
        return self.get_kind_display()
