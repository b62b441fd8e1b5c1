"""Which stories stand under a story: those that share most topics with it, of the newest ones."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q
from django.utils import timezone

from articles.models import TopicListing

SHOWN = 4
NEWEST = 24  # of which they are chosen
KEPT = 12  # with spares for what is withdrawn, and for what is still to come


def related_to(topics: Iterable[int], *, without: Collection[int]) -> list[int]:
    """Ids of the articles, the nearest first, live already or to come: ask the gate before showing one.

    Each topic's newest are read from an index, so that no query reads its archive.
    """
    shared: dict[int, set[int]] = {}
    dates = {}
    for topic in topics:
        listed = TopicListing.objects.filter(
            Q(edition__ends_at=None) | Q(edition__ends_at__gt=timezone.now()), topic=topic
        )
        listed = listed.order_by("-first_published_at", "-edition_id")
        for article, date in listed.values_list("edition__article", "first_published_at")[: NEWEST + len(without)]:
            shared.setdefault(article, set()).add(topic)
            dates[article] = date
    newest = sorted(shared.keys() - set(without), key=lambda article: (dates[article], article), reverse=True)
    return sorted(newest[:NEWEST], key=lambda article: -len(shared[article]))[:KEPT]


def sizes_of(related: Iterable, *, shown: int | None) -> Iterator[tuple]:
    """Each of these stories with the size of its card: a line where its picture stands on the page already."""
    seen = {shown}
    for other in related:
        picture = other.lead_picture_id
        yield other, "line" if picture and picture in seen else "card"
        seen.add(picture)
