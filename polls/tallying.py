"""Counting the ballots into a tally: always all of them, never more often than a busy poll can bear."""

import datetime as dt

from django.db.models import Count
from django.utils import timezone

from polls.models import Ballot, Mark, Tally

RECOUNTS_EVERY = dt.timedelta(seconds=3)
# A small box is counted in a millisecond, so its readers never have to wait to see their own vote.
SMALL_BOX = 500


def recount(*, poll) -> Tally:
    """Count every ballot in the box and keep the sum, unless a count that began later was kept already."""
    began_at = timezone.now()
    boxes = dict(Ballot.objects.filter(poll=poll).values_list("status").annotate(Count("pk")))
    marks = Mark.objects.filter(ballot__poll=poll, ballot__status=Ballot.Status.COUNTED)
    counts = dict(marks.values_list("choice_id").annotate(Count("ballot_id")))
    sums = {
        "counts": {str(choice): count for choice, count in counts.items()},
        "ballots": boxes.get(Ballot.Status.COUNTED, 0),
        "held": boxes.get(Ballot.Status.HELD, 0),
        "as_of": began_at,
    }
    Tally.objects.filter(poll=poll, as_of__lt=began_at).update(**sums)
    return Tally.objects.get(poll=poll)


def recount_if_due(*, poll, at=None):
    """Bring the poll's tally up to date if votes came after it; costs nothing when they have not.

    While a large box is being filled one reader in every few seconds counts, and the others see the last count.
    """
    at = at or timezone.now()
    tally = poll.tally_or_empty
    if poll.locked_at is None or tally.is_settled:
        return
    if tally.ballots >= SMALL_BOX and not Tally.objects.filter(poll=poll).claim(at=at, since=at - RECOUNTS_EVERY):
        return
    poll.tally = recount(poll=poll)
