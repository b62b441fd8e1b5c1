"""What one shift leaves to the next."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanTextField

SHOWN = 3
FOR = dt.timedelta(days=7)  # after that it is told to nobody any more


class ShiftNoteQuerySet(models.QuerySet):
    def last_few(self, at=None) -> Self:
        """What is still news, the newest first."""
        at = at or timezone.now()
        return self.filter(at__gt=at - FOR).select_related("by").order_by("-at", "-pk")[:SHOWN]


class ShiftNote(models.Model):
    """A note between shifts. The database keeps each as it was written: what somebody went by stays."""

    words = CleanTextField(_("note"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = ShiftNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note between shifts")
        verbose_name_plural = _("notes between shifts")
        default_permissions = ()
        constraints = [models.CheckConstraint(name="shift_note_says_something", condition=~models.Q(words=""))]
        indexes = [models.Index(fields=["-at", "-id"], name="shift_note_newest")]

    def __str__(self) -> str:
        return self.words[:60]
