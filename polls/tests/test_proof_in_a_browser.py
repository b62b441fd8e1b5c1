"""A reader of a crowded network, with script and without: the one works for the vote, the other's is looked at."""

import datetime as dt

import pytest
from django.utils import timezone

from polls.models import Ballot, NetworkHour, Poll, PollSecret, SpentProof
from polls.voting.rate_limit import VOTES_AN_HOUR, Sender, network_key

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def crowded_poll(make_poll, cast):
    """A poll in which the network of this machine has reached its limit, in this hour and in the next."""
    poll = make_poll(stakes=Poll.Stakes.HIGH)
    cast(poll, "Yes")
    network = network_key(Sender(network="127.0.0.1"), secret=PollSecret.objects.get(poll=poll))
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    for hour in (this_hour, this_hour + dt.timedelta(hours=1)):
        NetworkHour.objects.create(poll=poll, network=network, hour=hour, votes=VOTES_AN_HOUR[poll.stakes])
    return poll


def vote_no(page):
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Vote").click()
    page.get_by_text("Thank you. We have your vote.").wait_for()


def test_with_script_solves_a_real_challenge_and_counts(make_visit, crowded_poll):
    visit = make_visit()
    page = visit.open(crowded_poll.get_absolute_url())
    answers = []
    page.on("response", lambda response: answers.append(response.status))
    before = Ballot.objects.filter(status="counted").count()

    vote_no(page)

    assert 428 in answers
    assert SpentProof.objects.count() == 1
    assert Ballot.objects.filter(status="counted").count() == before + 1
    assert (visit.violations, visit.errors) == ([], [])


def test_without_script_is_held_answered_alike_and_told_what_held_means(make_visit, crowded_poll):
    page = make_visit(java_script_enabled=False).open(crowded_poll.get_absolute_url())

    vote_no(page)

    assert Ballot.objects.get(marks__choice__label="No").status == "held"
    assert not SpentProof.objects.exists()
    assert page.get_by_text("are held and checked before they count").is_visible()
