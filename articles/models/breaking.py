"""The bar over every page for news that cannot wait. It ends by itself: nobody has to remember it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.editions import Edition
from common.fields import CleanCharField

LONGEST = dt.timedelta(hours=24)


class Seconds(models.Func):
    """The seconds from one moment to a later one, in words that each database keeps in a rule of its own."""

    arity = 2
    output_field = models.FloatField()

    def as_sqlite(self, compiler, connection, **context) -> tuple:
        template = "((julianday(%(expressions)s)) * 86400)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") - julianday(", **context)

    def as_postgresql(self, compiler, connection, **context) -> tuple:
        return self.as_sql(
            compiler, connection, template="EXTRACT(EPOCH FROM %(expressions)s)", arg_joiner=" - ", **context
        )


class BreakingBarQuerySet(models.QuerySet):
    def live(self, at=None) -> Self:
        at = at or timezone.now()
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def newest_first(self) -> Self:
        return self.order_by("-starts_at", "-pk")

    def with_story(self, at=None) -> Self:
        """Annotate where the linked story is, if readers have it, and until when: all that drawing the bar takes."""
        story = Edition.objects.live(at=at).filter(article=OuterRef("article"))
        return self.annotate(
            story_slug=Subquery(story.values("slug")[:1]),
            story_section=Subquery(story.values("section__slug")[:1]),
            story_ends_at=Subquery(story.values("ends_at")[:1]),
        )


class BreakingBar(models.Model):
    """One piece of news over every page, from a moment until another. With a story, only while that story is live."""

    words = CleanCharField(_("words"), max_length=120, help_text=_("One line, as readers see it."))
    article = models.ForeignKey(
        "articles.Article",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="breaking_bars",
        verbose_name=_("story"),
        help_text=_("Where the bar leads. The bar waits for a story that is not live yet, and goes with it."),
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), help_text=_("At most 24 hours after it begins. Then it ends by itself."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")

    objects = BreakingBarQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking bar")
        verbose_name_plural = _("breaking bars")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="breaking_bar_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The bar would end before it begins."),
            ),
            models.CheckConstraint(
                name="breaking_bar_lasts_a_day_at_most",
                condition=models.lookups.LessThan(Seconds(F("ends_at"), F("starts_at")), LONGEST.total_seconds() + 0.5),
                violation_error_message=_("A bar stands for 24 hours at most. Put it up again if it is still news."),
            ),
        ]
        indexes = [models.Index(fields=["-ends_at"], name="breaking_bar_end")]

    def __str__(self) -> str:
        return self.words

    def is_live(self, at=None) -> bool:
        return self.starts_at <= (at or timezone.now()) < self.ends_at

    def clean(self) -> None:
        if self.ends_at and self.ends_at <= timezone.now() and self._state.adding:
            raise ValidationError({"ends_at": _("That time has passed.")})

    def story_url(self) -> str:
        """The address of the linked story; asks for rows that come `with_story`."""
        if not (self.article_id and self.story_slug):
            return ""
        place = {"section": self.story_section, "slug": self.story_slug, "pk": self.article_id}
        return reverse("articles:article", kwargs=place)

    def is_shown(self, at=None) -> bool:
        """By the clock alone, so that a row that was fetched some seconds ago still ends on time."""
        at = at or timezone.now()
        if not self.is_live(at):
            return False
        return not self.article_id or bool(self.story_slug and (self.story_ends_at is None or at < self.story_ends_at))

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    def end(self) -> None:
        """Take the bar down before its time. One that has not begun is never shown."""
        BreakingBar.objects.filter(pk=self.pk).live().update(ends_at=timezone.now())
