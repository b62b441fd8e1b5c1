"""The front pages as an editor arranges them: which story stands where, how large, and under which words."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField


class Front(models.Model):
    """The front of the paper, or that of one section. Its version grows with every save, so none is overwritten."""

    section = models.ForeignKey(
        "articles.Section", models.CASCADE, null=True, blank=True, related_name="fronts", verbose_name=_("section")
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("last saved"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")
        default_permissions = ()
        permissions = [
            ("arrange_front", _("Can arrange the front pages and put up the breaking bar")),
            ("arrange_section_front", _("Can arrange the fronts of their own sections")),
        ]
        constraints = [
            # The paper's own front has no section, and the database takes no two nulls for alike.
            models.UniqueConstraint(
                Coalesce(F("section"), 0, output_field=models.BigIntegerField()), name="front_one_each"
            ),
        ]

    def __str__(self) -> str:
        return self.section.name if self.section else str(_("Front page"))


class FrontArrangementQuerySet(models.QuerySet):
    def published(self, at=None) -> Self:
        """What readers have had until that moment; the newest of each front is the one that they have."""
        return self.filter(published_at__lte=at or timezone.now())

    def drafts(self) -> Self:
        return self.filter(published_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def of(self, section) -> Self:
        return self.filter(front__section=section)

    def with_slots(self) -> Self:
        slots = FrontSlot.objects.select_related("article").defer("article__body").in_order()
        return self.select_related("made_by", "restores").prefetch_related(Prefetch("slots", queryset=slots))


class BandKind(models.TextChoices):
    """How a section stands on the front, below what is pinned."""

    FEATURE = "feature", _("A feature with lines")
    ROW = "row", _("A row of cards")
    OUT = "out", _("Not on the front")


OPINIONS = "opinion"  # the band of all sections' opinion, which is there or is not


class FrontArrangement(models.Model):
    """One state of a front: a draft until it is published, and kept for good afterwards."""

    front = models.ForeignKey(Front, models.CASCADE, related_name="arrangements")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True)
    restores = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    # What an editor chose for the sections below: kinds by the section's id, or OPINIONS. The others follow the rule.
    bands = models.JSONField(_("bands"), default=dict, db_default=Value({}, models.JSONField()))

    objects = FrontArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangements")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["front"], condition=Q(published_at=None), name="arrangement_one_draft"),
        ]
        indexes = [
            models.Index(fields=["front", "-published_at", "-id"], name="arrangement_newest"),
            models.Index(fields=["published_at"], name="arrangement_moments"),
        ]

    def __str__(self) -> str:
        return f"{self.front_id}: {self.published_at or _('draft')}"


class FrontSlotQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("position", "pk")

    def live(self, at=None) -> Self:
        """The slots of every front as readers have it now."""
        newest = FrontArrangement.objects.published(at).filter(front=OuterRef("arrangement__front")).newest_first()
        return self.filter(arrangement=Subquery(newest.values("pk")[:1]))

    def live_on(self, section, at=None) -> Self:
        """The slots that readers have of that front, the paper's own where the section is None; one query."""
        newest = FrontArrangement.objects.published(at).of(section).newest_first()
        return self.filter(arrangement__in=newest.values("pk")[:1]).select_related("picture", "arrangement").in_order()


class FrontSlot(models.Model):
    """A place on a front. A story pinned to it stands there while it is live; any other place fills itself."""

    class Size(models.TextChoices):
        LEAD = "lead", _("Lead")
        FEATURE = "feature", _("Feature")
        CARD = "card", _("Card")
        LINE = "line", _("Line")

    arrangement = models.ForeignKey(FrontArrangement, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    size = models.CharField(_("size"), max_length=10, choices=Size, default=Size.CARD)
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="front_slots", verbose_name=_("story")
    )
    kicker = CleanCharField(_("own kicker"), max_length=30, blank=True)
    headline = CleanCharField(_("own headline"), max_length=160, blank=True)
    picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="front_slots",
        verbose_name=_("own picture"),
    )
    allow_twice = models.BooleanField(_("may stand here as well as elsewhere"), default=False)

    objects = FrontSlotQuerySet.as_manager()

    WORDS = ("kicker", "headline", "picture_id", "allow_twice")  # what belongs to the pinned story alone

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "position"], name="front_slot_one_a_place"),
            models.CheckConstraint(
                name="front_slot_size_is_known", condition=Q(size__in=["lead", "feature", "card", "line"])
            ),
            models.CheckConstraint(
                name="front_slot_words_need_a_story",
                condition=Q(article__isnull=False) | Q(kicker="", headline="", picture=None, allow_twice=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} ({self.get_size_display()})"

    def copy(self) -> "FrontSlot":
        """The same place for another arrangement."""
        names = ("position", "size", "article_id", *self.WORDS)
        return FrontSlot(**{name: getattr(self, name) for name in names})

    def unpin(self) -> None:
        """Let the place fill itself; the words that were for the pinned story go with it."""
        self.article = self.picture = None
        self.kicker = self.headline = ""
        self.allow_twice = False
