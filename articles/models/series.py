"""Stories that belong together, in an order. Which series a story is in is a fact about it, so no edition copies it."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from common.share_card import ShareCard


class SeriesQuerySet(models.QuerySet):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class Series(models.Model):
    name = CleanCharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    standfirst = CleanCharField(_("standfirst"), max_length=300, blank=True, help_text=_("One sentence."))

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:series", kwargs={"slug": self.slug})

    @property
    def share_card(self) -> ShareCard:
        return ShareCard("series", self.pk, self.name, _("Series"))


class SeriesPart(models.Model):
    """A story's place in its series. A story has one place, so what comes before and after it is plain."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="parts")
    article = models.OneToOneField(
        "articles.Article",
        models.CASCADE,
        related_name="series_part",
        verbose_name=_("story"),
        error_messages={"unique": _("This story is in a series already.")},
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Lower comes first."))

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        default_permissions = ()
        indexes = [models.Index(fields=["series", "position", "article"], name="series_part_order")]

    def __str__(self) -> str:
        return f"{self.series}: {self.position}"
