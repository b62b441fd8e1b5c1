"""Say of two stories that they are the same in two languages, and take that back. Readers see it when both are live."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Translation
from common.languages import language_of


class CannotPair(Exception):
    """The two are no translations of each other; the message says why, in words for the editor."""


@transaction.atomic
def pair_translations(*, article: Article, other: Article) -> None:
    """Make them a pair. Raises CannotPair."""
    both = list(Article.objects.select_for_update().filter(pk__in=[article.pk, other.pk]).order_by("pk"))
    languages = {language_of(story.language) for story in both}
    if len(languages) < 2:
        raise CannotPair(_("Both are in the same language: set the language of one of them first."))
    if Translation.objects.filter(article__in=both).exists():
        raise CannotPair(_("One of them has a translation already: part that pair first."))
    pair = uuid.uuid4()
    Translation.objects.bulk_create(
        Translation(article=story, pair=pair, language=language_of(story.language)) for story in both
    )


@transaction.atomic
def part_translations(*, article: Article) -> None:
    """Let the story, and the one that it is paired with, stand alone again."""
    pairs = Translation.objects.filter(article=article).values("pair")
    Translation.objects.filter(pair__in=list(pairs.values_list("pair", flat=True))).delete()
