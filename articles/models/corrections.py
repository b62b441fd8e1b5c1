"""A dated note of what a story got wrong, or said unclearly. It stays."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.editions import Edition
from articles.models.running import EntryEdition
from common.fields import CleanTextField


class CorrectionQuerySet(models.QuerySet):
    def current(self) -> Self:
        """What no newer correction has taken the place of; asked of each row, since a join would read all of them."""
        return self.filter(~Exists(Correction.objects.filter(supersedes=OuterRef("pk"))))

    def of_live_stories(self) -> Self:
        """Asked of each correction, newest first, until a page is full, so that no story is read for it."""
        live = self.filter(Exists(Edition.objects.live().filter(article=OuterRef("article"))))
        return live.without_gone_entries()

    def without_gone_entries(self) -> Self:
        """Without those of an entry that readers have no more: what was wrong in it is told in their words."""
        return self.filter(Q(entry=None) | Exists(EntryEdition.objects.live().filter(entry=OuterRef("entry"))))

    def of_whole_stories(self) -> Self:
        """Without those of an entry, which stand in the entry."""
        return self.filter(entry=None)

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")


class Correction(models.Model):
    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")

    class Place(models.TextChoices):
        TOP = "top", _("At the top of the story")
        FOOT = "foot", _("At the foot of the story")

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="corrections", verbose_name=_("story"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CORRECTION)
    wording = CleanTextField(_("wording"), max_length=1000, help_text=_("What was wrong, and what is right."))
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.TOP)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("takes the place of"),
        help_text=_("An earlier correction of this story that was wrong itself. It stays on the corrections page."),
    )
    # Of one entry of a running story: it stands there.
    entry = models.ForeignKey(
        "articles.Entry", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("entry")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    # Brought in from another paper: such a one goes when the import is taken back.
    run = models.ForeignKey("articles.ImportRun", models.PROTECT, null=True, editable=False, related_name="corrections")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                name="correction_supersedes_another", condition=Q(supersedes=None) | ~Q(supersedes=F("id"))
            ),
            models.CheckConstraint(name="correction_place_is_known", condition=Q(place__in=["top", "foot"])),
        ]
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="correction_newest"),
            # Of a column that is nearly always empty, SQLite takes an index over all rows for no help.
            models.Index(fields=["supersedes"], name="correction_superseded", condition=Q(supersedes__isnull=False)),
        ]

    def is_current(self) -> bool:
        return not hasattr(self, "superseded_by")

    is_current.short_description = _("in force")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.wording[:60]}"
