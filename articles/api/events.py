"""What happened to stories before readers, noted in order and handed to all who want to be told.

Triggers move the site's number in the transaction of each public change, and the clock begins and ends editions. So
nothing that publishes has to remember this, and what is to come is not told before it has.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from articles.api.webhooks import tell_of
from articles.exporting.stories import public_editions
from articles.models import Correction, Edition, EventsNoted, RunningStory, StoryEvent, Takedown
from common import site_version, tombstones

Kind = StoryEvent.Kind


@dataclass(frozen=True)
class Now:
    """How a story stands: what readers have of it, if anything, and whether that was taken from them by law."""

    live: Edition | None
    begun: Edition
    correction: Correction | None
    is_down: bool
    news: int | None = None  # how far its entries are, where it is told in them
    told_at: dt.datetime | None = None  # when one of them came or went last


def note_events() -> list[StoryEvent]:
    """Note what has happened since the last time. Of two workers that look at once, one goes on."""
    now, number = timezone.now(), site_version.number_now()
    noted = EventsNoted.objects.first()
    if noted is None or number < noted.number:  # what was there before all this is no news; nor is a restored paper
        EventsNoted.objects.update_or_create(pk=1, defaults={"number": number, "at": now})
        return []
    stories = _touched(noted, number, now)
    if not stories:
        return []
    with transaction.atomic():
        if not EventsNoted.objects.filter(number=noted.number, at=noted.at).update(number=number, at=now):
            return []
        events = StoryEvent.objects.bulk_create(_events_of(stories, since=noted.at, now=now))
        tell_of(events)
    return events


def _touched(noted, number, now):
    """The stories that moved, that the clock began or ended, or on which a stone was set."""
    stones = {story for story, set_at in tombstones.taken_down().items() if set_at > noted.at.timestamp()}
    moved = {*site_version.stories_moved(noted.number, number), *site_version.entries_moved(noted.number, number)}
    turned = Edition.objects.turned_between(noted.at, now).values_list("article", flat=True)
    return {*moved, *turned, *stones}


def _events_of(stories, *, since, now) -> list[StoryEvent]:
    last = _last_events(stories)
    events = []
    for article, state in _states(stories, now).items():
        for kind, at in _kinds(state, last.get(article), since, now):
            events.append(
                StoryEvent(
                    article_id=article,
                    section_id=(state.live or state.begun).section_id,
                    kind=kind,
                    at=at,
                    edition=state.live.pk if state.live else None,
                    correction=state.correction.pk if state.correction else None,
                    news=state.news,
                )
            )
    return sorted(events, key=lambda event: event.at)


def _kinds(state: Now, last: StoryEvent | None, since: dt.datetime, now: dt.datetime):
    """What has happened since the last that was noted; of a story that was never noted, since that moment."""
    if state.live is None:
        yield from _gone(state, last, now)
        return
    if last is None or last.kind in StoryEvent.GONE:
        is_first = last is None and state.live.starts_at > state.live.first_published_at
        if last or max(state.live.starts_at, state.live.composed_at) > since:
            yield (Kind.UPDATED if is_first else Kind.PUBLISHED), state.live.starts_at
        elif state.told_at and state.told_at > since:
            yield Kind.UPDATED, state.told_at
    elif last.edition != state.live.pk:
        yield Kind.UPDATED, state.live.starts_at
    elif (last.news or 0) != (state.news or 0) and state.told_at:
        yield Kind.UPDATED, state.told_at
    if state.correction and _is_new(state.correction, last, since):
        yield Kind.CORRECTED, max(state.correction.made_at, state.live.starts_at)


def _is_new(correction, last, since):
    return correction.made_at > since if last is None else correction.pk != last.correction


def _gone(state, last, now):
    kind = Kind.TAKEN_DOWN if state.is_down else Kind.WITHDRAWN
    is_known = last is not None and (last.kind == kind or last.kind == Kind.TAKEN_DOWN)  # one that is lifted stays gone
    if not is_known:
        yield kind, now


def _states(stories, now) -> dict[int, Now]:
    """Of those that readers have or had. What is not yet theirs has no state: not a word of it."""
    stones = tombstones.taken_down().keys()
    begun = Edition.objects.filter(article__in=stories, starts_at__lte=now).defer("body").order_by("starts_at")
    newest = {edition.article_id: edition for edition in begun}
    live = {edition.article_id: edition for edition in public_editions().filter(article__in=stories).defer("body")}
    made = Correction.objects.filter(article__in=stories).order_by("pk")
    corrections = {correction.article_id: correction for correction in made}
    down = set(Takedown.objects.standing().filter(article__in=stories).values_list("article", flat=True)) | stones
    courses = _courses(stories)
    return {
        article: Now(live.get(article), edition, corrections.get(article), article in down, *courses.get(article, ()))
        for article, edition in newest.items()
    }


def _courses(stories) -> dict[int, tuple[int, dt.datetime | None]]:
    """Of running stories how far their entries are, and when one of them came or went last."""
    rows = RunningStory.objects.filter(pk__in=stories).values_list("pk", "news", "changed_at")
    return {pk: (news, changed_at) for pk, news, changed_at in rows}


def _last_events(stories: Iterable[int]) -> dict[int, StoryEvent]:
    newest = StoryEvent.objects.filter(article__in=stories).values("article").annotate(last=Max("pk")).values("last")
    return {event.article_id: event for event in StoryEvent.objects.filter(pk__in=newest)}
