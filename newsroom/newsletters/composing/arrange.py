"""What changes an issue before it goes out: it is begun, and its words and places are saved.

Every verb takes the version that its editor has on screen. Where the issue has moved on since, it refuses.
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from newsroom.newsletters.composing.moves import State, WrongMove, move
from newsroom.newsletters.models import Issue, IssueEvent, IssueSlot, Newsletter

STORIES_AT_FIRST = 6
KINDS = IssueSlot.Kind


class ChangedMeanwhile(Exception):
    """Somebody else has saved this issue since it was opened."""


@transaction.atomic
def begin_issue(*, newsletter: Newsletter, by: User | None, auto_key: str | None = None) -> Issue:
    """A draft laid out like the newsletter's last issue, with no story pinned."""
    newsletter = Newsletter.objects.select_for_update().get(pk=newsletter.pk)
    last = newsletter.issues.newest_first().first()
    highest = newsletter.issues.aggregate(number=Max("number"))["number"] or 0
    issue = Issue.objects.create(newsletter=newsletter, number=highest + 1, created_by=by, auto_key=auto_key)
    _lay_out(issue, _empty(last.slots.in_order()) if last else _first_layout())
    IssueEvent.objects.create(issue=issue, state=State.DRAFT, by=by)
    return issue


def _first_layout():
    others = [IssueSlot(kind=kind, rule="") for kind in (KINDS.MOST_READ, KINDS.CORRECTIONS, KINDS.SUPPORT)]
    return [*(IssueSlot() for _place in range(STORIES_AT_FIRST)), *others]


def _empty(slots):
    for slot in slots:
        slot.unpin()
        if slot.kind != KINDS.POLL:  # a poll was chosen for its issue
            yield slot


@transaction.atomic
def save_issue(
    *, issue: Issue, words: Mapping[str, object], slots: Iterable[IssueSlot], version: int, by: User | None
) -> Issue:
    """Keep these words and places. Raises ChangedMeanwhile, and WrongMove where readers have been written to.

    An approval is for what was looked at: an approved issue goes back to being a draft.
    """
    if issue.state in (State.APPROVED, State.SCHEDULED):
        move(issue=issue, to=State.DRAFT, by=by, text=_("Changed after it was approved."), send_at=None)
        version += 1
    if not issue.may_be_edited:
        raise WrongMove(_("This issue is on its way. It can be held, and then be mended."))
    names = ("subject", "preheader", "note", "goes_out_on", "goes_out_at", "first_batch", "rate")
    for name in names:
        if name in words:
            setattr(issue, name, words[name])
    if issue.frozen_at and not (issue.subject and issue.preheader):
        raise WrongMove(_("Readers have this issue already: it cannot lose its subject or its preheader."))
    if not Issue.objects.filter(pk=issue.pk, version=version).update(version=F("version") + 1):
        raise ChangedMeanwhile
    issue.save(update_fields=names)
    issue.slots.all().delete()
    _lay_out(issue, slots)
    issue.refresh_from_db()
    return issue


def _lay_out(issue, slots):
    copies = [slot.copy() for slot in slots]
    # Readers are owed corrections, whoever arranges the issue: their place cannot be left out.
    if not any(slot.kind == KINDS.CORRECTIONS for slot in copies):
        copies.append(IssueSlot(kind=KINDS.CORRECTIONS, rule=""))
    for position, slot in enumerate(copies):
        slot.issue, slot.position = issue, position
    IssueSlot.objects.bulk_create(copies)
