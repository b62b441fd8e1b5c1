"""What stands around a pledge: how its supporter wishes to be named, and the story that led to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from supporters.models.pledges import Pledge


class Recognition(models.Model):
    """Whether the paper may name the supporter. Nobody is named who did not ask for it; amounts never are."""

    class Level(models.TextChoices):
        ANONYMOUS = "anonymous", _("Anonymous")
        NAME = "name", _("By name")

    pledge = models.OneToOneField(Pledge, models.CASCADE, related_name="recognition")
    level = models.CharField(_("recognition"), max_length=10, choices=Level, default=Level.ANONYMOUS)
    display_name = models.CharField(_("name to print"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        constraints = [
            models.CheckConstraint(
                name="recognition_by_name_has_a_name", condition=Q(level="anonymous") | ~Q(display_name=""),
                violation_error_message=_("Write the name to print."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.display_name if self.level == self.Level.NAME else self.get_level_display()


class AcquisitionQuerySet(models.QuerySet):
    def by_story(self):
        """How many pledges each story led to: a count that the newsroom may see, without people or amounts."""
        counted = self.filter(pledge__in=Pledge.objects.counted()).exclude(title="")
        stories = counted.order_by().values("article", "title", "url").annotate(pledges=models.Count("pk"))
        return stories.order_by("-pledges", "title")


class Acquisition(models.Model):
    """The story and place where a reader decided to support; its title and address stay when the story goes."""

    pledge = models.OneToOneField(Pledge, models.CASCADE, related_name="acquisition")
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="acquisitions",
        verbose_name=_("story"),
    )  # fmt: skip
    title = models.CharField(_("title then"), max_length=200, blank=True)
    url = models.CharField(_("address then"), max_length=300, blank=True)
    placement = models.CharField(_("placement"), max_length=40, blank=True)

    objects = AcquisitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("where it came from")
        verbose_name_plural = _("where pledges came from")

    def __str__(self):
        return self.title or self.placement
