"""Stories that readers had and have no more: that they are gone, since when and how. Not a word of them."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.exporting.stories import moment, public_editions
from articles.models import Article, Takedown
from common import tombstones

WITHDRAWN, TAKEN_DOWN = "withdrawn", "taken_down"


def gone_articles() -> QuerySet[Article]:
    """Each with `first` and `last`, the moments between which readers had it, and `is_taken_down`."""
    now, this = timezone.now(), OuterRef("pk")
    stands = Exists(Takedown.objects.standing().filter(article=this)) | Q(pk__in=list(tombstones.taken_down()))
    begun = Q(editions__starts_at__lte=now)
    articles = Article.objects.filter(~Exists(public_editions().filter(article=this)))
    return articles.annotate(
        first=Min("editions__starts_at", filter=begun),
        last=Max("editions__ends_at", filter=begun),
        is_taken_down=stands,
    ).exclude(first=None)


def gone_stories(since: dt.datetime | None = None) -> Iterator[dict]:
    """These, or those that went since then; and the id of the story that readers get instead, if there is one."""
    articles = gone_articles().select_related("withdrawn_to").defer("body", "withdrawn_to__body").order_by("pk")
    for article in articles.iterator():
        went = article.withdrawn_at or article.last
        if since and went and went < since:
            continue
        told = {
            "id": str(article.uuid),
            "state": TAKEN_DOWN if article.is_taken_down else WITHDRAWN,
            "published_at": moment(article.first),
            "gone_at": moment(went),
        }
        yield told | ({"instead": str(article.withdrawn_to.uuid)} if article.withdrawn_to else {})
