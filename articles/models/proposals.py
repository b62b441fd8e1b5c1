"""What somebody suggests to change in a story's words: a second body beside the first, which publishing never reads."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.people import name_of


class ProposalQuerySet(models.QuerySet):
    def of_story(self, article) -> Self:
        return self.filter(article=article).select_related("person").order_by("pk")


class Proposal(models.Model):
    """A fork of a story's words by one person, on the words that it was made from.

    What is decided leaves it. Where nothing is left to decide there is no row.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="proposals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    base_html = models.TextField()
    html = models.TextField()
    base_version = models.PositiveIntegerField(_("desk version"))
    # Pieces whose place was changed otherwise before anybody decided on them, as pairs of words.
    apart = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("last saved"), default=timezone.now)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="proposal_once_a_person"),
            models.CheckConstraint(
                name="proposal_leaves_something_to_decide",
                condition=~models.Q(html=models.F("base_html")) | ~models.Q(apart=[]),
            ),
        ]

    def __str__(self) -> str:
        return f"{name_of(self.person)}: {self.article_id}"
