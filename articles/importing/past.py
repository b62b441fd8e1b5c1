"""Since when readers have had a story, and what they had of it before: the moments of a source, held to ours."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import pairwise

from django.utils import timezone

from articles.importing.items import OldStory
from articles.models import Article
from articles.publishing.past import PastEdition, PastStory

Parts = tuple[dict, str, list, list]


def past_story(article: Article, story: OldStory, parts_of: Callable[[OldStory], Parts]) -> PastStory:
    """The story with its earlier editions. `parts_of` tells an edition's fields, body, bylines and topics."""
    first, updated = _moments(story)
    starts_at = min(max(story.starts_at or first, first), timezone.now())
    ends_at = story.ends_at if story.ends_at and story.ends_at > starts_at else None
    earlier = [_edition(before, ends, parts_of) for before, ends in _in_turn(story.earlier, starts_at)]
    return PastStory(article, first, updated, starts_at=starts_at, ends_at=ends_at, earlier=earlier)


def _in_turn(earlier: tuple[OldStory, ...], until: dt.datetime) -> Iterator[tuple[OldStory, dt.datetime]]:
    """Each with its end, which is never after the next one began: readers have one at a time."""
    known = sorted((each for each in earlier if each.starts_at), key=lambda each: each.starts_at)
    begins = [*(each.starts_at for each in known), until]
    for before, (begun, after) in zip(known, pairwise(begins), strict=True):
        ends = min(before.ends_at or after, after)
        if ends > begun:
            yield before, ends


def _edition(before, ends_at, parts_of):
    fields, body, bylines, topics = parts_of(before)
    first, updated = _moments(before)
    return PastEdition(
        fields=fields | {"body": body},
        bylines=bylines,
        topics=topics,
        starts_at=before.starts_at,
        ends_at=ends_at,
        first_published_at=min(first, before.starts_at),
        updated_at=max(updated, first),
    )


def _moments(story) -> tuple[dt.datetime, dt.datetime]:
    """When it came and when it was updated: never after today, and no update before it was published."""
    first = min(story.published_at, timezone.now())
    return first, min(max(story.updated_at or first, first), timezone.now())
