"""The tally: derived from the ballots, never ahead of them, and never behind for long."""

import datetime as dt

from polls.counting.tally import SMALL_BOX, recount, recount_if_due
from polls.models import Ballot, Poll, Tally

SECOND = dt.timedelta(seconds=1)


def read(poll):
    return Poll.objects.with_choices().get(pk=poll.pk)


def counts_of(poll):
    return [read(poll).tally_or_empty.count_of(choice) for choice in poll.answers]


def test_counts_counted_ballots_and_says_how_many_are_held(make_poll, cast):
    poll = make_poll()
    for label in ("Yes", "Yes", "No"):
        cast(poll, label)
    cast(poll, "No", is_held=True)

    tally = recount(poll=poll)

    assert counts_of(poll) == [2, 1, 0]
    assert (tally.ballots, tally.held) == (3, 1)


def test_counts_a_ballot_once_however_many_its_marks(make_poll, cast):
    poll = make_poll(kind=Poll.Kind.MULTIPLE)
    cast(poll, "Yes", "No")
    cast(poll, "Yes")

    assert recount(poll=poll).ballots == 2
    assert counts_of(poll) == [2, 1, 0]


def test_a_reading_after_a_vote_sees_it(make_poll, cast):
    poll = make_poll()
    cast(poll, "Yes")

    poll = read(poll)
    recount_if_due(poll=poll)

    assert counts_of(poll) == [1, 0, 0]


def test_a_vote_that_commits_late_is_found_by_a_later_reading(make_poll, cast, time_machine):
    """A ballot may commit after a count that began before it, so counting goes on until the box has long been still."""
    poll = make_poll()
    start = poll.opens_at + dt.timedelta(hours=1)
    time_machine.move_to(start, tick=False)
    cast(poll, "Yes")
    late = cast(poll, "No")
    # As if this ballot were not yet visible while the first count runs.
    Ballot.objects.filter(pk=late.pk).update(status=Ballot.Status.HELD)
    time_machine.move_to(start + SECOND, tick=False)
    recount_if_due(poll=read(poll))
    Ballot.objects.filter(pk=late.pk).update(status=Ballot.Status.COUNTED)

    time_machine.move_to(start + 20 * SECOND, tick=False)
    recount_if_due(poll=read(poll))

    assert counts_of(poll) == [1, 1, 0]


def test_a_settled_tally_is_read_without_a_query(make_poll, cast, time_machine, django_assert_num_queries):
    poll = make_poll()
    time_machine.move_to(poll.opens_at + SECOND, tick=False)
    cast(poll, "Yes")
    time_machine.move_to(poll.opens_at + 60 * SECOND, tick=False)
    recount_if_due(poll=read(poll))
    poll = read(poll)

    with django_assert_num_queries(0):
        recount_if_due(poll=poll)


def test_a_poll_without_votes_is_not_counted(make_poll, django_assert_num_queries):
    poll = make_poll()

    with django_assert_num_queries(0):
        recount_if_due(poll=poll)


def test_a_large_box_is_counted_once_in_some_seconds(make_poll, cast, time_machine, django_assert_num_queries):
    poll = make_poll()
    start = poll.opens_at + dt.timedelta(hours=1)
    time_machine.move_to(start, tick=False)
    cast(poll, "Yes")
    Tally.objects.filter(poll=poll).update(ballots=SMALL_BOX, claimed_at=start - SECOND)

    recount_if_due(poll=read(poll))
    assert Tally.objects.get(poll=poll).ballots == SMALL_BOX

    time_machine.move_to(start + 3 * SECOND, tick=False)
    recount_if_due(poll=read(poll))
    assert Tally.objects.get(poll=poll).ballots == 1


def test_one_of_many_readers_wins_the_count(make_poll, cast):
    poll = make_poll()
    cast(poll, "Yes")
    at = poll.opens_at + dt.timedelta(hours=1)

    won = [Tally.objects.filter(poll=poll).claim(at=at, since=at - SECOND) for _ in range(200)]

    assert won.count(True) == 1


def test_an_older_count_never_replaces_a_newer(make_poll, cast, time_machine):
    poll = make_poll()
    start = poll.opens_at + dt.timedelta(hours=1)
    time_machine.move_to(start, tick=False)
    cast(poll, "Yes")
    Tally.objects.filter(poll=poll).update(ballots=77, as_of=start + SECOND)

    recount(poll=poll)

    assert Tally.objects.get(poll=poll).ballots == 77


def test_votes_in_a_rush_announce_themselves_once(make_poll, cast, time_machine):
    poll = make_poll()
    start = poll.opens_at + dt.timedelta(hours=1)
    time_machine.move_to(start, tick=False)
    cast(poll, "Yes")

    announced = [Tally.objects.filter(poll=poll).announce_vote(start + SECOND) for _ in range(5)]

    assert announced == [0] * 5
    assert Tally.objects.filter(poll=poll).announce_vote(start + 3 * SECOND) == 1
