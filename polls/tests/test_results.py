"""Who may see a result when, and that its percentages are honest."""

import datetime as dt
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from common.percentages import share_of, shares_of_whole
from polls.models import Poll
from polls.results.policy import Audience, may_see, result_for

PUBLIC, VOTER, STAFF = Audience
HOUR = dt.timedelta(hours=1)
NOBODY, STAFF_ONLY, FROM_VOTER, ALL = (), (STAFF,), (VOTER, STAFF), (PUBLIC, VOTER, STAFF)

# What each policy shows to whom, in each phase.
MATRIX = {
    "live": {
        "draft": STAFF_ONLY,
        "upcoming": STAFF_ONLY,
        "open": ALL,
        "paused": ALL,
        "closed": ALL,
        "void": STAFF_ONLY,
    },
    "after_vote": {
        "draft": STAFF_ONLY,
        "upcoming": STAFF_ONLY,
        "open": FROM_VOTER,
        "paused": FROM_VOTER,
        "closed": ALL,
        "void": STAFF_ONLY,
    },
    "after_close": {
        "draft": STAFF_ONLY,
        "upcoming": STAFF_ONLY,
        "open": STAFF_ONLY,
        "paused": STAFF_ONLY,
        "closed": ALL,
        "void": STAFF_ONLY,
    },
    "sealed": {"draft": NOBODY, "upcoming": NOBODY, "open": NOBODY, "paused": NOBODY, "closed": ALL, "void": NOBODY},
}


def poll_in(phase, **fields):
    now = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    state = phase if phase in Poll.State else "live"
    opens_at = now + HOUR if phase == "upcoming" else now - 2 * HOUR
    closes_at = now - HOUR if phase == "closed" else now + 3 * HOUR
    return Poll(state=state, opens_at=opens_at, closes_at=closes_at, **fields), now


def test_the_policy_is_this_matrix():
    found = {policy: {} for policy in MATRIX}
    for policy, phase in product(MATRIX, Poll.Phase.values):
        poll, now = poll_in(phase, results=policy)
        assert poll.phase(now) == phase
        found[policy][phase] = tuple(who for who in Audience if may_see(poll, audience=who, at=now))

    assert found == MATRIX


def test_the_matrix_knows_every_policy_and_phase():
    assert set(MATRIX) == set(Poll.Results.values)
    assert all(set(phases) == set(Poll.Phase.values) for phases in MATRIX.values())


def test_lists_agree_with_the_clock(db):
    for phase in Poll.Phase.values:
        poll, now = poll_in(phase, slug="p", question=f"Is it {phase}?")
        poll.save()

    found = {phase: [str(poll) for poll in Poll.objects.in_phase(phase, now)] for phase in Poll.Phase.values}

    assert found == {phase: [f"Is it {phase}?"] for phase in Poll.Phase.values}


def test_says_counts_alone_below_thirty_votes(make_poll, fill_box):
    poll = fill_box(make_poll(), 20, 9)

    few = result_for(poll, audience=STAFF)
    many = result_for(fill_box(poll, 1), audience=STAFF)

    assert [row.percent for row in few.rows] == [None] * 3
    assert [row.count for row in few.rows] == [20, 9, 0]
    assert [row.percent for row in many.rows] == [70, 30, 0]


def test_gives_shares_of_voters_where_several_answers_are_marked(make_poll, cast, fill_box):
    poll = make_poll(kind=Poll.Kind.MULTIPLE)
    for _ in range(30):
        cast(poll, "Yes", "No")
    poll = fill_box(poll, 10)

    result = result_for(poll, audience=STAFF)

    assert result.voters == 40
    assert [row.percent for row in result.rows] == [100, 75, 0]


def test_has_a_leader_only_when_one_leads(make_poll, fill_box):
    poll = make_poll()
    assert result_for(poll, audience=STAFF).leader is None

    poll = fill_box(poll, 2, 1)
    assert result_for(poll, audience=STAFF).leader.choice.label == "Yes"

    poll = fill_box(poll, 0, 1)
    assert result_for(poll, audience=STAFF).leader is None


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_percentages_add_up_and_keep_the_order_of_counts(counts):
    shares = shares_of_whole(counts)

    whole = sum(counts)
    assert sum(shares) == (100 if whole else 0)
    assert all(abs(share * whole - count * 100) < whole for share, count in zip(shares, counts, strict=True) if whole)
    for share, count in zip(shares, counts, strict=True):
        assert all(share <= other for other, more in zip(shares, counts, strict=True) if more > count)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_share_of_voters_is_the_nearest_whole_percentage(count, others):
    base = count + others

    assert not base or abs(share_of(count, base) * base - count * 100) * 2 <= base


@pytest.mark.parametrize(("outlet", "figure"), [("embed_url", "31 readers’ votes"), ("json_url", '"readers": 31')])
def test_shown_costs_one_row_and_touches_no_ballot(client, make_poll, fill_box, outlet, figure):
    poll = fill_box(make_poll(results=Poll.Results.LIVE), 20, 11)

    with CaptureQueriesContext(connection) as asked:
        page = client.get(getattr(poll, outlet)).text

    assert figure in page
    assert sum("polls_tally" in query["sql"] for query in asked) == 1
    one_by_one = ("polls_ballot", "polls_mark", "polls_receipt")
    assert not any(table in query["sql"] for query in asked for table in one_by_one)
