"""Begin a story from another one: a copy, or the filling in of a template."""

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article, Byline
from articles.publishing.compose import read_placements, story_fields


@transaction.atomic
def copy_article(*, article: Article, by: User) -> Article:
    """A new draft with the same words, topics and byline. What happened to the first story is not its past."""
    copy = Article.objects.create(
        **story_fields(article), needs_legal=article.needs_legal, created_by=by, changed_by=by
    )
    copy.topics.set(article.topics.all())
    Byline.objects.bulk_create(
        Byline(article=copy, author_id=line.author_id, role=line.role, position=line.position)
        for line in article.bylines.order_by("position", "pk")
    )
    read_placements(article=copy)
    return copy
