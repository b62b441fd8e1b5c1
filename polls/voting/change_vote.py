"""Changing or withdrawing a vote while the poll is open, with a token that only its reader holds.

The ballot carries a hash of the token: the reader can find the ballot, the newspaper cannot find the reader. The hash
goes when the poll has closed, and from then on nobody finds anything.
"""

import hashlib
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from polls.models import Ballot, Choice, Mark, Poll, Tally
from polls.voting.ballot_box import AlreadyVoted, BadMarks, PollNotOpen, VoteRefused, cast_ballot
from polls.voting.origin import Origin

AFTER = "/after"


class VoteNotFound(VoteRefused):
    """No ballot in this box knows the token."""


def edit_key_of(token: str) -> uuid.UUID:
    """What is stored of a token: 128 bits of its hash, from which nobody gets back to it."""
    return uuid.UUID(bytes=hashlib.sha256(token.encode()).digest()[:16])


@transaction.atomic
def change_vote(*, poll, choices, token) -> Ballot:
    """Put other marks on the reader's ballot, or the later of two. Raises PollNotOpen, VoteNotFound or BadMarks."""
    ballot = _ballots_of(poll, token)[-1]
    marked = {choice.pk for choice in choices}
    if not (poll.least <= len(marked) <= poll.most) or any(choice.poll_id != poll.pk for choice in choices):
        raise BadMarks
    ballot.marks.all().delete()
    Mark.objects.bulk_create(Mark(ballot=ballot, choice_id=choice) for choice in sorted(marked))
    if ballot.is_withdrawn:
        # What was said before reading is gone for good, so this is no longer half of a pair.
        ballot.phase = ""
    ballot.is_changed, ballot.is_withdrawn = True, False
    # It is anonymised again, so that nothing of when or with what it was touched is left.
    ballot.is_anonymised = False
    ballot.save(update_fields=["is_changed", "is_withdrawn", "phase", "is_anonymised"])
    Tally.objects.filter(poll=poll).announce_vote(timezone.now())
    return ballot


@transaction.atomic
def withdraw_vote(*, poll, token) -> None:
    """Leave the ballot empty, so that its reader may still think again. Raises PollNotOpen or VoteNotFound."""
    ballots = _ballots_of(poll, token)
    Mark.objects.filter(ballot__in=ballots).delete()
    Ballot.objects.filter(pk__in=[ballot.pk for ballot in ballots]).update(is_withdrawn=True, is_anonymised=False)
    Tally.objects.filter(poll=poll).announce_vote(timezone.now())


@transaction.atomic
def answer_again(*, poll: Poll, choices: Sequence[Choice], voter: str, token: str, origin: Origin) -> Ballot:
    """The answer after reading, tied by nothing to the one before, and held where that one is not counted.

    Raises AlreadyVoted or another VoteRefused.
    """
    before = _ballots_of(poll, token)[0]
    if before.phase != Ballot.Phase.BEFORE:
        raise AlreadyVoted
    after = cast_ballot(
        poll=poll,
        choices=choices,
        voter=voter + AFTER,
        origin=origin,
        phase=Ballot.Phase.AFTER,
        edit_key=edit_key_of(token + AFTER),
        is_held=before.status != Ballot.Status.COUNTED,
    )
    before.phase, before.is_anonymised = Ballot.Phase.PAIRED, False
    before.save(update_fields=["phase", "is_anonymised"])
    return after


def has_withdrawn(*, poll, token) -> bool:
    """Whether this reader has voted, and every answer was taken back."""
    found = Ballot.objects.filter(poll=poll, edit_key__in=_keys(token))
    return bool(token) and set(found.values_list("is_withdrawn", flat=True)) == {True}


def _keys(token):
    """What finds the first answer, and the one after reading."""
    return [edit_key_of(token), edit_key_of(token + AFTER)] if token else []


def _ballots_of(poll, token):
    """The ballots that this token finds, the first answer first, locked until the change is made."""
    keys = _keys(token)
    found = Ballot.objects.select_for_update().filter(poll=poll, edit_key__in=keys)
    ballots = sorted(found, key=lambda ballot: keys.index(ballot.edit_key))
    # The clock is read after any wait for the lock.
    if not poll.is_open():
        raise PollNotOpen
    if not ballots:
        raise VoteNotFound
    return ballots
