"""The same story in the other language, as far as readers have both: for links, `hreflang` and maps of the site.

What is live decides, and each edition's own language: a story that was withdrawn is nobody's translation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet

from articles.models import Edition, Translation
from common.languages import language_of


class Version(Protocol):
    language: str


@dataclass(frozen=True, order=True)
class Alternate:
    """One address of a story, under the language that it is in; `x-default` is for readers of neither."""

    language: str
    path: str


def translation_id(edition: Edition) -> int | None:
    """The story that says the same in another language. One query, and none for a story that stands alone."""
    if getattr(edition.article, "translation", None) is None:
        return None
    return Translation.objects.of([edition.article_id]).values_list("article", flat=True).first()


def live_translation(edition: Edition) -> Edition | None:
    """Its edition, if readers have it."""
    pk = translation_id(edition)
    live = pk and Edition.objects.live().select_related("section").defer("body").filter(article_id=pk).first()
    return live if live and are_apart(edition, live) else None


def are_apart(one: Version, other: Version) -> bool:
    return language_of(one.language) != language_of(other.language)


def alternates_of(versions: Sequence[tuple[str, str]]) -> list[Alternate]:
    """Of the versions of a story (language, path), each under its language and the paper's own as the default."""
    named = sorted(Alternate(language_of(language), path) for language, path in versions)
    own = [each.path for each in named if each.language == settings.LANGUAGE_CODE]
    return [*named, *(Alternate("x-default", path) for path in own)]


def with_alternates(editions: Iterable[Edition], *, of: QuerySet[Edition]) -> Iterable[Edition]:
    """These, each with its `alternates`; `of` is what they are taken from, so that one query finds all pairs."""
    pairs = Translation.objects.filter(article__in=of.order_by().values("article")).values("pair")
    paired = Edition.objects.live().filter(article__translation__pair__in=pairs).select_related("section").defer("body")
    by_pair: dict[UUID, list[Edition]] = {}
    for edition in paired.annotate(pair=F("article__translation__pair")):
        by_pair.setdefault(edition.pair, []).append(edition)
    found = {}
    for pair in by_pair.values():
        if len(pair) == 2 and are_apart(*pair):
            alternates = alternates_of([(edition.language, edition.get_absolute_url()) for edition in pair])
            found |= {edition.article_id: alternates for edition in pair}
    for edition in editions:
        edition.alternates = found.get(edition.article_id, ())
        yield edition
