"""Links by which somebody without a login reads one version of a story, for a day."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField

LASTS = dt.timedelta(hours=24)


def in_a_day() -> dt.datetime:
    return timezone.now() + LASTS


class DraftLinkQuerySet(models.QuerySet):
    def open(self, at=None) -> Self:
        """The links that still show something."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")

    def with_openings(self) -> Self:
        return self.annotate(times_opened=Count("openings"), last_opened_at=Max("openings__opened_at"))


class DraftLink(models.Model):
    """The words of a story as they stood when the link was made. Of its token only the hash is kept."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="draft_links")
    token_hash = models.CharField(max_length=64, unique=True)
    version = models.PositiveIntegerField(_("desk version"))
    words = models.JSONField()
    note = CleanCharField(
        _("for whom"),
        max_length=100,
        blank=True,
        help_text=_("So that you know later who has it. Readers of it do not see this."),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(_("until"), default=in_a_day)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft link")
        verbose_name_plural = _("draft links")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.article_id}, version {self.version}"

    def is_open(self, at=None) -> bool:
        return self.revoked_at is None and (at or timezone.now()) < self.expires_at


class DraftOpening(models.Model):
    """One opening of a draft link: when, and from which wider network. Not who."""

    link = models.ForeignKey(DraftLink, models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    network = CleanCharField(_("network"), max_length=50)

    class Meta:
        verbose_name = _("opening of a draft")
        verbose_name_plural = _("openings of drafts")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M} {self.network}"
