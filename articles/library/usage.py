"""Where a file of the library stands: in stories of the desk, and in what readers have or had of them."""

from itertools import chain

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Article, ArticlePlacement, Document, Edition, EditionPlacement, Sound
from articles.models.library import LibraryFile
from articles.pictures.usage import Use

KINDS = (Document, Sound)


def where_used(held: LibraryFile) -> list[Use]:
    """Live stories first, then the newest."""
    this = {held.PLACED_AS: held}
    editions = Edition.objects.filter(pk__in=EditionPlacement.objects.filter(**this).values("edition"))
    published = set(editions.values_list("article_id", flat=True))
    live = set(editions.live().values_list("article_id", flat=True))
    placing = ArticlePlacement.objects.filter(**this).values("article")
    articles = Article.objects.filter(Q(pk__in=placing) | Q(pk__in=published)).newest_first().defer("body")
    uses = [
        Use(article, leads=False, is_live=article.pk in live, was_published=article.pk in published)
        for article in articles
    ]
    return sorted(uses, key=lambda use: not use.is_live)


def files_only_of(article: Article) -> list[LibraryFile]:
    """The files of the library that this story placed, now or ever, and that stand nowhere else."""
    return list(chain.from_iterable(_only_of(article, model) for model in KINDS))


def _only_of(article, model) -> QuerySet:
    this = {model.PLACED_AS: OuterRef("pk")}
    at_desk, in_public = ArticlePlacement.objects.filter(**this), EditionPlacement.objects.filter(**this)
    return model.objects.filter(
        Exists(at_desk.filter(article=article)) | Exists(in_public.filter(edition__article=article)),
        ~Exists(at_desk.exclude(article=article)),
        ~Exists(in_public.exclude(edition__article=article)),
    )
