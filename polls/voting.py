"""Casting a vote: one transaction, one ballot for a reader, and no row that says who chose what."""

import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone

from polls.allowance import cohort_of, doubt_about
from polls.models import Ballot, Choice, Mark, Poll, PollEvent, PollSecret, Receipt, Tally
from polls.models.tallies import ANNOUNCED_EVERY


class VoteRefused(Exception):
    """No ballot was cast."""


class AlreadyVoted(VoteRefused):
    """This reader's ballot is in the box; it stands."""


class PollNotOpen(VoteRefused):
    """Votes are not taken now."""


class BadMarks(VoteRefused):
    """The marks are too few, too many, or not on this poll's answers."""


def new_voter() -> str:
    """A browser's token: 128 random bits, which say nothing about anybody."""
    return secrets.token_urlsafe(16)


@transaction.atomic
def cast_vote(*, poll, choices, voter, is_held=False, phase="", sender=None, **way) -> Ballot:
    """Put one ballot into the box, or refuse with the reason. `way` says how it came: channel, script, story, recall.

    Several requests of one reader may race: the database takes one receipt for a key and the others are refused.
    """
    if poll.locked_at is None:
        poll = _set_up_box(poll)
        choices = _as_they_stand(choices)
    # The clock is read after any wait for a lock, so that a queue cannot carry a vote past closing.
    at = timezone.now()
    if not poll.is_open(at):
        raise PollNotOpen
    marked = {choice.pk for choice in choices}
    if not (poll.least <= len(marked) <= poll.most) or any(choice.poll_id != poll.pk for choice in choices):
        raise BadMarks

    secret = _secret_of(poll)
    _leave_receipt(poll, secret.key_of(voter))
    hour = at.replace(minute=0, second=0, microsecond=0)
    doubt = Ballot.Doubt.SOURCE if is_held else ""
    # Who answers again after reading has been let in before.
    if sender and phase != Ballot.Phase.AFTER:
        doubt = doubt_about(sender, poll=poll, secret=secret, hour=hour)
    ballot = Ballot.objects.create(
        poll=poll,
        status=Ballot.Status.HELD if is_held or doubt else Ballot.Status.COUNTED,
        doubt=doubt,
        hour=hour,
        phase=phase,
        cohort=cohort_of(sender, secret=secret) if sender else None,
        **way,
    )
    Mark.objects.bulk_create(Mark(ballot=ballot, choice_id=choice) for choice in sorted(marked))
    _announce(poll, at)
    return ballot


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


def _leave_receipt(poll, key):
    try:
        Receipt.objects.create(poll=poll, key=key)
    except IntegrityError:
        raise AlreadyVoted from None


def _announce(poll, at):
    """Say that there is something to count, unless what was read with the poll shows that it has just been said."""
    if poll.tally_or_empty.voted_at < at - ANNOUNCED_EVERY:
        Tally.objects.filter(poll=poll).announce_vote(at)


def _set_up_box(poll):
    """Before the first ballot: fix the wording, make the secret and the tally; others wait and find it done."""
    poll = Poll.objects.select_for_update().get(pk=poll.pk)
    if poll.locked_at is None:
        poll.locked_at = timezone.now()
        poll.save(update_fields=["locked_at"])
        PollSecret.objects.create(poll=poll)
        Tally.objects.create(poll=poll)
        PollEvent.objects.create(poll=poll, kind=PollEvent.Kind.FIRST_BALLOT)
    return poll
