"""Which closed polls have a draft of their result waiting on the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResultStory(models.Model):
    """One for a poll, whatever becomes of the story: who threw the draft away does not want it again."""

    poll = models.OneToOneField("polls.Poll", models.CASCADE, primary_key=True, related_name="result_story")
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, related_name="result_stories", verbose_name=_("story")
    )

    class Meta:
        verbose_name = _("story of a result")
        verbose_name_plural = _("stories of results")

    def __str__(self) -> str:
        return f"Result of poll {self.pk}"
