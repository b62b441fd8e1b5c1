"""Changing or withdrawing a vote, by a token that only its reader holds."""

import pytest
from django.test import Client

from polls.counting.anonymise import reinsert_in_random_order
from polls.counting.tally import recount
from polls.models import Ballot, Mark, Poll, Receipt
from polls.results.policy import Audience, result_for
from polls.voting.ballot_box import BadMarks, PollNotOpen
from polls.voting.change_vote import VoteNotFound, change_vote, edit_key_of

OURS = {"Sec-Fetch-Site": "same-origin"}


def send(client, url, poll, *labels, **fields):
    chosen = [choice.pk for choice in poll.answers if choice.label in labels]
    return client.post(url, {"choice": chosen} | fields, headers=OURS)


def shown(client, response):
    return client.get(response.url).content.decode()


def test_replaces_the_marks_on_the_same_ballot_and_keeps_its_hour(client, make_poll, time_machine):
    poll = make_poll()
    send(client, poll.vote_url, poll, "Yes")
    ballot = Ballot.objects.get()
    Ballot.objects.update(hour=ballot.hour - ballot.hour.resolution * 10**9)
    hour = Ballot.objects.get().hour

    page = shown(client, send(client, poll.change_url, poll, "No"))

    assert "Your vote is changed." in page
    assert page.count("your vote</strong>") == 1
    assert (Ballot.objects.get().pk, Ballot.objects.get().hour) == (ballot.pk, hour)
    assert Mark.objects.get().choice.label == "No"
    assert Receipt.objects.count() == 1


def test_is_counted_in_aggregate(client, make_poll):
    poll = make_poll(results=Poll.Results.LIVE)
    send(client, poll.vote_url, poll, "Yes")
    send(client, poll.change_url, poll, "No")

    recount(poll=poll)

    result = result_for(Poll.objects.with_choices().get(), audience=Audience.PUBLIC)
    assert ([row.count for row in result.rows], result.changed) == ([0, 1, 0], 1)
    assert "1 vote was changed by its reader." in client.get(poll.get_absolute_url()).content.decode()


def test_takes_a_vote_back_and_lets_its_reader_think_again(client, make_poll):
    poll = make_poll(results=Poll.Results.LIVE)
    send(client, poll.vote_url, poll, "Yes")

    page = shown(client, client.post(poll.withdraw_url, headers=OURS))
    tally = recount(poll=poll)

    assert "Your vote is withdrawn and counts no more." in page
    assert poll.vote_url in page
    assert (tally.ballots, tally.counts, tally.withdrawn) == (0, {}, 1)
    send(client, poll.vote_url, poll, "No")
    tally = recount(poll=poll)
    assert (tally.ballots, tally.withdrawn, Ballot.objects.count()) == (1, 0, 1)


def test_needs_the_token(client, make_poll):
    poll = make_poll()
    send(client, poll.vote_url, poll, "Yes")
    other = Client()

    for response in (send(other, poll.change_url, poll, "No"), other.post(poll.withdraw_url, headers=OURS)):
        assert response.status_code == 409
        assert "We find no vote from this browser." in response.content.decode()
    assert Mark.objects.get().choice.label == "Yes"


def test_of_one_poll_does_not_reach_into_another(client, make_poll):
    poll, other = make_poll(), make_poll()
    send(client, poll.vote_url, poll, "Yes")

    with pytest.raises(VoteNotFound):
        change_vote(poll=other, choices=other.answers[:1], token=client.cookies["recall"].value)


def test_the_paper_keeps_a_hash_alone_and_lets_go_of_it(client, make_poll):
    poll = make_poll()
    send(client, poll.vote_url, poll, "Yes")
    token = client.cookies["recall"].value

    kept = Ballot.objects.get().edit_key
    assert kept == edit_key_of(token)
    assert token not in str(Ballot.objects.values())
    assert poll.forget_edit_keys() == 1
    assert Ballot.objects.get().edit_key is None


def test_is_refused_when_voting_is_over(client, make_poll, time_machine):
    poll = make_poll()
    send(client, poll.vote_url, poll, "Yes")
    token = client.cookies["recall"].value
    assert "Change or withdraw" in client.get(poll.voted_url).text
    time_machine.move_to(poll.closes_at, tick=False)

    assert send(client, poll.change_url, poll, "No").status_code == 409
    with pytest.raises(PollNotOpen):
        change_vote(poll=poll, choices=poll.answers[:1], token=token)
    assert "Change or withdraw" not in client.get(poll.voted_url).content.decode()


@pytest.mark.parametrize("case", ["none", "two", "foreign", "huge"])
def test_with_bad_marks_says_why_and_keeps_the_vote(client, make_poll, case):
    poll, other = make_poll(), make_poll()
    send(client, poll.vote_url, poll, "Yes")
    sent = {
        "none": [],
        "two": [choice.pk for choice in poll.answers[:2]],
        "foreign": [other.answers[0].pk],
        "huge": ["9" * 5000],
    }[case]

    response = client.post(poll.change_url, {"choice": sent}, headers=OURS)

    assert response.status_code == 422
    assert 'class="poll__error"' in response.content.decode()
    assert Mark.objects.get().choice.label == "Yes"


def test_below_the_page_marks_are_checked_again(client, make_poll):
    poll = make_poll()
    send(client, poll.vote_url, poll, "Yes")

    with pytest.raises(BadMarks):
        change_vote(poll=poll, choices=poll.answers, token=client.cookies["recall"].value)


@pytest.mark.parametrize("verb", ["change_url", "withdraw_url"])
def test_from_another_site_is_refused(make_poll, verb):
    response = Client().post(getattr(make_poll(), verb), headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403


def test_of_a_held_vote_leaves_it_held(client, make_poll):
    poll = make_poll()
    send(client, poll.vote_url, poll, "Yes")
    Ballot.objects.update(status=Ballot.Status.HELD)

    send(client, poll.change_url, poll, "No")
    client.post(poll.withdraw_url, headers=OURS)
    send(client, poll.vote_url, poll, "Yes")

    assert Ballot.objects.get().status == Ballot.Status.HELD


def test_has_the_ballot_anonymised_again(client, make_poll):
    poll = make_poll()
    send(client, poll.vote_url, poll, "Yes")
    reinsert_in_random_order(poll=poll)
    found_by = Ballot.objects.get().edit_key

    send(client, poll.change_url, poll, "No")

    assert not Ballot.objects.get().is_anonymised
    reinsert_in_random_order(poll=poll)
    assert Ballot.objects.get().edit_key == found_by
    assert shown(client, client.post(poll.withdraw_url, headers=OURS))
    assert not Mark.objects.exists()
