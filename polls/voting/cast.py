"""What a reader's vote is: a first one, the answer after reading, or one afresh after it was withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from polls.models import Ballot, Choice, Poll
from polls.voting.ballot_box import AlreadyVoted, cast_ballot, new_voter
from polls.voting.change_vote import VoteNotFound, answer_again, change_vote, edit_key_of, has_withdrawn
from polls.voting.origin import Origin


@dataclass(frozen=True)
class TakenVote:
    """What the browser is to remember: the marks that stand, and the token that finds them (none: keep the old one)."""

    marks: frozenset[int]
    token: str | None = None
    is_repeat: bool = False


def take_vote(
    *,
    poll: Poll,
    choices: Sequence[Choice],
    voter: str,
    phase: str,
    token: str,
    remembered: frozenset[int] | None,
    origin: Origin,
) -> TakenVote:
    """Put the vote into the box by whatever kind it is; where this reader has voted, the first vote stands.

    `token` is what the browser holds of an earlier vote in this poll, `remembered` the marks of that vote.
    Raises PollNotOpen, BadMarks, TooManyVotes or ProofWanted.
    """
    try:
        found_by = _put_in(poll, choices, voter, token, phase, origin)
    except AlreadyVoted:
        return TakenVote(marks=remembered or frozenset(), is_repeat=True)
    return TakenVote(marks=frozenset(choice.pk for choice in choices), token=found_by)


def _put_in(poll, choices, voter, token, phase, origin):
    """Gives the token that finds the ballot."""
    if has_withdrawn(poll=poll, token=token):
        change_vote(poll=poll, choices=choices, token=token)
        return token
    if phase == Ballot.Phase.AFTER and token:
        try:
            answer_again(poll=poll, choices=choices, voter=voter, token=token, origin=origin)
        except VoteNotFound:
            phase = ""
        else:
            return token
    # Without an answer before reading, the one after it is a vote like any other.
    phase = phase if phase == Ballot.Phase.BEFORE else ""
    fresh = new_voter()
    cast_ballot(poll=poll, choices=choices, voter=voter, origin=origin, phase=phase, edit_key=edit_key_of(fresh))
    return fresh
