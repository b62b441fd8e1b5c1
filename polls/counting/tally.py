"""Counting the ballots into a tally: always all of them, never more often than a busy poll can bear."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils import timezone

from polls.models import Ballot, Mark, Poll, Tally
from polls.models.tallies import SETTLES_AFTER

RECOUNTS_EVERY = dt.timedelta(seconds=3)
# A small box is counted in a millisecond, so its readers never have to wait to see their own vote.
SMALL_BOX = 500


def recount(*, poll) -> Tally:
    """Count every ballot in the box and keep the sum, unless a count that began later was kept already.

    The sum of votes that were counted elsewhere stays: there is no box.
    """
    if poll.counted_by:
        return Tally.objects.get(poll=poll)
    began_at = timezone.now()
    Tally.objects.filter(poll=poll, as_of__lt=began_at).update(as_of=began_at, **vars(count(poll=poll)))
    return Tally.objects.get(poll=poll)


@dataclass(frozen=True)
class Counts:
    """The figures of a tally."""

    counts: dict[str, int]
    ballots: int
    held: int
    removed: int
    moved: dict
    changed: int
    withdrawn: int


def count(*, poll) -> Counts:
    """The figures of a tally, as the ballots make them now."""
    ballots = Ballot.objects.filter(poll=poll)
    # Who answers again after reading has had a last word: the first one is kept for the movement alone.
    last_words = ballots.exclude(phase=Ballot.Phase.PAIRED).exclude(is_withdrawn=True)
    boxes = dict(last_words.values_list("status").annotate(Count("pk")))
    marks = Mark.objects.filter(ballot__poll=poll, ballot__status=Ballot.Status.COUNTED, ballot__is_withdrawn=False)
    own = {"changed": Q(is_changed=True), "withdrawn": Q(is_withdrawn=True) & ~Q(phase=Ballot.Phase.PAIRED)}
    return Counts(
        counts=_by_choice(marks.exclude(ballot__phase=Ballot.Phase.PAIRED)),
        ballots=boxes.get(Ballot.Status.COUNTED, 0),
        held=boxes.get(Ballot.Status.HELD, 0),
        removed=boxes.get(Ballot.Status.REMOVED, 0),
        moved=_moved(ballots, marks),
        **ballots.aggregate(**{name: Count("pk", filter=which) for name, which in own.items()}),
    )


def _by_choice(marks):
    counts = dict(marks.values_list("choice_id").annotate(Count("ballot_id")))
    return {str(choice): count for choice, count in counts.items()}


def _moved(ballots, marks):
    """What those who answered twice said before and after reading; nothing for a poll that did not ask so."""
    again = ballots.filter(phase=Ballot.Phase.AFTER, status=Ballot.Status.COUNTED, is_withdrawn=False).count()
    if not again:
        return {}
    before, after = (marks.filter(ballot__phase=phase) for phase in (Ballot.Phase.PAIRED, Ballot.Phase.AFTER))
    return {"before": _by_choice(before), "after": _by_choice(after), "readers": again}


def recount_if_due(*, poll, at=None) -> None:
    """Bring the poll's tally up to date if votes came after it; costs nothing when they have not.

    While a large box is being filled one reader in every few seconds counts, and the others see the last count. So it
    is for any box that has closed, which everybody comes to see at once.
    """
    at = at or timezone.now()
    tally = poll.tally_or_empty
    if poll.locked_at is None or tally.is_settled or tally.is_frozen:
        return
    is_crowded = tally.ballots >= SMALL_BOX or poll.is_closed(at)
    if is_crowded and not Tally.objects.filter(poll=poll).claim(at=at, since=at - RECOUNTS_EVERY):
        return
    poll.tally = recount(poll=poll)


def recount_all_due(*, at=None) -> int:
    """Count every box that votes have reached since its last count, whether or not anybody is looking."""
    at = at or timezone.now()
    behind = Poll.objects.filter(locked_at__isnull=False, tally__as_of__lt=F("tally__voted_at") + SETTLES_AFTER)
    polls = [poll for poll in behind.select_related("tally") if not poll.tally.is_frozen]
    for poll in polls:
        recount_if_due(poll=poll, at=at)
    return len(polls)


def digest_of(tally) -> str:
    """A fingerprint of the count: whoever keeps it can tell later that no figure was rewritten."""
    figures = {
        "poll": tally.pk,
        "votes": tally.ballots,
        "held": tally.held,
        "removed": tally.removed,
        "counts": {choice: tally.counts[choice] for choice in sorted(tally.counts, key=int)},
    }
    return hashlib.sha256(json.dumps(figures, separators=(",", ":")).encode()).hexdigest()
