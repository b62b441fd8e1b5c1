"""One vote: what it leaves behind, and when it is refused."""

import contextlib
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polls.models import Ballot, Mark, Poll, PollEvent, PollSecret, Receipt, Tally
from polls.voting.ballot_box import AlreadyVoted, BadMarks, PollNotOpen, VoteRefused, cast_ballot, new_voter

SECOND = dt.timedelta(seconds=1)


def test_leaves_one_receipt_one_ballot_and_its_marks(make_poll, cast):
    poll = make_poll(kind=Poll.Kind.MULTIPLE)

    ballot = cast(poll, "Yes", "No", channel=Ballot.Channel.PAGE, with_script=True)

    assert Receipt.objects.filter(poll=poll).count() == 1
    assert Ballot.objects.get() == ballot
    assert (ballot.status, ballot.channel, ballot.with_script) == ("counted", "page", True)
    assert {mark.choice.label for mark in ballot.marks.all()} == {"Yes", "No"}


def test_of_one_reader_is_taken_once(make_poll, cast):
    poll, voter = make_poll(), new_voter()
    cast(poll, "Yes", voter=voter)

    with pytest.raises(AlreadyVoted):
        cast(poll, "No", voter=voter)

    assert [mark.choice.label for mark in Mark.objects.all()] == ["Yes"]


def test_the_first_fixes_the_wording_and_is_logged(make_poll, cast):
    poll = make_poll()

    cast(poll, "Yes")
    cast(poll, "No")

    poll.refresh_from_db()
    assert poll.locked_at
    assert PollEvent.objects.get(poll=poll).kind == PollEvent.Kind.FIRST_BALLOT
    assert PollSecret.objects.filter(poll=poll).count() == Tally.objects.filter(poll=poll).count() == 1


def test_may_be_held(make_poll, cast):
    ballot = cast(make_poll(), "Yes", is_held=True)

    assert ballot.status == Ballot.Status.HELD


@pytest.mark.parametrize("state", [Poll.State.DRAFT, Poll.State.PAUSED, Poll.State.VOID])
def test_is_refused_unless_the_poll_is_live(make_poll, cast, state):
    poll = make_poll(state=state)

    with pytest.raises(PollNotOpen):
        cast(poll, "Yes")

    assert_nothing_was_kept(poll)


@pytest.mark.parametrize(
    ("edge", "offset", "is_taken"),
    [
        ("opens_at", -SECOND, False),
        ("opens_at", 0 * SECOND, True),
        ("opens_at", SECOND, True),
        ("closes_at", -SECOND, True),
        ("closes_at", 0 * SECOND, False),
        ("closes_at", SECOND, False),
    ],
)
def test_is_taken_from_opening_until_closing_to_the_second(make_poll, cast, time_machine, edge, offset, is_taken):
    poll = make_poll()
    time_machine.move_to(getattr(poll, edge) + offset, tick=False)

    with contextlib.suppress(PollNotOpen):
        cast(poll, "Yes")

    assert Ballot.objects.filter(poll=poll).exists() == is_taken


def test_of_another_polls_answer_is_refused(make_poll):
    poll, other = make_poll(), make_poll()

    with pytest.raises(BadMarks):
        cast_ballot(poll=poll, choices=[other.answers[0]], voter=new_voter())

    assert_nothing_was_kept(poll)


def test_for_an_answer_that_an_editor_has_just_changed_is_refused(make_poll):
    poll = make_poll()
    seen = poll.answers
    poll.choices.filter(label="Yes").update(label="Yes, at any price")
    poll.choices.filter(label="No").delete()

    for choice in seen[:2]:
        with pytest.raises(BadMarks):
            cast_ballot(poll=poll, choices=[choice], voter=new_voter())

    assert_nothing_was_kept(poll)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_holds_exactly_the_marks_it_may(make_poll, data):
    least = data.draw(st.integers(1, 3))
    most = data.draw(st.integers(least, 4))
    poll, other = make_poll(kind=Poll.Kind.MULTIPLE, answers="abcd", least=least, most=most), make_poll()
    chosen = data.draw(st.sets(st.sampled_from([*poll.answers, other.answers[0]])))
    is_valid = least <= len(chosen) <= most and other.answers[0] not in chosen

    try:
        ballot = cast_ballot(poll=poll, choices=chosen, voter=new_voter())
    except VoteRefused:
        ballot = None

    assert bool(ballot) == is_valid
    assert Mark.objects.filter(ballot__poll=poll).count() == (len(chosen) if is_valid else 0)


def test_is_refused_when_nobody_can_tell_any_more_who_has_voted(make_poll, cast):
    poll = make_poll()
    cast(poll, "Yes")
    PollSecret.objects.filter(poll=poll).delete()

    with pytest.raises(PollNotOpen):
        cast(poll, "Yes")


def test_costs_the_same_few_queries_however_full_the_box(make_poll, cast, fill_box, django_assert_max_num_queries):
    poll = fill_box(make_poll(), 20, 5, 1)

    # A savepoint and its release, which stand for the transaction; secret, receipt, ballot, marks, tally.
    with django_assert_max_num_queries(9):
        cast_ballot(poll=poll, choices=poll.answers[:1], voter=new_voter())


def assert_nothing_was_kept(poll):
    assert not Receipt.objects.filter(poll=poll).exists()
    assert not Ballot.objects.filter(poll=poll).exists()
    assert not PollSecret.objects.filter(poll=poll).exists()
