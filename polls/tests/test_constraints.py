"""Each rule that the database keeps."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from polls.models import Ballot, Choice, Mark, Poll, PollSecret, Receipt


def refused_by(name):
    return pytest.raises(IntegrityError, match=name)


def test_a_poll_closes_after_it_opens(make_poll):
    poll = make_poll()

    with refused_by("poll_closes_after_it_opens"):
        Poll.objects.filter(pk=poll.pk).update(closes_at=poll.opens_at)


def test_a_ballot_has_at_least_one_answer(make_poll):
    poll = make_poll(kind=Poll.Kind.MULTIPLE)

    with refused_by("poll_least_is_one_or_more"):
        Poll.objects.filter(pk=poll.pk).update(least=0)


def test_at_most_is_not_below_at_least(make_poll):
    poll = make_poll(kind=Poll.Kind.MULTIPLE)

    with refused_by("poll_most_is_not_below_least"):
        Poll.objects.filter(pk=poll.pk).update(least=3, most=2)


def test_a_single_poll_takes_one_answer(make_poll):
    poll = make_poll()

    with refused_by("poll_single_takes_one_answer"):
        Poll.objects.filter(pk=poll.pk).update(most=2)


def test_an_answer_is_in_a_poll_once(make_poll):
    poll = make_poll(answers=["Yes", "No"])

    with pytest.raises(IntegrityError, match="unique|UNIQUE"):
        Choice.objects.create(poll=poll, label="Yes")


def test_an_answer_has_words(make_poll):
    poll = make_poll()

    with refused_by("choice_has_a_label"):
        Choice.objects.create(poll=poll, label="")


def test_a_ballot_is_counted_held_or_removed(make_poll):
    poll = make_poll()

    with refused_by("ballot_status_is_known"):
        Ballot.objects.create(poll=poll, status="stuffed", hour=poll.opens_at)


def test_a_key_leaves_one_receipt_in_a_poll(make_poll):
    poll, other = make_poll(), make_poll()
    key = uuid.uuid4()
    Receipt.objects.create(poll=poll, key=key)
    Receipt.objects.create(poll=other, key=key)

    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(poll=poll, key=key)


def test_an_answer_is_marked_once_on_a_ballot(make_poll, cast):
    poll = make_poll()
    ballot = cast(poll, "Yes")

    with pytest.raises(IntegrityError):
        Mark.objects.create(ballot=ballot, choice=poll.answers[0])


def test_nothing_that_was_voted_on_can_be_deleted(make_poll, cast):
    poll = make_poll()
    cast(poll, "Yes")

    with pytest.raises(ProtectedError):
        poll.delete()
    with pytest.raises(ProtectedError):
        poll.answers[0].delete()


def test_a_receipt_and_a_ballot_share_only_the_poll():
    def names(model):
        return {field.name for field in model._meta.concrete_fields}

    assert names(Receipt) == {"poll", "key", "is_anonymised"}
    assert names(Receipt) & names(Ballot) == {"poll", "is_anonymised"}
    assert names(Receipt) & names(Mark) == set()


def test_a_ballot_knows_no_time_finer_than_the_hour(make_poll, cast, time_machine):
    poll = make_poll()
    time_machine.move_to(poll.opens_at.replace(minute=0) + dt.timedelta(hours=1, minutes=31, seconds=7), tick=False)

    ballot = cast(poll, "Yes")

    assert (ballot.hour.minute, ballot.hour.second, ballot.hour.microsecond) == (0, 0, 0)


def test_keys_of_one_reader_in_two_polls_cannot_be_compared(make_poll, cast):
    first, second = make_poll(), make_poll()
    cast(first, "Yes", voter="one reader")
    cast(second, "Yes", voter="one reader")

    keys = [secret.key_of("one reader") for secret in PollSecret.objects.all()]

    assert len(set(keys)) == 2
    assert {receipt.key for receipt in Receipt.objects.all()} == set(keys)
