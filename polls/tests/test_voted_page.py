import pytest
from django.test import Client

from polls.models import Poll

OURS = {"Sec-Fetch-Site": "same-origin"}


def vote(client, poll, label="Yes"):
    choice = next(choice for choice in poll.answers if choice.label == label)
    return client.post(poll.vote_url, {"choice": choice.pk}, headers=OURS)


def answer(client, poll):
    return client.get(poll.voted_url).content.decode()


def test_thanks_marks_the_vote_and_shows_the_result_with_it(client, make_poll):
    poll = make_poll(results=Poll.Results.AFTER_VOTE)
    assert poll.vote_url in answer(client, poll)
    vote(client, poll, "No")

    page = answer(client, poll)

    assert "Thank you. We have your vote." in page
    assert page.count("your vote</strong>") == 1
    assert "1 reader’s vote counted" in page
    assert poll.vote_url not in page


@pytest.mark.parametrize("results", [Poll.Results.AFTER_CLOSE, Poll.Results.SEALED])
def test_says_when_the_result_comes_and_marks_the_vote(client, make_poll, results):
    poll = make_poll(results=results)
    vote(client, poll)

    page = answer(client, poll)

    assert "The result will be here when voting closes on" in page
    assert page.count("your vote</strong>") == 1
    assert "<table" not in page
    Poll.objects.update(results=Poll.Results.LIVE)
    assert "<table" in answer(client, poll)


def test_is_private_and_never_stored(client, make_poll):
    poll = make_poll()
    vote(client, poll)

    response = client.get(poll.voted_url)

    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response.cookies == {}
    assert "noindex" in response.content.decode()


def test_is_of_no_use_without_a_vote(client, make_poll, fill_box):
    poll = fill_box(make_poll(results=Poll.Results.AFTER_VOTE), 7, 5)

    page = answer(client, poll)

    assert "We find no vote from this browser" in page
    assert "<form" in page
    assert "<table" not in page
    vote(client, poll)
    assert "<table" in answer(client, poll)


def test_does_not_believe_a_vote_that_it_did_not_sign(client, make_poll):
    poll, other = make_poll(), make_poll()
    signed = vote(Client(), other).cookies["vote"].value
    for forged in (f"{poll.answers[0].pk}:x:y", signed, "1", "é"):
        client.cookies["vote"] = forged

        assert "We find no vote" in answer(client, poll)


def test_remembers_that_a_reader_voted_even_when_not_what(client, make_poll):
    poll = make_poll(results=Poll.Results.AFTER_VOTE)
    vote(client, poll)
    del client.cookies["vote"]
    vote(client, poll)

    page = answer(client, poll)

    assert "<table" in page
    assert "your vote</strong>" not in page


def test_of_a_held_vote_looks_like_any_other(make_poll):
    poll = make_poll(results=Poll.Results.AFTER_CLOSE)
    pages = []
    for headers in (OURS, {}):
        client = Client()
        client.post(poll.vote_url, {"choice": poll.answers[0].pk}, headers=headers)
        pages.append(answer(client, poll))

    assert pages[0] == pages[1]


def test_by_an_old_address_moves_to_the_present_one(client, make_poll):
    poll = make_poll()

    response = client.get(f"/polls/old-{poll.pk}/voted/")

    assert (response.status_code, response["Location"]) == (302, poll.voted_url)


def test_is_no_place_to_post(client, make_poll):
    assert client.post(make_poll().voted_url).status_code == 405
