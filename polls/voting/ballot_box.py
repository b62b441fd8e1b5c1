"""Casting a vote: one transaction, one ballot for a reader, and no row that says who chose what."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from common.client_network import home_of
from common.limits import HELD_VOTES
from polls.models import Ballot, Choice, Mark, Poll, PollEvent, PollSecret, Receipt, Tally
from polls.models.tallies import ANNOUNCED_EVERY
from polls.voting.cast_postgresql import cast_in_one_statement
from polls.voting.origin import UNSAID, Origin
from polls.voting.rate_limit import VOTES_AN_HOUR, cohort_of, hold_reason_for, network_key


class VoteRefused(Exception):
    """No ballot was cast."""


class AlreadyVoted(VoteRefused):
    """This reader's ballot is in the box; it stands."""


class PollNotOpen(VoteRefused):
    """Votes are not taken now."""


class TooManyVotes(VoteRefused):
    """This network has sent all the votes that are held for one in an hour."""


class BadMarks(VoteRefused):
    """The marks are too few, too many, or not on this poll's answers."""


def new_voter() -> str:
    """A browser's token: 128 random bits, which say nothing about anybody."""
    return secrets.token_urlsafe(16)


def cast_ballot(
    *,
    poll: Poll,
    choices: Sequence[Choice],
    voter: str,
    origin: Origin = UNSAID,
    phase: str = "",
    edit_key: UUID | None = None,
    is_held: bool = False,
) -> Ballot:
    """Put one ballot into the box. Raises AlreadyVoted, PollNotOpen, BadMarks, TooManyVotes or ProofWanted.

    Several requests of one reader may race: the database takes one receipt for a key and the others are refused.
    """
    ballot = Ballot(phase=phase, edit_key=edit_key, **origin.columns)
    if is_held:
        ballot.status, ballot.hold_reason = Ballot.Status.HELD, Ballot.HoldReason.SOURCE
    if poll.locked_at is not None:
        return _cast(ballot, poll, choices, voter, origin.sender)
    with transaction.atomic():
        return _cast(ballot, _set_up_box(poll), _as_they_stand(choices), voter, origin.sender)


def _cast(ballot, poll, choices, voter, sender):
    marked = {choice.pk for choice in choices}
    if not (poll.least <= len(marked) <= poll.most) or any(choice.poll_id != poll.pk for choice in choices):
        raise BadMarks
    # The clock is read after any wait for a lock, so that a queue cannot carry a vote past closing.
    at = timezone.now()
    if not poll.is_open(at):
        raise PollNotOpen

    secret = _secret_of(poll)
    # Before the vote, so that none is ever in the box unannounced.
    _announce(poll, at)
    ballot.poll, ballot.hour = poll, at.replace(minute=0, second=0, microsecond=0)
    if sender:
        ballot.cohort = cohort_of(sender, secret=secret)
    is_held = ballot.status == Ballot.Status.HELD
    # Who answers again after reading has been let in before.
    asked = sender if ballot.phase != Ballot.Phase.AFTER else None
    if not (asked and not is_held and _is_in_at_once(ballot, marked, voter, asked, secret)):
        _put_in(ballot, marked, voter, asked, secret)
    return ballot


def _is_in_at_once(ballot, marked, voter, sender, secret):
    return not sender.hold_reason and cast_in_one_statement(
        ballot=ballot,
        marks=marked,
        key=secret.key_of(voter),
        network=network_key(sender, secret=secret),
        allowed=VOTES_AN_HOUR[ballot.poll.stakes],
    )


@transaction.atomic
def _put_in(ballot, marked, voter, sender, secret):
    """Receipt, check, ballot and marks, one after the other, all or none."""
    try:
        Receipt.objects.create(poll=ballot.poll, key=secret.key_of(voter))
    except IntegrityError:
        raise AlreadyVoted from None
    if sender and (hold_reason := hold_reason_for(sender, poll=ballot.poll, secret=secret, hour=ballot.hour)):
        if not HELD_VOTES.allows(home_of(sender.network)):
            raise TooManyVotes
        ballot.status, ballot.hold_reason = Ballot.Status.HELD, hold_reason
    ballot.save(force_insert=True)
    Mark.objects.bulk_create(Mark(ballot=ballot, choice_id=choice) for choice in sorted(marked))


def _as_they_stand(choices):
    """Before the first ballot an editor may change the answers: what was chosen must still be there, as it was."""
    stored = Choice.objects.in_bulk([choice.pk for choice in choices])
    if any(choice.pk not in stored or stored[choice.pk].label != choice.label for choice in choices):
        raise BadMarks
    return choices


def _secret_of(poll):
    try:
        return poll.secret
    except PollSecret.DoesNotExist:
        # The secret was destroyed after closing: who has voted can no longer be told, so nobody votes again.
        raise PollNotOpen from None


def _announce(poll, at):
    """Say that there is something to count, unless what was read with the poll shows that it has just been said."""
    if poll.tally_or_empty.voted_at < at - ANNOUNCED_EVERY:
        Tally.objects.filter(poll=poll).announce_vote(at)
        poll.tally_or_empty.voted_at = at


def _set_up_box(poll):
    """Before the first ballot: fix the wording, make the secret and the tally; others wait and find it done."""
    # Not against the key: a vote in one statement looks the poll up last, and two would wait for each other for ever.
    poll = Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
    if poll.locked_at is None:
        poll.locked_at = timezone.now()
        poll.save(update_fields=["locked_at"])
        PollSecret.objects.create(poll=poll)
        Tally.objects.create(poll=poll)
        PollEvent.objects.create(poll=poll, kind=PollEvent.Kind.FIRST_BALLOT)
    return poll
