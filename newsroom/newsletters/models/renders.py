"""What an issue said when it went out, and the corrections that it brought. Rows are never edited."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Correction
from common.fields import CleanCharField, CleanTextField


class IssueRender(models.Model):
    """One wording of an issue, as it was sent. Another one follows only where a held issue was mended."""

    issue = models.ForeignKey("newsroom.Issue", models.PROTECT, related_name="renders")
    number = models.PositiveSmallIntegerField(default=1)
    subject = CleanCharField(max_length=150)
    preheader = CleanCharField(max_length=150)
    content = models.JSONField()  # what stands in it, place by place; the web copy is drawn from this
    html = models.TextField()
    text = CleanTextField()
    message = models.BinaryField()  # the letter's bytes, with gaps where a recipient's own words go
    digest = models.CharField(max_length=64)
    articles = models.JSONField(default=list)  # whose stories stand in it
    pictures = models.JSONField(default=list)
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="issue_render_number_once")]

    def __str__(self) -> str:
        return f"{self.issue_id}.{self.number}"


class IssueStory(models.Model):
    """That a story stood in a wording that readers got: whose corrections the next issue owes them."""

    render = models.ForeignKey(IssueRender, models.PROTECT, related_name="stories")
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="issue_stories")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["render", "article"], name="issue_story_once")]

    def __str__(self) -> str:
        return f"{self.render_id}: {self.article_id}"


class IssueCorrectionQuerySet(models.QuerySet):
    def due(self, issue) -> "models.QuerySet[Correction]":
        """The corrections in force, of stories that readers of the newsletter got, which no other issue of it brought.

        No span of time is asked for: one that begins with the last issue loses what is made while that is sent.
        """
        earlier = IssueStory.objects.filter(render__issue__newsletter=issue.newsletter, render__issue__accepted__gt=0)
        stood = earlier.filter(article=OuterRef("article"), render__frozen_at__lt=OuterRef("made_at"))
        brought = self.filter(newsletter=issue.newsletter, correction=OuterRef("pk")).exclude(issue=issue)
        stood = stood.exclude(render__issue=issue)
        in_force = Correction.objects.current().without_gone_entries()
        return in_force.filter(Exists(stood), ~Exists(brought)).order_by("made_at", "pk")


class IssueCorrection(models.Model):
    """That an issue brought this correction. A newsletter brings each one once."""

    newsletter = models.ForeignKey("newsroom.Newsletter", models.PROTECT, related_name="corrections")
    correction = models.ForeignKey("articles.Correction", models.PROTECT, related_name="in_issues")
    issue = models.ForeignKey("newsroom.Issue", models.PROTECT, related_name="corrections")

    objects = IssueCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction in an issue")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "correction"], name="issue_correction_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.correction_id}"
