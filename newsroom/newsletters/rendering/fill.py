"""How an issue fills itself: pinned stories where they were put, elsewhere what each rule finds, none twice."""

import datetime as dt
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from django.utils import timezone

from articles.fronts.arrange import live_arrangement
from articles.models import Correction, Edition, parts_of
from articles.pages.most_read import most_read
from common.dates import days_after
from common.pagination import newest
from newsroom.events.listing import events_until
from newsroom.events.models import Event
from newsroom.newsletters.models import Issue, IssueCorrection, IssueSlot, IssueStory
from polls.models import Poll

MOST_PLACES = 40
# Of what is on: so many events at most, of the day that the issue goes out and so many after it.
EVENTS, DAYS = 8, 7


@dataclass
class FilledPlace:
    """One place of an issue and what readers would see in it; nothing where there is nothing to see."""

    slot: IssueSlot
    edition: Edition | None = None
    is_pinned: bool = False
    poll: Poll | None = None
    stories: list[Edition] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        kinds = IssueSlot.Kind
        found = {kinds.STORY: self.edition, kinds.POLL: self.poll, kinds.MOST_READ: self.stories}
        found |= {kinds.EVENTS: self.events}
        return not (found | {kinds.CORRECTIONS: self.corrections, kinds.SUPPORT: True})[self.slot.kind]


def fill_issue(issue: Issue, slots: Sequence[IssueSlot], *, at: dt.datetime | None = None) -> list[FilledPlace]:
    """What readers would see in each place, in order. A pinned story that is not live leaves its place empty.

    Unlike a front, an issue puts nothing else there: nobody has looked at what that would be.
    """
    live = _live(slots, at)
    taken = {slot.article_id for slot in slots if slot.article_id}
    found = _Found(issue, slots, taken, at)
    return [_fill(slot, issue, live, found) for slot in slots]


def _fill(slot, issue, live, found):
    kinds = IssueSlot.Kind
    if slot.kind == kinds.STORY:
        if slot.article_id:
            edition = live.get(slot.article_id)
            return FilledPlace(slot, edition=dressed(edition, slot) if edition else None, is_pinned=True)
        return FilledPlace(slot, edition=found.next(slot))
    if slot.kind == kinds.POLL:
        return FilledPlace(slot, poll=slot.poll if slot.poll and slot.poll.is_open() else None)
    if slot.kind == kinds.MOST_READ:
        return FilledPlace(slot, stories=most_read())
    if slot.kind == kinds.EVENTS:
        return FilledPlace(slot, events=_coming_events(issue))
    if slot.kind == kinds.CORRECTIONS:
        due = IssueCorrection.objects.due(issue).select_related("article")
        return FilledPlace(slot, corrections=list(due))
    return FilledPlace(slot)


def _coming_events(issue):
    today = timezone.localdate()
    first = max(issue.goes_out_on or today, today)
    return events_until(days_after(first, DAYS), today=first, most=EVENTS)


def _live(slots, at):
    pinned = {slot.article_id for slot in slots} - {None}
    rows = Edition.objects.live(at).with_writers().filter(article__in=pinned) if pinned else []
    return {edition.article_id: edition for edition in rows}


def dressed(edition: Edition, slot: IssueSlot) -> Edition:
    """A copy of the edition under the place's own words, and with its own picture while readers may see that."""
    edition = copy(edition)
    edition.headline = slot.headline or edition.headline
    edition.standfirst = slot.words or edition.standfirst
    if slot.picture and slot.picture.may_be_shown():
        edition.lead_picture = slot.picture
    return edition


class _Found:
    """What the rules find, each asked once however many places it fills."""

    def __init__(self, issue, slots, taken, at):
        self.at, self.taken = at, set(taken)
        self.wanted = sum(1 for slot in slots if slot.kind == IssueSlot.Kind.STORY and not slot.article_id)
        self.last = issue.last_before()
        # What the last issue brought is no news to its readers.
        self.seen = set(IssueStory.objects.filter(render__issue=self.last).values_list("article", flat=True))
        self.lists = {}

    def next(self, slot: IssueSlot) -> Edition | None:
        """The first that the rule finds and that stands nowhere else in the issue."""
        key = (slot.rule, slot.section_id)
        if key not in self.lists:
            self.lists[key] = self._list(slot)
        for edition in self.lists[key]:
            if edition.article_id not in self.taken:
                self.taken.add(edition.article_id)
                return edition
        return None

    def _list(self, slot):
        without = self.taken | self.seen
        live = Edition.objects.live(self.at).with_writers().exclude(article__in=without)
        if slot.rule == IssueSlot.Rule.FRONT:
            return self._front(live)
        if self.last:
            live = live.filter(first_published_at__gt=self.last.frozen_at)
        parts = parts_of(slot.section) if slot.rule == IssueSlot.Rule.SECTION else ()
        return list(newest(live, by="first_published_at", parts=parts, size=self.wanted))

    def _front(self, live):
        """The stories of the front in their order; places of it that fill themselves come after those, newest first."""
        arrangement = live_arrangement(None)
        order = [slot.article_id for slot in arrangement.slots.all() if slot.article_id] if arrangement else []
        pinned = {edition.article_id: edition for edition in live.filter(article__in=order)}
        others = newest(live.exclude(article__in=order), by="first_published_at", size=self.wanted)
        return [*(pinned[article] for article in dict.fromkeys(order) if article in pinned), *others]
