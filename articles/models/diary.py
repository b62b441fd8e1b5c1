"""What the newsroom means to write, and for when. Planned is not scheduled: nothing here goes out by itself."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField


class PlannedStoryQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("planned_for", "pk")


class PlannedStory(models.Model):
    title = CleanCharField(_("working title"), max_length=160)
    section = models.ForeignKey("articles.Section", models.PROTECT, related_name="plans", verbose_name=_("section"))
    planned_for = models.DateField(_("planned for"))
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("assigned to"),
    )
    note = CleanTextField(_("note"), max_length=1000, blank=True)
    article = models.OneToOneField(
        "articles.Article", models.SET_NULL, null=True, editable=False, related_name="plan", verbose_name=_("story")
    )

    objects = PlannedStoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned story")
        verbose_name_plural = _("diary")
        indexes = [models.Index(fields=["planned_for", "id"], name="planned_story_order")]

    def __str__(self) -> str:
        return self.title
