"""Which stories and letters readers have anew, or no more, since the last time that somebody was told."""

import datetime as dt
from itertools import batched
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, ImportRun, Section, SourceKey
from articles.pages.feeds import FORMS, feed_addresses
from common import site_version
from newsroom.announcing.tasks import tell_hub, tell_in_its_minute, tell_search_engines
from newsroom.newsletters.models import Issue

# How far everybody has been told: a number of the site, and a moment in microseconds since 1970.
STATE = "SELECT number, announced, announced_at FROM site_version"
# Of two workers that look at once, one goes on.
DONE = "UPDATE site_version SET announced = %s, announced_at = %s WHERE announced = %s AND announced_at = %s"
MOST = 10_000  # addresses that IndexNow takes at once
SLACK = dt.timedelta(minutes=10)  # between two looks
OVERLAP = dt.timedelta(seconds=1)


class Moved(NamedTuple):
    stories: list[int]
    entries: list[int]  # stories of which readers have other entries
    since: dt.datetime


def announce_changes() -> list[str]:
    """Hand the addresses of what has changed to the worker. What is still to come is not told: not a word of it."""
    if not (settings.WEBSUB_HUBS or settings.INDEXNOW):
        return []
    now = timezone.now()
    with transaction.atomic():
        moved = _moved(now)
        editions = [] if moved is None else _changed(moved.stories, moved.since, now)
        told = [] if moved is None else _told_in_entries(moved.entries)
        issues = [] if moved is None else _issues(moved.since, now)
        addresses = _addresses_of([*editions, *issues])
        if addresses:
            _enqueue(addresses, [*_feeds_of(editions), *_feeds_of_letters(issues)])
        for edition in told:
            _enqueue_entries(edition)
    return [*dict.fromkeys([*addresses, *_addresses_of(told)])]


def _addresses_of(pages):
    return [*dict.fromkeys(f"{settings.SITE_URL}{page.get_absolute_url()}" for page in pages)]


def _moved(now):
    """What moved since the last time, and when that was; nothing for whoever is the second to ask."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        number, announced, moment = cursor.fetchone()
        cursor.execute(DONE, [number, int(now.timestamp() * 1_000_000), announced, moment])
        if not cursor.rowcount or not moment:  # what was there before all this is no news
            return None
    return Moved(
        site_version.stories_moved(announced, number),
        site_version.entries_moved(announced, number),
        dt.datetime.fromtimestamp(moment / 1_000_000, dt.UTC),
    )


def _changed(moved: list[int], since: dt.datetime, now: dt.datetime) -> list[Edition]:
    """The newest edition that readers have, or had, of each story that moved or that the clock began or ended."""
    articles = {*moved, *Edition.objects.turned_between(since, now).values_list("article", flat=True)}
    newest = {}
    begun = Edition.objects.filter(article__in=articles, starts_at__lte=now).select_related("section")
    # What an archive brought in was told years ago, by the paper that it comes from.
    sites = ImportRun.objects.filter(beat_at__gt=since - SLACK).values("site")
    begun = begun.exclude(article__in=SourceKey.objects.filter(site__in=sites, article__isnull=False).values("article"))
    for edition in begun.defer("body").order_by("starts_at"):
        newest[edition.article_id] = edition
    return list(newest.values())


def _told_in_entries(stories: list[int]) -> list[Edition]:
    """Of the stories whose entries moved those that readers have. Its own feed is another then, and no list is."""
    return list(Edition.objects.live().filter(article__in=stories).select_related("section").defer("body"))


def _issues(since, now):
    """Issues of letters that began to go out. What was written down while the last look was taken is told again."""
    return list(Issue.objects.begun_between(since - OVERLAP, now).select_related("newsletter").order_by("pk"))


def _feeds_of(editions):
    if not editions:
        return []
    filed = {edition.section_id for edition in editions}
    sections = Section.objects.filter(Q(pk__in=filed) | Q(subsections__in=filed)).distinct()
    return [f"{settings.SITE_URL}{path}" for path in feed_addresses(sections)]


def _feeds_of_letters(issues):
    slugs = dict.fromkeys(issue.newsletter.slug for issue in issues)
    return [f"{settings.SITE_URL}{reverse('newsletter_feed', args=[slug])}" for slug in slugs]


def _enqueue(addresses, feeds):
    for hub in settings.WEBSUB_HUBS:
        tell_hub.enqueue(hub, feeds)
    if settings.INDEXNOW:
        for part in batched(addresses, MOST):
            tell_search_engines.enqueue(list(part))


def _enqueue_entries(edition):
    """Of one story. On its night there are twenty a minute, of which each would ask for the same addresses."""
    address = f"{settings.SITE_URL}{edition.get_absolute_url()}"
    for hub in settings.WEBSUB_HUBS:
        tell_in_its_minute(tell_hub, hub, [f"{address}feed/{form}" for form in FORMS])
    if settings.INDEXNOW:
        tell_in_its_minute(tell_search_engines, [address])
