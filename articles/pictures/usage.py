"""Where a picture is used: by stories, in their text, above it or on a front, and by the films that it stands for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import (
    Article,
    ArticlePlacement,
    Author,
    Edition,
    EditionPlacement,
    Entry,
    EntryEdition,
    EntryEditionPlacement,
    EntryPlacement,
    FrontSlot,
    Picture,
    Video,
)
from articles.models.story import shows_picture


class Beside(NamedTuple):
    """Rows that show pictures beside the stories, and the names of their fields."""

    rows: QuerySet
    picture: str
    story: str = ""  # which story a row shows it for, where it does so for one
    named: str = ""  # the row that people know, where it is another one


def _none(_article):
    return set()


# Set by the project: what it shows pictures in beside its stories, and those that it ever showed there for one story.
beside_stories: Callable[[], list[Beside]] = list
shown_for: Callable[[Article], set[int]] = _none


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
    placing = {
        *picture.articleplacements.values_list("article_id", flat=True),
        *picture.entryplacements.values_list("entry__story_id", flat=True),
        *picture.shared_articles.values_list("pk", flat=True),
    }
    editions = Edition.objects.filter(
        shows_picture(picture) | Q(pk__in=EditionPlacement.objects.filter(picture=picture).values("edition_id"))
    )
    published = set(editions.values_list("article_id", flat=True))
    live = set(editions.live().values_list("article_id", flat=True))
    told = EntryEdition.objects.filter(placements__picture=picture)
    published |= set(told.values_list("story_id", flat=True))
    live |= set(told.live().values_list("story_id", flat=True))
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


def used_beside_stories(picture: Picture) -> list[str]:
    """What else shows it, in words: pages of the paper's own, its name and look."""
    found = [
        str(getattr(row, beside.named) if beside.named else row)
        for beside in beside_stories()
        for row in beside.rows.filter(**{beside.picture: picture})
    ]
    return list(dict.fromkeys(found))


def pictures_only_of(article: Article) -> QuerySet[Picture]:
    """The pictures that this story showed, now or ever, and that stand nowhere else."""
    this = OuterRef("pk")
    elsewhere = [
        Article.objects.exclude(pk=article.pk).filter(shows_picture(this)),
        Edition.objects.exclude(article=article).filter(shows_picture(this)),
        ArticlePlacement.objects.exclude(article=article).filter(picture=this),
        EditionPlacement.objects.exclude(edition__article=article).filter(picture=this),
        EntryPlacement.objects.exclude(entry__story=article).filter(picture=this),
        EntryEditionPlacement.objects.exclude(edition__story=article).filter(picture=this),
        FrontSlot.objects.exclude(article=article).filter(picture=this),
        *_beside(this, article),
    ]
    shown = (
        Q(pk__in=[article.lead_picture_id, article.social_picture_id])
        | Q(pk__in=ArticlePlacement.objects.filter(article=article).values("picture"))
        | Q(pk__in=Edition.objects.filter(article=article).values("lead_picture"))
        | Q(pk__in=Edition.objects.filter(article=article).values("social_picture"))
        | Q(pk__in=EditionPlacement.objects.filter(edition__article=article).values("picture"))
        | Q(pk__in=EntryPlacement.objects.filter(entry__story=article).values("picture"))
        | Q(pk__in=EntryEditionPlacement.objects.filter(edition__story=article).values("picture"))
        | Q(pk__in=FrontSlot.objects.filter(article=article).values("picture"))
        | Q(pk__in=shown_for(article))
    )
    return Picture.objects.filter(shown, *(~Exists(rows) for rows in elsewhere))


def pictures_only_of_entry(entry: Entry) -> QuerySet[Picture]:
    """The pictures that this entry showed, now or ever, and that stand nowhere else, in its own story either."""
    this = OuterRef("pk")
    elsewhere = [
        *(model.objects.filter(shows_picture(this)) for model in (Article, Edition)),
        *(model.objects.filter(picture=this) for model in (ArticlePlacement, EditionPlacement, FrontSlot)),
        EntryPlacement.objects.exclude(entry=entry).filter(picture=this),
        EntryEditionPlacement.objects.exclude(edition__entry=entry).filter(picture=this),
        *_beside(this),
    ]
    shown = Q(pk__in=EntryPlacement.objects.filter(entry=entry).values("picture")) | Q(
        pk__in=EntryEditionPlacement.objects.filter(edition__entry=entry).values("picture")
    )
    return Picture.objects.filter(shown, *(~Exists(rows) for rows in elsewhere))


def _beside(this, article=None):
    """What no story is, of which the picture may be; without what shows it for this one."""
    own = []
    for beside in beside_stories():
        rows = beside.rows.filter(**{beside.picture: this})
        own.append(rows.exclude(**{beside.story: article}) if article and beside.story else rows)
    return [Author.objects.filter(portrait=this), Video.objects.filter(poster=this), *own]
