"""An entry that goes out by itself at its time.

A story waits as an edition with a date to come. An entry cannot: its place among the others and its number among the
news are given when readers get it, so that both stay in that order.
"""

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.body.document import things_placed
from articles.models import Entry, EntryStage
from articles.publishing.publish import CannotPublish, NotLive
from articles.running.publish import locked, publish_entry, reasons_against
from articles.workflow.notifications import write_letter
from articles.workflow.permissions import people_who_may
from common.can import can


@transaction.atomic
def schedule_entry(*, entry: Entry, by: User, at: dt.datetime) -> None:
    """Let the entry go out at a moment to come, as it stands now. Another moment takes the place of the one before.

    That moment is the time that readers are told, unless they have the entry already. Raises CannotPublish.
    """
    if at <= timezone.now():
        raise CannotPublish([_("That time has passed: choose one to come, or publish now.")])
    running, entry = locked(entry)
    if reasons := reasons_against(running, entry, by, things_placed(entry.words), at):
        raise CannotPublish(reasons)
    facts = {"goes_out_at": at, "goes_out_by": by, "kept_back": "", "at": entry.at if entry.position else at}
    Entry.objects.filter(pk=entry.pk).put_at(EntryStage.SCHEDULED, **facts)


def call_off(*, entry: Entry) -> None:
    """It stays a draft until somebody publishes it. Raises NotLive where nothing is scheduled."""
    if not Entry.objects.filter(pk=entry.pk, stage=EntryStage.SCHEDULED).put_at(EntryStage.DRAFT):
        raise NotLive


def publish_due_entries(*, at: dt.datetime | None = None) -> None:
    """Publish what is due, each by itself. What the gate stops waits for an editor; whoever chose the time is told."""
    at = at or timezone.now()
    for pk in list(Entry.objects.due(at).values_list("pk", flat=True)):
        _publish_due(pk, at)


@transaction.atomic
def _publish_due(pk, at):
    _running, entry = locked(Entry.objects.get(pk=pk))
    if entry.goes_out_at is None or entry.goes_out_at > at:
        return  # somebody was here first
    by = entry.goes_out_by
    try:
        if by is None or not by.is_active or not can(by, "publish", entry.story):
            raise CannotPublish([_("Whoever chose the time may not publish it any more.")])
        publish_entry(entry=entry, by=by)
    except CannotPublish as refusal:
        _keep_back(entry, by, refusal.reasons)


def _keep_back(entry, by, reasons):
    """On top of everybody's screen, with the reasons, and a letter to whoever can mend it."""
    story = entry.story
    Entry.objects.filter(pk=entry.pk).put_at(EntryStage.WAITING, kept_back="\n".join(map(str, reasons))[:2000])
    people = [by] if by and by.is_active and can(by, "publish", story) else people_who_may("publish", story)
    path = f"{reverse('admin:articles_article_running', args=[story.pk])}#entry-{entry.pk}"
    for person in people:
        write_letter(
            key=f"entry:{entry.pk}:{entry.goes_out_at:%Y%m%d%H%M}:{person.pk}",
            to=person,
            template="desk_entry",
            path=path,
            article=story,
            entry=entry,
            reasons=reasons,
        )
