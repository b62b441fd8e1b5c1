"""What takes an entry to readers and away from them again. Nothing else writes editions of entries.

An entry is held against the gate of its story, with its own words in the place of the story's.
"""

import datetime as dt
from collections.abc import Sequence
from copy import copy

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.body.document import Placed, things_placed
from articles.models import (
    Article,
    Correction,
    Entry,
    EntryEdition,
    EntryEditionPlacement,
    EntryStage,
    RunningStory,
    Stage,
)
from articles.models.running import EntryWords
from articles.publishing.compose import existing_things
from articles.publishing.months import note_change
from articles.publishing.publish import CannotPublish, NotLive, reasons_not_to_publish
from articles.search.index import index_entries
from articles.workflow.stages import reasons_to_wait
from common.can import can
from common.dates import in_words


@transaction.atomic
def publish_entry(*, entry: Entry, by: User | None, at: dt.datetime | None = None) -> EntryEdition:
    """Put the entry before readers, or its new words in the place of those that they have. Calls off its schedule.

    `at` is for entries whose past is brought in; it must not lie in the future. Raises CannotPublish.
    """
    running, entry = locked(entry)
    placed = things_placed(entry.words)
    if reasons := reasons_against(running, entry, by, placed):
        raise CannotPublish(reasons)
    now = min(at or timezone.now(), timezone.now())
    before = entry.editions.order_by("-starts_at").first()
    news = _next_news(running, now, is_first=entry.position is None)
    if entry.position is None:
        entry.position = running.positions
    _end(entry, now, news)
    edition = EntryEdition.objects.create(
        **entry_fields(entry) | {"at": min(entry.at, now)},
        entry=entry,
        story_id=entry.story_id,
        uuid=entry.uuid,
        position=entry.position,
        version=entry.version,
        news=news,
        starts_at=now,
        first_published_at=before.first_published_at if before else now,
        published_by=by,
    )
    EntryEditionPlacement.objects.bulk_create(
        EntryEditionPlacement(edition=edition, **{f"{thing.kind}_id": thing.pk}) for thing in existing_things(placed)
    )
    Entry.objects.filter(pk=entry.pk).put_at(EntryStage.DONE, position=entry.position, kept_back="")
    index_entries(story=entry.story_id, new=edition)
    return edition


@transaction.atomic
def correct_entry(*, entry: Entry, by: User, wording: str, kind: str) -> Correction:
    """Put new words before readers and say in the entry, and on the page of corrections, what was wrong.

    Raises NotLive or CannotPublish.
    """
    if entry.live_edition() is None:
        raise NotLive
    publish_entry(entry=entry, by=by)
    return Correction.objects.create(
        article_id=entry.story_id, entry=entry, wording=wording, kind=kind, place=Correction.Place.FOOT, made_by=by
    )


@transaction.atomic
def withdraw_entry(*, entry: Entry) -> None:
    """Take the entry from the site. Its address says that it is gone. Raises NotLive."""
    running, entry = locked(entry)
    if entry.live_edition() is None:
        raise NotLive
    end_live(running, entry)


def end_live(running: RunningStory, entry: Entry) -> None:
    """Nothing of the entry is public any more, nor will be by itself. For rows that are locked."""
    now = timezone.now()
    _end(entry, now, _next_news(running, now))
    Entry.objects.filter(pk=entry.pk).put_at(EntryStage.DRAFT)
    index_entries(story=entry.story_id)


def entry_fields(entry: EntryWords) -> dict:
    """Every field of what a reader sees, as the abstract entry declares them."""
    return {field.attname: getattr(entry, field.attname) for field in EntryWords._meta.get_fields()}


def reasons_against(
    running: RunningStory, entry: Entry, by: User | None, placed: Sequence[Placed], at: dt.datetime | None = None
) -> list[str]:
    """What stops the entry from going out at that moment."""
    story = entry.story
    reasons = []
    if not story.editions.live(at).exists():
        reasons.append(_("The story is not live: publish it first, then its entries."))
    if running.is_over and entry.position is None and not entry.is_closing:
        reasons.append(_("The story has ended: take it up again before another entry goes out."))
    if entry.takedowns.standing().exists():
        reasons.append(_("The entry is taken down for legal reasons. That has to be lifted first."))
    if entry.is_embargoed(at):
        message = _("The entry is under embargo until %(time)s: it cannot go out before.")
        reasons.append(message % {"time": in_words(entry.embargoed_until)})
    live = entry.live_edition()
    if live and live.version == entry.version:
        reasons.append(_("Readers already have these words: nothing has changed since they went live."))
    if by and story.has_to_see_the_lawyer() and not can(by, "pass_legal", story):
        reasons.append(_("Each entry of this story needs the lawyer, or somebody who may pass it."))
    shown = _in_its_place(entry)
    return [*reasons, *reasons_not_to_publish(shown, at, placed=placed), *reasons_to_wait(shown, by=by)]


def _in_its_place(entry) -> Article:
    """The story as it would be with these words alone: what stops a story from going out stops an entry.

    That the entry is published is the last of its stages, so the story's own counts for nothing here.
    """
    shown = copy(entry.story)
    shown.headline = entry.headline or shown.headline
    shown.body = entry.words or f"<p>{escape(entry.headline)}</p>"
    shown.changed_by_id = entry.changed_by_id
    shown.stage = Stage.READY
    return shown


def locked(entry: Entry) -> tuple[RunningStory, Entry]:
    """The entry's story and then the entry. One at a time changes what readers have of a story, so news are in order.

    Raises NotLive where the story is told in no entries.
    """
    running = RunningStory.objects.select_for_update().filter(pk=entry.story_id).first()
    if running is None:
        raise NotLive
    entry = Entry.objects.select_for_update(of=["self"]).select_related("story").get(pk=entry.pk)
    return running, entry


def _next_news(running, now, *, is_first=False) -> int:
    """The number of a change to what readers have."""
    running.news += 1
    running.positions += is_first
    note_told(running, now)
    running.save(update_fields=["news", "positions", "changed_at"])
    return running.news


def note_told(running: RunningStory, at: dt.datetime) -> None:
    """Readers have something else from that moment, and the month of the story changes with it. Whoever asks saves."""
    running.changed_at = max(at, running.changed_at or at)
    first = running.article.editions.order_by("starts_at").values_list("first_published_at", flat=True).first()
    if first:
        note_change(first_published_at=first, changed_at=running.changed_at)


def _end(entry, now, news):
    """What readers have of it is over. What began at this very instant has to last a moment."""
    live = entry.editions.filter(ends_at=None)
    live.update(ends_at=Greatest(Value(now), F("starts_at") + dt.timedelta.resolution), ended_news=news)
