"""What keeps words from being lost while they are typed. None of it is public, and none of it is a version."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.people import name_of

LASTS = dt.timedelta(seconds=150)  # an open form says so every minute; two may go missing
LONG = dt.timedelta(hours=1)


class Autosave(models.Model):
    """What somebody has typed into a story's form and not saved. One row for each form that is open, written over and
    over. It is never live and never checked; it goes when the form is saved, or when its writer throws it away.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="autosaves")
    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField(null=True)
    fields = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("unsaved words")
        verbose_name_plural = _("unsaved words")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="autosave_one_a_form")]
        indexes = [models.Index(fields=["user", "article", "-saved_at"], name="autosave_newest")]

    def __str__(self) -> str:
        return f"{self.user}, {self.saved_at:%Y-%m-%d %H:%M}"


class PresenceQuerySet(models.QuerySet):
    def open_now(self, at=None) -> Self:
        """Forms that are open: who fell silent has gone, and who was taken over from has been told."""
        at = at or timezone.now()
        return self.filter(renewed_at__gt=at - LASTS, taken_at=None)

    def open_long(self, at=None) -> Self:
        """Open now and for over an hour: perhaps forgotten, while others wait."""
        at = at or timezone.now()
        return self.open_now(at).filter(opened_at__lt=at - LONG)

    def longest_first(self) -> Self:
        return self.order_by("opened_at", "pk")


class Presence(models.Model):
    """Somebody has a story's form open. It keeps nobody out: what two save is settled when the second one saves."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    key = models.CharField(max_length=40)  # of the form that spoke last
    opened_at = models.DateTimeField(_("open since"), default=timezone.now)
    renewed_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("open story")
        verbose_name_plural = _("open stories")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_once_a_person")]
        indexes = [models.Index(fields=["renewed_at"], name="presence_renewed")]

    def __str__(self) -> str:
        return f"{self.user}, {self.opened_at:%H:%M}"

    def is_open(self, at=None) -> bool:
        """As `open_now` has it, for a row at hand."""
        return self.taken_at is None and self.renewed_at > (at or timezone.now()) - LASTS

    @property
    def since(self) -> str:
        """The time alone for today, with the day for another."""
        opened = timezone.localtime(self.opened_at)
        return date_format(opened, "H:i" if opened.date() == timezone.localdate() else "j F, H:i")

    @property
    def name(self) -> str:
        return name_of(self.user)
