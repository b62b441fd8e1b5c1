"""Polls that another paper put to its readers and counted: kept here closed, with its final count and without a box.

No ballot, no receipt and no key comes along, so nothing of it can be counted again, released or removed. The count is
kept as any other: by its digest, which the nightly check compares.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.counting.tally import digest_of
from polls.models import Choice, Poll, PollEvent, Tally

FIELDS = ("question", "slug", "context", "kind", "least", "most", "scale_low", "scale_high", "outcome", "counted_by")
TIMES = ("opens_at", "closes_at", "final_closes_at")


class CannotKeep(Exception):
    """The poll cannot be kept as it was told; the message says why, in words for people."""


@dataclass(frozen=True)
class PastChoice:
    """An answer, how many votes it had, and how many more (or fewer) after reading than before."""

    label: str
    votes: int
    role: str = Choice.Role.NORMAL
    value: int | None = None
    net: int = 0


@dataclass(frozen=True)
class PastPoll:
    """A poll that is over. `counted_by` names the paper that counted; `readers` are those whose votes count.

    `asked_again` are those of them who answered before and after reading.
    """

    question: str
    slug: str
    kind: str
    opens_at: dt.datetime
    closes_at: dt.datetime
    choices: tuple[PastChoice, ...]
    counted_by: str
    readers: int
    context: str = ""
    least: int = 1
    most: int = 1
    scale_low: str = ""
    scale_high: str = ""
    outcome: str = ""
    held: int = 0
    removed: int = 0
    changed: int = 0
    withdrawn: int = 0
    asked_again: int = 0
    keys_destroyed_at: dt.datetime | None = None


@transaction.atomic
def keep_past_poll(*, past: PastPoll, by: User | None, poll: Poll | None = None) -> Poll:
    """Keep it as a closed poll; with `poll`, as what that one, kept from the same paper, is now. Raises CannotKeep."""
    check_past_poll(past)
    poll = poll or Poll()
    for name in FIELDS:
        setattr(poll, name, getattr(past, name))
    poll.state, poll.opens_at, poll.closes_at = Poll.State.LIVE, past.opens_at, past.closes_at
    poll.locked_at, poll.final_closes_at = past.opens_at, past.closes_at
    choices = [
        Choice(poll=poll, position=place, label=choice.label, role=choice.role, value=choice.value)
        for place, choice in enumerate(past.choices, start=1)
    ]
    _check_words(poll, choices)
    poll.save()
    poll.choices.all().delete()
    choices = Choice.objects.bulk_create(choices)
    tally = _tally_of(poll, past, choices)
    figures = f"{tally.ballots} + {tally.held} + {tally.removed}"
    said = {"before": figures, "after": tally.digest, "reason": past.counted_by}
    PollEvent.objects.create(poll=poll, kind=PollEvent.Kind.BROUGHT_IN, by=by, **said)
    return Poll.objects.with_choices().get(pk=poll.pk)


@transaction.atomic
def forget_past_poll(*, poll: Poll) -> None:
    """Take it away again, with its log. Raises ProtectedError where a story shows it, or there is a ballot."""
    poll.delete()


def state_of(poll: Poll) -> str:
    """A fingerprint of all that an editor, or a slip put right, could have changed since it was kept."""
    told = [getattr(poll, name) for name in (*FIELDS, *TIMES, "state", "results", "legal_note")]
    told += [[choice.label, choice.position] for choice in poll.answers]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def check_past_poll(past: PastPoll) -> None:
    """Raises CannotKeep for what could not be true, or not be kept closed."""
    counts, labels = [choice.votes for choice in past.choices], {choice.label for choice in past.choices}
    if past.closes_at > timezone.now():
        raise CannotKeep(_("Its voting is not over."))
    if past.opens_at >= past.closes_at or not past.counted_by:
        raise CannotKeep(_("It does not say when readers voted, or who counted."))
    if past.kind not in Poll.Kind or len(labels) < len(counts) or not all(labels):
        raise CannotKeep(_("Its answers cannot be told apart."))
    is_sum = past.kind == Poll.Kind.MULTIPLE or sum(counts) == past.readers
    if not is_sum or min([*counts, past.readers]) < 0 or max([0, *counts]) > past.readers:
        raise CannotKeep(_("Its figures do not add up."))


def _check_words(poll, choices):
    """What has no room in our fields, or is none of their choices."""
    try:
        poll.clean_fields()
        for choice in choices:
            choice.clean_fields(exclude=["poll"])
    except ValidationError as refusal:
        raise CannotKeep(" ".join(refusal.messages)) from refusal


def _tally_of(poll, past, choices):
    now, pairs = timezone.now(), list(zip(choices, past.choices, strict=True))
    # What is known of the movement is its balance: who gained stands in the one, who lost in the other.
    moved = {
        "before": {str(choice.pk): max(0, -told.net) for choice, told in pairs},
        "after": {str(choice.pk): max(0, told.net) for choice, told in pairs},
        "readers": past.asked_again,
    }
    tally = Tally(
        poll=poll,
        counts={str(choice.pk): told.votes for choice, told in pairs},
        ballots=past.readers,
        held=past.held,
        removed=past.removed,
        changed=past.changed,
        withdrawn=past.withdrawn,
        moved=moved if past.asked_again else {},
        as_of=now,
        frozen_at=now,
        keys_destroyed_at=past.keys_destroyed_at,
    )
    tally.digest = digest_of(tally)
    tally.save()
    return tally
