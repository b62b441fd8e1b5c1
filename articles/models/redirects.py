"""Old addresses: where a path that is no page of ours leads to."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.importing import exactly_one
from common.fields import CleanCharField
from common.old_paths import old_paths

TARGETS = ("article", "section", "topic", "author", "poll")


class PathRedirectQuerySet(models.QuerySet):
    def at(self, address: str) -> "PathRedirect | None":
        """What is kept for an old address, in the surest of the spellings that it may have."""
        paths = old_paths(address)
        rows = self.filter(path__in=paths).select_related("article__section", "section", "topic", "author", "poll")
        found = {row.path: row for row in rows}
        return next((found[path] for path in paths if path in found), None)


class PathRedirect(models.Model):
    """One address that a page had elsewhere, or before. It names what it leads to, whose own address may change."""

    path = CleanCharField(
        _("old address"),
        max_length=400,
        unique=True,
        help_text=_("Without the host, such as /2019/05/harbour-wall or /?p=123. A page that is there comes first."),
    )
    article = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, blank=True, related_name="old_paths", verbose_name=_("story")
    )
    section = models.ForeignKey(
        "articles.Section", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    topic = models.ForeignKey(
        "articles.Topic", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    author = models.ForeignKey(
        "articles.Author", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("author")
    )
    poll = models.ForeignKey(
        "polls.Poll", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("poll")
    )
    run = models.ForeignKey("articles.ImportRun", models.SET_NULL, null=True, editable=False, related_name="redirects")
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = PathRedirectQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.CheckConstraint(
                name="path_redirect_leads_to_one_thing",
                condition=exactly_one(TARGETS),
                violation_error_message=_(
                    "An old address leads to one thing: a story, a section, a topic, an author or a poll."
                ),
            ),
            models.CheckConstraint(
                name="path_redirect_begins_with_a_slash",
                condition=Q(path__startswith="/"),
                violation_error_message=_("An old address begins with a slash."),
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def target(self) -> models.Model:
        return self.article or self.section or self.topic or self.author or self.poll
