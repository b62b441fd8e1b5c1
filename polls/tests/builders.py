"""Polls and votes for tests: `make_poll` puts a question, `cast` answers it."""

import datetime as dt
import itertools

import pytest
from django.utils import timezone

from polls.counting.tally import recount
from polls.models import Choice, Poll
from polls.voting.ballot_box import cast_ballot, new_voter
from polls.voting.origin import Origin
from polls.voting.poll_cache import _remembered

_numbers = itertools.count(1)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_poll_remembered():
    """What this process keeps of a poll for a moment must not meet the next test's poll of the same number."""
    _remembered.cache_clear()


@pytest.fixture
def make_poll(db):
    """A live poll that opened yesterday and closes tomorrow; `answers` are its labels."""

    def make(question=None, *, answers=("Yes", "No", "Don’t know"), **fields):
        number, now = next(_numbers), timezone.now()
        fields = {
            "slug": f"poll-{number}",
            "state": Poll.State.LIVE,
            "opens_at": now - DAY,
            "closes_at": now + DAY,
        } | fields
        if fields.get("kind") == Poll.Kind.MULTIPLE:
            fields.setdefault("most", len(answers))
        poll = Poll.objects.create(question=question or f"Question {number}?", **fields)
        Choice.objects.bulk_create(
            Choice(poll=poll, label=label, position=place) for place, label in enumerate(answers, start=1)
        )
        return Poll.objects.with_choices().get(pk=poll.pk)

    return make


@pytest.fixture
def cast():
    """One vote of a new reader for the answers with these labels; what else is said is its `Origin`."""

    def vote(poll, *labels, voter=None, is_held=False, **origin):
        poll = Poll.objects.with_choices().get(pk=poll.pk)
        chosen = [choice for choice in poll.answers if choice.label in labels]
        return cast_ballot(
            poll=poll, choices=chosen, voter=voter or new_voter(), is_held=is_held, origin=Origin(**origin)
        )

    return vote


@pytest.fixture
def fill_box(cast):
    """So many votes for each answer, in the poll's order, and counted; gives the poll as it then is."""

    def fill(poll, *counts):
        for choice, count in zip(poll.answers, counts, strict=False):
            for _ in range(count):
                cast(poll, choice.label)
        recount(poll=poll)
        return Poll.objects.with_choices().get(pk=poll.pk)

    return fill
