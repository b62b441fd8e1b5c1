"""What happened to stories before readers, in the order in which partners are told of it. Rows are only added."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StoryEventQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("pk")

    def after(self, number: int) -> Self:
        """What was noted since that one."""
        return self.filter(pk__gt=number).in_order()


class StoryEvent(models.Model):
    """One step of a story. `edition`, `correction` and `news` are the newest that it had then, so each is told once."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("Published")
        UPDATED = "updated", _("Updated")
        CORRECTED = "corrected", _("Corrected")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        TAKEN_DOWN = "taken_down", _("Taken down")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="events")
    # As it was filed then: a partner of that section is told, wherever the story goes afterwards.
    section = models.ForeignKey("articles.Section", models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    at = models.DateTimeField(_("at"), default=timezone.now)
    edition = models.BigIntegerField(null=True)
    correction = models.BigIntegerField(null=True)
    news = models.PositiveIntegerField(null=True)  # how far its entries were, where it is told in them

    objects = StoryEventQuerySet.as_manager()

    GONE = (Kind.WITHDRAWN, Kind.TAKEN_DOWN)

    class Meta:
        verbose_name = _("event of a story")
        verbose_name_plural = _("events of stories")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="story_event_kind_is_known",
                condition=models.Q(kind__in=["published", "updated", "corrected", "withdrawn", "taken_down"]),
            ),
        ]
        indexes = [models.Index(fields=["article", "-id"], name="story_event_newest")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.kind}"


class EventsNoted(models.Model):
    """How far events have been noted: the number of the site, and the moment. One row."""

    number = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)
