"""Where a file of the library stands: in stories of the desk, and in what readers have or had of them."""

from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import (
    Article,
    ArticlePlacement,
    Document,
    Edition,
    EditionPlacement,
    Entry,
    EntryEdition,
    EntryEditionPlacement,
    EntryPlacement,
    Sound,
)
from articles.models.library import PLACEMENTS, LibraryFile
from articles.pictures.usage import Use

KINDS = (Document, Sound)


def where_used(held: LibraryFile) -> list[Use]:
    """Live stories first, then the newest."""
    this = {held.PLACED_AS: held}
    editions = Edition.objects.filter(pk__in=EditionPlacement.objects.filter(**this).values("edition"))
    entries = EntryEdition.objects.filter(pk__in=EntryEditionPlacement.objects.filter(**this).values("edition"))
    published = {*editions.values_list("article_id", flat=True), *entries.values_list("story_id", flat=True)}
    live = {
        *editions.live().values_list("article_id", flat=True),
        *entries.live().values_list("story_id", flat=True),
    }
    placing = {
        *ArticlePlacement.objects.filter(**this).values_list("article_id", flat=True),
        *EntryPlacement.objects.filter(**this).values_list("entry__story_id", flat=True),
    }
    articles = Article.objects.filter(pk__in=placing | published).newest_first().defer("body")
    uses = [
        Use(article, leads=False, is_live=article.pk in live, was_published=article.pk in published)
        for article in articles
    ]
    return sorted(uses, key=lambda use: not use.is_live)


def files_only_of(article: Article) -> list[LibraryFile]:
    """The files of the library that this story placed, now or ever, and that stand nowhere else."""
    return _only_where(
        ArticlePlacement=Q(article=article),
        EditionPlacement=Q(edition__article=article),
        EntryPlacement=Q(entry__story=article),
        EntryEditionPlacement=Q(edition__story=article),
    )


def files_only_of_entry(entry: Entry) -> list[LibraryFile]:
    """Those that this entry placed, now or ever, and that stand nowhere else, in its own story either."""
    return _only_where(EntryPlacement=Q(entry=entry), EntryEditionPlacement=Q(edition__entry=entry))


def _only_where(**here: Q) -> list[LibraryFile]:
    """By the name of a table of placements, which of its rows are meant; all of the others are elsewhere."""
    return list(chain.from_iterable(_only_in(model, here) for model in KINDS))


def _only_in(model, here) -> QuerySet:
    placing = {rows.__name__: rows.objects.filter(**{model.PLACED_AS: OuterRef("pk")}) for rows in PLACEMENTS}
    shown = reduce(or_, (Exists(placing[name].filter(meant)) for name, meant in here.items()))
    elsewhere = (rows.exclude(here[name]) if name in here else rows for name, rows in placing.items())
    return model.objects.filter(shown, *(~Exists(rows) for rows in elsewhere))
