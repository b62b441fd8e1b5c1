"""Where a picture is used: by stories, in their text, above it or on a front, and by the films that it stands for."""

from dataclasses import dataclass

from django.db.models import Q

from articles.models import Article, Edition, EditionPlacement, FrontSlot, Picture


@dataclass
class Use:
    """One story that shows the picture, now at the desk or ever in public."""

    article: Article
    leads: bool
    is_live: bool
    was_published: bool
    is_on_front: bool = False  # and nowhere else in that story


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
    uses += _on_fronts(picture, shown={use.article.pk for use in uses})
    return sorted(uses, key=lambda use: not use.is_live)


def _on_fronts(picture, shown):
    """Stories that have it on a front alone, as the picture of their slot."""
    slots = FrontSlot.objects.filter(picture=picture).exclude(article__in=shown)
    published = set(slots.exclude(arrangement__published_at=None).values_list("article_id", flat=True))
    live = Edition.objects.live()
    seen = set(slots.live().filter(article__editions__in=live).values_list("article_id", flat=True))
    articles = Article.objects.filter(pk__in=slots.values("article")).newest_first().defer("body")
    return [
        Use(article, leads=False, is_live=article.pk in seen, was_published=article.pk in published, is_on_front=True)
        for article in articles
    ]
