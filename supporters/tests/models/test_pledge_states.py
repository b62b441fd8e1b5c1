import itertools

import pytest

from supporters.models import MoveRefused, Pledge, PledgeLog
from supporters.models.pledges import ENDED, MOVES, PledgeState

TOLD = "processing completed active past_due paused ending cancelled expired failed held"
# Written out a second time, so that a change of the table is a change of two.
ALLOWED = {
    (before, after)
    for before, afters in {
        "started": f"checkout awaiting {TOLD}",
        "checkout": f"awaiting {TOLD}",
        "awaiting": "completed active cancelled expired",
        "processing": "completed active past_due paused ending cancelled expired failed held",
        "completed": "failed held",
        "active": "past_due paused ending cancelled held",
        "past_due": "active paused ending cancelled held",
        "paused": "active past_due ending cancelled held",
        "ending": "active past_due paused cancelled held",
        "cancelled": "completed held",
        "expired": "awaiting processing completed active past_due paused ending cancelled failed held",
        "failed": "processing completed active past_due paused ending cancelled held",
        "held": "processing completed active past_due paused ending cancelled failed",
    }.items()
    for after in afters.split()
}
REPEATING_ONLY = {"active", "past_due", "paused", "ending"}


def test_every_state_is_in_the_table():
    assert set(MOVES) == set(PledgeState)


def may_move(before, after, frequency):
    unfit = {"completed"} if frequency != "once" else REPEATING_ONLY
    return (before.value, after.value) in ALLOWED and after not in unfit


def test_pledge_moves_where_the_table_says_and_nowhere_else():
    moves = list(itertools.product(PledgeState, PledgeState, ["once", "month", "year"]))

    wrong = [
        (before.value, after.value, frequency)
        for before, after, frequency in moves
        if Pledge(state=before, frequency=frequency).can_move(after) != may_move(before, after, frequency)
    ]

    assert sum(may_move(*move) for move in moves) > 100
    assert wrong == []


def test_a_move_notes_when_a_pledge_ended(make_pledge):
    pledge = make_pledge()

    pledge.move(Pledge.State.CANCELLED, source=PledgeLog.Source.SUPPORTER, text="by letter")

    pledge.refresh_from_db()
    assert pledge.ended_at is not None
    assert pledge.state in ENDED
    assert str(pledge.log.order_by("-pk").first()) == "by letter"


def test_a_refused_move_changes_and_notes_nothing(make_pledge):
    pledge = make_pledge()

    with pytest.raises(MoveRefused):
        pledge.move(Pledge.State.STARTED, source=PledgeLog.Source.STAFF)

    assert pledge.log.count() == 1


def test_of_two_who_move_the_same_pledge_the_second_is_refused(make_pledge):
    mine = make_pledge()
    yours = Pledge.objects.get(pk=mine.pk)
    mine.move(Pledge.State.CANCELLED, source=PledgeLog.Source.STAFF)

    with pytest.raises(MoveRefused):
        yours.move(Pledge.State.EXPIRED, source=PledgeLog.Source.SYSTEM)

    assert Pledge.objects.get(pk=mine.pk).state == Pledge.State.CANCELLED
