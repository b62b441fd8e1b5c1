"""Stories that readers had elsewhere before: their editions at their true dates, many at once.

No gate is asked: what stood before the public for years is not sent back for a missing credit. Everything that is
derived from editions (lists, months, search) is written as for any other.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from articles.body.document import things_placed
from articles.models import (
    Article,
    Author,
    AuthorListing,
    Byline,
    Edition,
    EditionByline,
    EditionPlacement,
    RunningStory,
    Topic,
    TopicListing,
)
from articles.publishing.compose import existing_things, story_fields
from articles.publishing.months import note_change, note_month
from articles.search.index import index


@dataclass(frozen=True)
class PastEdition:
    """What readers had of a story for a while. `fields` are those of what a reader sees, `bylines` names with roles."""

    fields: Mapping
    bylines: Sequence[tuple[Author, str]]
    topics: Sequence[Topic]
    starts_at: dt.datetime
    ends_at: dt.datetime
    first_published_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True)
class PastStory:
    """A story that has no edition yet, and when readers first had it and had it updated.

    `starts_at` is since when they have had it as it is, `ends_at` when it leaves the site, `earlier` what they had
    before.
    """

    article: Article
    first_published_at: dt.datetime
    updated_at: dt.datetime
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    earlier: Sequence[PastEdition] = ()


@transaction.atomic
def publish_past(*, stories: Sequence[PastStory], by: User | None) -> list[Edition]:
    """The edition of each that readers have, and those before it, which nothing lists or finds any more.

    `article.section` has to be at hand.
    """
    _keep_earlier(stories, by)
    editions = Edition.objects.bulk_create(
        Edition(
            **story_fields(past.article),
            article=past.article,
            version=past.article.version,
            starts_at=past.starts_at or past.first_published_at,
            ends_at=past.ends_at,
            leaves_at=past.ends_at,
            first_published_at=past.first_published_at,
            updated_at=max(past.updated_at, past.first_published_at),
            published_by=by,
        )
        for past in stories
    )
    of = {edition.article_id: edition for edition in editions}
    _copy_bylines(of)
    _copy_topics(of)
    _place(editions)
    for edition in {(e.first_published_at.year, e.first_published_at.month): e for e in _by_update(editions)}.values():
        note_month(edition)
    told = RunningStory.objects.filter(pk__in=of, changed_at__isnull=False).values_list("pk", "changed_at")
    for pk, changed_at in told:
        note_change(first_published_at=of[pk].first_published_at, changed_at=changed_at)
    for edition in editions:
        index(edition)
    return editions


def _keep_earlier(stories, by):
    for past in stories:
        for version, before in enumerate(past.earlier, start=1):
            edition = Edition.objects.create(
                **before.fields,
                article=past.article,
                version=version,
                starts_at=before.starts_at,
                ends_at=before.ends_at,
                first_published_at=before.first_published_at,
                updated_at=before.updated_at,
                published_by=by,
            )
            edition.topics.set(before.topics)
            EditionByline.objects.bulk_create(
                EditionByline(edition=edition, author=author, role=role, position=place)
                for place, (author, role) in enumerate(before.bylines)
            )
            _place([edition])


def _place(editions):
    """The rows that say what their texts show."""
    EditionPlacement.objects.bulk_create(
        EditionPlacement(edition=edition, **{f"{thing.kind}_id": thing.pk})
        for edition in editions
        for thing in existing_things(things_placed(edition.body))
    )


def _by_update(editions):
    return sorted(editions, key=lambda edition: edition.updated_at)


def _copy_bylines(of):
    lines = list(Byline.objects.filter(article__in=of).order_by("position", "pk"))
    EditionByline.objects.bulk_create(
        EditionByline(edition=of[line.article_id], author_id=line.author_id, role=line.role, position=line.position)
        for line in lines
    )
    named = dict.fromkeys((line.article_id, line.author_id) for line in lines)
    AuthorListing.objects.bulk_create(
        AuthorListing(edition=of[article], author_id=author, first_published_at=of[article].first_published_at)
        for article, author in named
    )


def _copy_topics(of):
    filed = Article.topics.through.objects.filter(article__in=of).order_by("pk").values_list("article", "topic")
    filed = list(filed)
    through = Edition.topics.through
    through.objects.bulk_create(through(edition_id=of[article].pk, topic_id=topic) for article, topic in filed)
    TopicListing.objects.bulk_create(
        TopicListing(edition=of[article], topic_id=topic, first_published_at=of[article].first_published_at)
        for article, topic in filed
    )
