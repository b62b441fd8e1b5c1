"""What readers have of a series: its live stories in order, and what comes before and after one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.models import Edition, Series


@dataclass
class SeriesPosition:
    """A story's place among those of its series that readers can open."""

    series: Series
    number: int
    count: int
    previous: Edition | None
    next: Edition | None


def stories_of(series: Series) -> QuerySet[Edition]:
    live = Edition.objects.live().filter(article__series_part__series=series)
    return live.with_writers().order_by("article__series_part__position", "article_id")


def position_in_series(edition: Edition) -> SeriesPosition | None:
    """One query, and none for a story without a series, if the edition comes with its article's part."""
    part = getattr(edition.article, "series_part", None)
    if part is None:
        return None
    return position_among(part.series, list(stories_of(part.series)), edition.article_id)


def position_among(series: Series, stories: Sequence[Edition], article_id: int) -> SeriesPosition | None:
    """The place of a story among these, if it stands there and not alone."""
    at = next((number for number, other in enumerate(stories) if other.article_id == article_id), None)
    if at is None or len(stories) < 2:
        return None
    return SeriesPosition(
        series,
        number=at + 1,
        count=len(stories),
        previous=stories[at - 1] if at else None,
        next=stories[at + 1] if at + 1 < len(stories) else None,
    )
