"""The words with which the paper asks for support, in one or several versions that take turns."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField


class AskQuerySet(models.QuerySet):
    def live(self) -> Self:
        return self.filter(is_live=True)


class Ask(models.Model):
    """An appeal that stands at the foot of normal stories. Gentle stories keep their one line, which is not tested."""

    name = CleanCharField(_("name"), max_length=60, help_text=_("For the desk; readers do not see it."))
    is_live = models.BooleanField(_("shown to readers"), default=False)
    since = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(
                fields=["is_live"],
                condition=Q(is_live=True),
                name="ask_one_live",
                violation_error_message=_("Another appeal is the one that readers see: untick it there first."),
            ),
        ]

    def __str__(self):
        return self.name


class AskVariant(models.Model):
    """One version of an appeal. Its words stand still once they were counted, or the figures would mean nothing."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="variants", verbose_name=_("appeal"))
    label = CleanCharField(_("version"), max_length=20, help_text=_("Such as A or B."))
    headline = CleanCharField(_("headline"), max_length=60)
    text = CleanTextField(_("words"), max_length=500)
    button = CleanCharField(_("button"), max_length=40)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [models.UniqueConstraint(fields=["ask", "label"], name="ask_variant_label_once")]

    def __str__(self):
        return f"{self.ask} {self.label}"


class AskDaily(models.Model):
    """How often one version was seen and followed in one story on one day. Nobody is told apart in it."""

    variant = models.ForeignKey(AskVariant, models.PROTECT, related_name="days", verbose_name=_("version"))
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="+", verbose_name=_("story")
    )
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("seen"), default=0)
    clicks = models.PositiveIntegerField(_("followed"), default=0)

    class Meta:
        verbose_name = _("day of an appeal")
        verbose_name_plural = _("days of appeals")
        constraints = [
            models.UniqueConstraint(fields=["variant", "article", "day"], name="ask_daily_once"),
            models.UniqueConstraint(
                fields=["variant", "day"], condition=Q(article=None), name="ask_daily_once_without_story"
            ),
        ]

    def __str__(self):
        return f"{self.variant}, {self.day}"
