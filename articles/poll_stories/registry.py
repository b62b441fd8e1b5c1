"""Which stories show a poll, for the screen of its figures."""

from django.urls import reverse

from articles.models import ArticlePlacement
from polls.desk.stories import Story, tells_stories_of_polls


@tells_stories_of_polls
def stories_of_poll(poll) -> dict[int, Story]:
    placed = ArticlePlacement.objects.filter(poll=poll).values_list("article_id", "article__headline")
    return {pk: Story(headline, reverse("admin:articles_article_change", args=[pk])) for pk, headline in placed}
