"""Where a picture is used: the stories that lead with it or show it in their text, and the films that it stands for."""

from dataclasses import dataclass

from django.db.models import Q

from articles.models import Article, Edition, EditionPlacement, Picture


@dataclass
class Use:
    """One story that shows the picture, now at the desk or ever in public."""

    article: Article
    leads: bool
    is_live: bool
    was_published: bool


def where_used(picture: Picture) -> list[Use]:
    """Live stories first, then the newest."""
    leading = set(picture.leads_articles.values_list("pk", flat=True))
    placing = set(picture.articleplacements.values_list("article_id", flat=True))
    editions = Edition.objects.filter(
        Q(lead_picture=picture) | Q(pk__in=EditionPlacement.objects.filter(picture=picture).values("edition_id"))
    )
    published = set(editions.values_list("article_id", flat=True))
    live = set(editions.live().values_list("article_id", flat=True))
    led = set(picture.leads_editions.values_list("article_id", flat=True))
    articles = Article.objects.filter(pk__in=leading | placing | published).newest_first().defer("body")
    uses = [
        Use(article, article.pk in leading | led, article.pk in live, article.pk in published) for article in articles
    ]
    return sorted(uses, key=lambda use: not use.is_live)
