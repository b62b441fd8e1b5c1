"""What the desk says to one another about passages of a story. No reader sees any of it, and no edition copies it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanTextField

LONGEST = 2000  # letters of one comment


def _person(label, related_name="+"):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name=related_name, verbose_name=label
    )


class CommentThreadQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def with_replies(self) -> Self:
        """In the order in which they were begun, each with all that was said in it and by whom."""
        replies = CommentReply.objects.order_by("at", "pk").select_related("by").prefetch_related("mentions__person")
        rows = self.select_related("done_by").order_by("pk")
        return rows.prefetch_related(models.Prefetch("replies", queryset=replies))


class CommentThread(models.Model):
    """A passage that was marked and what was said of it. Where the passage stands is kept beside each saved version."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="comment_threads")
    quote = CleanTextField(_("passage"), max_length=LONGEST)
    done_at = models.DateTimeField(_("done"), null=True)
    done_by = _person(_("done by"))

    objects = CommentThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="comment_is_about_words", condition=~models.Q(quote="")),
            models.CheckConstraint(
                name="comment_done_by_is_done", condition=models.Q(done_by=None) | ~models.Q(done_at=None)
            ),
        ]
        indexes = [models.Index(fields=["article", "id"], condition=models.Q(done_at=None), name="comment_open")]

    def __str__(self) -> str:
        return self.quote[:60]


class CommentReply(models.Model):
    """One comment: the first of a thread, or an answer. The database keeps each as it was said."""

    thread = models.ForeignKey(CommentThread, models.CASCADE, related_name="replies")
    by = _person(_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    words = CleanTextField(_("comment"), max_length=LONGEST)

    class Meta:
        verbose_name = _("answer to a comment")
        verbose_name_plural = _("answers to comments")
        default_permissions = ()
        constraints = [models.CheckConstraint(name="comment_says_something", condition=~models.Q(words=""))]
        indexes = [models.Index(fields=["thread", "at", "id"], name="comment_reply_in_order")]

    def __str__(self) -> str:
        return self.words[:60]


class CommentMentionQuerySet(models.QuerySet):
    def waiting_for(self, user) -> Self:
        """What asks this person and is open, and in which they have not answered since."""
        later = CommentReply.objects.filter(thread=models.OuterRef("reply__thread"), by=user)
        answered = later.filter(pk__gt=models.OuterRef("reply"))
        rows = self.filter(person=user, reply__thread__done_at=None, reply__thread__article__binned_at=None)
        return rows.filter(~models.Exists(answered)).select_related("reply__thread__article", "reply__by")


class CommentMention(models.Model):
    """Somebody is asked by name in a comment."""

    reply = models.ForeignKey(CommentReply, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = CommentMentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention in a comment")
        verbose_name_plural = _("mentions in comments")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "reply"], name="comment_mentions_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.reply_id}"


class CommentAnchors(models.Model):
    """Where the marked passages stand in one saved version of a story: by thread, as `articles.wording` has them."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="comment_anchors")
    version = models.PositiveIntegerField(_("desk version"))
    places = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("places of comments")
        verbose_name_plural = _("places of comments")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="comment_anchors_of_a_version")]

    def __str__(self) -> str:
        return f"{self.article_id}, version {self.version}"
