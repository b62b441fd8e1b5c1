"""A story that the paper had to take from the public at once, for a legal reason, and what that covered."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField


class TakedownQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")


class Takedown(models.Model):
    """It stays when it is lifted: who did it, who undid it, and why."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="takedowns")
    reason = CleanTextField(_("reason"), max_length=2000)
    notice = CleanCharField(_("notice"), max_length=300, blank=True)
    files = models.JSONField(_("files"), default=list)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lift_reason = CleanTextField(_("why it was lifted"), max_length=2000, blank=True)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        verbose_name = _("takedown")
        verbose_name_plural = _("takedowns")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=Q(lifted_at=None), name="takedown_one_standing"),
            models.CheckConstraint(name="takedown_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="takedown_lifted_for_a_reason", condition=Q(lifted_at=None) | ~Q(lift_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}, {self.made_at:%Y-%m-%d %H:%M}"
