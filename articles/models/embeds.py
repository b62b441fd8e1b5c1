"""What another site said of one of its things: kept, so that the card stays readable when the thing is gone."""

import datetime as dt
from html import escape
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.body.kinds.embed import host_of, written
from articles.models.editions import Edition
from common.fields import CleanCharField, CleanTextField

LOOKED_AT_EVERY = dt.timedelta(hours=23)


class EmbedQuerySet(models.QuerySet):
    def in_live_stories(self, at: dt.datetime | None = None) -> Self:
        """Those that readers can see in some story."""
        return self.filter(Exists(Edition.objects.live(at).filter(embeds=OuterRef("pk"))))

    def due(self, now: dt.datetime) -> Self:
        """Those of live stories that nobody has looked for today, the longest ago first."""
        return self.in_live_stories(now).filter(looked_at__lte=now - LOOKED_AT_EVERY).order_by("looked_at", "pk")

    def gone(self) -> Self:
        return self.filter(gone_since__isnull=False)


class Embed(models.Model):
    """A film, a sound or a post by its one address. Its words are written once and never changed."""

    address = CleanCharField(_("address"), max_length=700, unique=True)
    provider = CleanCharField(_("provider"), max_length=100)
    title = CleanCharField(_("title"), max_length=300, blank=True)
    author = CleanCharField(_("author"), max_length=200, blank=True)
    text = CleanTextField(_("text"), blank=True)
    day = models.DateField(_("date"), null=True, blank=True)
    question = CleanCharField(_("address that tells of it"), max_length=2000)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    looked_at = models.DateTimeField(_("looked for"), default=timezone.now)
    gone_since = models.DateTimeField(_("gone since"), null=True, blank=True)
    # Read off the body when it is published.
    editions = models.ManyToManyField("articles.Edition", related_name="embeds", verbose_name=_("editions"))

    objects = EmbedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")
        constraints = [
            models.CheckConstraint(
                name="embed_is_of_the_web",
                condition=Q(address__startswith="https://") | Q(address__startswith="http://"),
            ),
            models.CheckConstraint(name="embed_names_its_provider", condition=~Q(provider="")),
            models.CheckConstraint(name="embed_says_something", condition=~Q(title="", author="", text="")),
            models.CheckConstraint(
                name="embed_was_found_gone_by_looking",
                condition=Q(gone_since=None) | Q(gone_since__lte=F("looked_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["looked_at", "id"], name="embed_looked_at"),
            models.Index(fields=["gone_since"], name="embed_gone", condition=Q(gone_since__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title or self.source

    @property
    def source(self) -> str:
        """Whose it is and where."""
        return ", ".join(filter(None, [self.author, self.provider])) or host_of(self.address)

    @property
    def html(self) -> str:
        """The card as it stands in a body."""
        return written(
            address=self.address,
            title=_shown(self.title),
            lines=[_shown(line) for line in self.text.splitlines() if line.strip()],
            source=_shown(self.source),
            day=self.day,
        )


def _shown(words):
    """As the editor writes text."""
    return escape(words, quote=False)
