"""A poll that another paper counted: closed for good, its figures as they were, and no ballot anywhere."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from articles.poll_stories.result_drafts import draft_result_stories
from polls.counting.close import check_final_counts, close_all_due, destroy_all_keys_due
from polls.counting.past import CannotKeep, PastChoice, PastPoll, forget_past_poll, keep_past_poll, state_of
from polls.counting.removals import release_held
from polls.counting.tally import recount, recount_all_due
from polls.models import Ballot, Poll, PollEvent, PollSecret, Receipt, Tally

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def past(make_section):
    make_section("News")
    now = timezone.now()
    return PastPoll(
        question="Should the pier stay?",
        slug="pier",
        kind="single",
        opens_at=now - 9 * DAY,
        closes_at=now - 2 * DAY,
        choices=(PastChoice("Yes", 31, net=4), PastChoice("No", 17, net=-4), PastChoice("Don’t know", 2, "dont_know")),
        counted_by="The Old Paper",
        readers=50,
        held=3,
        removed=7,
        changed=5,
        withdrawn=6,
        asked_again=40,
    )


def figures_of(poll):
    result = Poll.objects.with_choices().get(pk=poll.pk).public_result()
    return [(row.label, row.count, row.percent) for row in result.rows], result.voters, result.held, result.removed


FIGURES = ([("Yes", 31, 62), ("No", 17, 34), ("Don’t know", 2, 4)], 50, 3, 7)


def test_past_poll_shows_its_figures_and_has_no_ballot(past, client):
    poll = keep_past_poll(past=past, by=None)

    assert poll.is_closed()
    assert figures_of(poll) == FIGURES
    words = " ".join(client.get(poll.get_absolute_url()).content.decode().split())
    for said in ("Final result", "62%", "50 readers’ votes counted", "7 were removed", "5 votes were changed"):
        assert said in words
    moved = poll.public_result().movement
    assert [(row.choice.label, row.net) for row in moved.rows] == [("Yes", 4), ("No", -4), ("Don’t know", 0)]
    assert not any(model.objects.exists() for model in (Ballot, Receipt, PollSecret))


def test_no_job_and_no_recount_touches_its_figures(past, editor):
    poll = keep_past_poll(past=past, by=None)

    recount(poll=poll)
    release_held(poll=poll, reason="Looked at", by=editor)
    done = [close_all_due(), destroy_all_keys_due(), recount_all_due(), check_final_counts(), draft_result_stories()]

    assert done == [0, 0, 0, [], []]
    assert figures_of(poll) == FIGURES


def test_nightly_check_notices_figures_that_were_changed(past):
    poll = keep_past_poll(past=past, by=None)
    Tally.objects.filter(poll=poll).update(ballots=51)

    assert check_final_counts() == [poll]


def test_past_poll_is_never_opened_again(past):
    poll = keep_past_poll(past=past, by=None)

    poll.closes_at = timezone.now() + DAY
    with pytest.raises(ValidationError):
        poll.full_clean()
    for change in ({"closes_at": timezone.now() + DAY}, {"final_closes_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Poll.objects.filter(pk=poll.pk).update(**change)


def test_past_poll_is_read_at_the_desk_and_its_votes_are_not_looked_at(past, admin_client):
    poll = keep_past_poll(past=past, by=None)

    words = admin_client.get(reverse("admin:polls_poll_results", args=[poll.pk])).content.decode()

    assert "Readers voted at The Old Paper" in words
    assert "By the way they came" not in words
    assert admin_client.get(reverse("admin:polls_poll_votes", args=[poll.pk])).status_code == 403
    assert admin_client.get(reverse("admin:polls_poll_csv", args=[poll.pk])).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_at": timezone.now() + DAY},
        {"readers": 49},
        {"kind": "multiple", "most": 3, "readers": 30},
        {"kind": "guess"},
        {"choices": (PastChoice("Yes", 25), PastChoice("Yes", 25))},
        {"question": "?" * 201},
        {"counted_by": ""},
    ],
)
def test_past_poll_that_cannot_be_true_is_refused(past, wrong):
    with pytest.raises(CannotKeep):
        keep_past_poll(past=replace(past, **wrong), by=None)
    assert not Poll.objects.exists()


def test_past_poll_is_brought_up_to_date_and_goes_again(past):
    poll = keep_past_poll(past=past, by=None)
    was = state_of(poll)
    again = keep_past_poll(past=replace(past, outcome="It stays."), by=None, poll=poll)

    assert (again.pk, again.outcome, figures_of(again)) == (poll.pk, "It stays.", FIGURES)
    assert state_of(again) != was
    assert PollEvent.objects.filter(poll=poll, kind="brought_in").count() == 2

    forget_past_poll(poll=again)
    assert not any(model.objects.exists() for model in (Poll, Tally, PollEvent))
