"""What stands around a pledge: how its supporter wishes to be named, and the story that led to it."""

from collections import Counter
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from supporters.models.pledges import Pledge


class AcquisitionQuerySet(models.QuerySet):
    def by_story(self) -> Self:
        """How many pledges each story led to: a count that the newsroom may see, without people or amounts."""
        counted = self.filter(pledge__in=Pledge.objects.counted()).exclude(title="")
        stories = counted.order_by().values("article", "title", "url").annotate(pledges=models.Count("pk"))
        return stories.order_by("-pledges", "title")

    def by_link(self) -> Self:
        """How many pledges came by each kind of link that names its campaign."""
        counted = self.filter(pledge__in=Pledge.objects.counted()).exclude(utm_source="", utm_campaign="")
        links = counted.order_by().values("utm_source", "utm_medium", "utm_campaign")
        return links.annotate(pledges=models.Count("pk")).order_by("-pledges", "utm_source", "utm_campaign")

    def by_link_of(self, source: str) -> dict[str, int]:
        """How many pledges each campaign of this source led to."""
        counted = self.by_link().filter(utm_source=source).exclude(utm_campaign="")
        found = Counter()
        for campaign, pledges in counted.values_list("utm_campaign", "pledges"):
            found[campaign] += pledges
        return found


class Acquisition(models.Model):
    """The story and place where a reader decided to support; its title and address stay when the story goes."""

    pledge = models.OneToOneField(Pledge, models.CASCADE, related_name="acquisition")
    article = models.ForeignKey(
        "articles.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="acquisitions",
        verbose_name=_("story"),
    )
    title = CleanCharField(_("title then"), max_length=200, blank=True)
    url = CleanCharField(_("address then"), max_length=300, blank=True)
    placement = CleanCharField(_("placement"), max_length=40, blank=True)
    variant = models.ForeignKey(
        "supporters.AskVariant",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="acquisitions",
        verbose_name=_("appeal"),
    )
    campaign = models.ForeignKey(
        "supporters.Campaign",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="acquisitions",
        verbose_name=_("campaign"),
    )
    utm_source = models.CharField(_("source in the link"), max_length=60, blank=True)
    utm_medium = CleanCharField(_("medium in the link"), max_length=60, blank=True)
    utm_campaign = CleanCharField(_("campaign in the link"), max_length=60, blank=True)
    referrer = CleanCharField(_("site before ours"), max_length=60, blank=True)

    objects = AcquisitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("where it came from")
        verbose_name_plural = _("where pledges came from")

    def __str__(self):
        return self.title or self.placement or self.utm_source or self.referrer or str(self.campaign or "")
