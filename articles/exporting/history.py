"""What readers had of a story before what they have now: its earlier editions, and the addresses that it stood at."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from articles.exporting.facts import KeyOf
from articles.exporting.stories import AT_ONCE, moment, public_editions, stories_of
from articles.models import Edition


def earlier_editions(live: QuerySet[Edition], *, key_of: KeyOf) -> Iterator[tuple[str, dict]]:
    """By the id of each of these stories that has some, the oldest first. No more than one story is in memory."""
    before = _begun().filter(article__in=live.values("article")).exclude(pk__in=live.values("pk"))
    before = before.order_by("article", "starts_at")
    ends = before.values_list("ends_at", flat=True).iterator()
    stories = zip(stories_of(before, key_of=key_of), ends, strict=True)
    told = (story | {"ends_at": moment(ends_at)} for story, ends_at in stories)
    for uuid, editions in groupby(told, key=lambda story: story["id"]):
        each = list(editions)
        yield uuid, {"id": uuid, "published_at": each[0]["published_at"], "editions": each}


def redirects() -> Iterator[tuple[str, str, str]]:
    """Old addresses of stories that readers have, each with where it leads now and the story's id."""
    editions = _begun().filter(article__in=public_editions().values("article")).select_related("section", "article")
    of_each = editions.defer("body").prefetch_related("article__old_paths").order_by("article", "starts_at")
    for _article, group in groupby(of_each.iterator(chunk_size=AT_ONCE), key=lambda edition: edition.article_id):
        stood = {edition.get_absolute_url(): edition for edition in group}
        now = next(path for path, edition in stood.items() if edition.is_live())
        article = stood[now].article
        elsewhere = sorted(redirect.path for redirect in article.old_paths.all())
        yield from ((path, now, str(article.uuid)) for path in [*stood, *elsewhere] if path != now)


def _begun():
    return Edition.objects.filter(starts_at__lte=timezone.now())
