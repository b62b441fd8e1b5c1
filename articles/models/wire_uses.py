"""Which stories were made of which agencies' items."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models.editions import Edition
from articles.models.wires import WireItem, WireVersion


class WireUseQuerySet(models.QuerySet):
    def tied(self) -> Self:
        """Those whose story still holds words of the item."""
        return self.filter(cut_at=None)

    def of(self, edition: Edition) -> Self:
        """Those whose words were in the story when this edition of it began."""
        return self.filter(Q(cut_at=None) | Q(cut_at__gt=edition.starts_at))

    def open(self) -> Self:
        """Those of which more was heard than the desk has answered."""
        news = WireVersion.objects.filter(item=OuterRef("item"), pk__gt=OuterRef("answered"))
        news = news.filter(effect__in=WireVersion.MATTERS)
        return self.tied().filter(Exists(news)).order_by("pk")

    def with_items(self) -> Self:
        return self.select_related("item__source", "version", "answered").order_by("pk")


class WireUse(models.Model):
    """That a story was made of an item. What becomes of the one is a matter for the other until the tie is cut."""

    item = models.ForeignKey(WireItem, models.PROTECT, related_name="uses")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="wire_uses")
    version = models.ForeignKey(WireVersion, models.PROTECT, related_name="+")
    answered = models.ForeignKey(WireVersion, models.PROTECT, related_name="+")  # the last that the desk has dealt with
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    cut_at = models.DateTimeField(null=True)
    cut_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = WireUseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["item", "article"], name="wire_use_once")]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.article_id}"

    def news(self) -> list[WireVersion]:
        """What the desk has not dealt with yet, the newest last."""
        later = self.item.versions.filter(pk__gt=self.answered_id, effect__in=WireVersion.MATTERS)
        return list(later.defer("message").order_by("pk"))
