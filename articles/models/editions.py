"""The public record: what readers saw of a story, from when until when. Rows are never edited."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.story import Credit, Placement, Story
from common.share_card import ShareCard


def parts_of(section) -> list[Q]:
    """The stories of a section and of each of those inside it, apart: every part is a list by date of its own."""
    return [Q(section=pk) for pk in section.with_subsections]


def live_at(at=None, of: str = "") -> Q:
    """What the public may see at that moment, of editions or of rows that lead `of` here to one."""
    at = at or timezone.now()
    is_not_over = Q(**{f"{of}ends_at": None}) | Q(**{f"{of}ends_at__gt": at})
    return is_not_over & Q(**{f"{of}starts_at__lte": at})


class EditionQuerySet(models.QuerySet):
    def live(self, at=None) -> Self:
        """What the public may see at that moment. Every page, list, feed and map starts at this one gate."""
        return self.filter(live_at(at))

    def scheduled(self, at=None) -> Self:
        """Composed, but not yet begun: no reader has seen these."""
        return self.filter(starts_at__gt=at or timezone.now())

    def turned_between(self, since, until) -> Self:
        """Those that the clock began or ended after the one moment and up to the other."""
        return self.filter(Q(starts_at__gt=since, starts_at__lte=until) | Q(ends_at__gt=since, ends_at__lte=until))

    def listed_by_engines(self) -> Self:
        """Without what was first published elsewhere: engines are to list the original."""
        return self.filter(canonical_url="")

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def with_last_change(self) -> Self:
        """Annotate `changed_at`: the last substantive update, or the last change to the entries that it is told in."""
        told = Coalesce("article__running__changed_at", "updated_at")
        return self.annotate(changed_at=Greatest("updated_at", told))

    def for_cards(self) -> Self:
        """What a list says of stories, in one query."""
        return self.select_related("section", "lead_picture").defer("body")

    def with_writers(self) -> Self:
        """All that their cards show, in two queries."""
        lines = EditionByline.objects.select_related("author__portrait")
        return self.for_cards().prefetch_related(Prefetch("bylines", lines))


class Edition(Story):
    """One version of a story as published: complete, and unchanged for as long as the paper exists."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions")
    version = models.PositiveIntegerField(_("desk version"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True)
    # When an editor wants the story off the site. It outlives the edition: `ends_at` can come sooner, with a change.
    leaves_at = models.DateTimeField(_("leaves the site"), null=True)
    first_published_at = models.DateTimeField(_("first published"))
    updated_at = models.DateTimeField(_("substantively updated"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    composed_at = models.DateTimeField(default=timezone.now)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=Q(ends_at=None), name="edition_one_without_end"),
            models.UniqueConstraint(fields=["article", "starts_at"], name="edition_one_at_a_time"),
            models.CheckConstraint(
                name="edition_ends_after_it_starts", condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="edition_dates_in_order",
                condition=Q(first_published_at__lte=F("starts_at")) & Q(updated_at__gte=F("first_published_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "-id"], name="edition_newest"),
            models.Index(fields=["section", "-first_published_at", "-id"], name="edition_newest_in_section"),
            models.Index(fields=["article", "starts_at", "ends_at"], name="edition_times"),
            models.Index(fields=["starts_at"], name="edition_starts"),
            models.Index(fields=["social_picture"], name="edition_shared", condition=~Q(social_picture=None)),
            models.Index(fields=["ends_at"], condition=~Q(ends_at=None), name="edition_ends"),
        ]

    def get_absolute_url(self) -> str:
        return reverse(
            "articles:article", kwargs={"section": self.section.slug, "slug": self.slug, "pk": self.article_id}
        )

    @property
    def share_card(self) -> ShareCard:
        return ShareCard("story", self.article_id, self.headline, self.kicker or self.section.name)

    def is_live(self, at=None) -> bool:
        at = at or timezone.now()
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    @property
    def was_updated(self) -> bool:
        return self.updated_at > self.first_published_at


class EditionByline(Credit):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="bylines")


class EditionPlacement(Placement):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="placements")
