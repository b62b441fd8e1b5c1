"""Begin a story from another one: a copy, or the filling in of a template."""

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article, Byline, WithheldName
from articles.publishing.agencies import carry_uses
from articles.publishing.compose import read_placements, story_fields


@transaction.atomic
def copy_article(*, article: Article, by: User) -> Article:
    """A new draft with the same words, topics and byline. What happened to the first story is not its past.

    What guards the words goes with them: the embargo, the lawyer, the agencies, and the names that must not appear.
    """
    copy = Article.objects.create(
        **story_fields(article),
        needs_legal=article.needs_legal,
        embargoed_until=article.embargoed_until,
        created_by=by,
        changed_by=by,
    )
    WithheldName.objects.bulk_create(
        WithheldName(article=copy, name=name) for name in article.withheld_names.values_list("name", flat=True)
    )
    copy.topics.set(article.topics.all())
    Byline.objects.bulk_create(
        Byline(article=copy, author_id=line.author_id, role=line.role, position=line.position)
        for line in article.bylines.order_by("position", "pk")
    )
    carry_uses(article=article, copy=copy)
    read_placements(article=copy)
    return copy
