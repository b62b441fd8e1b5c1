"""What a poll says after a vote is so, and what a browser remembers survives a corrected slug."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from polls.models import Ballot, Poll
from polls.results.policy import result_in_words

OURS = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 Firefox/140.0"}


def vote(client, poll, **headers):
    return client.post(poll.vote_url, {"choice": poll.answers[0].pk}, headers=OURS | headers)


def test_voted_page_knows_the_voter_when_the_slug_was_corrected(client, make_poll):
    poll = make_poll()
    vote(client, poll)
    Poll.objects.filter(pk=poll.pk).update(slug="corrected")
    poll.refresh_from_db()

    assert "We find no vote" in Client().get(poll.voted_url).text
    assert "We have your vote" in client.get(poll.voted_url).text


def test_vote_is_taken_at_the_address_with_the_slug_that_a_kept_page_has(client, make_poll):
    poll = make_poll()
    kept = f"{poll.get_absolute_url()}vote/"

    response = client.post(kept, {"choice": poll.answers[0].pk}, headers=OURS, follow=True)

    assert "We have your vote" in response.text
    assert Ballot.objects.count() == 1


def test_voted_page_does_not_say_that_a_held_vote_is_counted(client, make_poll):
    poll = make_poll(results=Poll.Results.AFTER_VOTE)

    page = client.get(vote(client, poll, **{"User-Agent": "curl/8"}).url).text

    assert Ballot.objects.get().status == Ballot.Status.HELD
    assert "some are looked at first" in page
    assert "Your vote is in" not in page


def test_held_answer_after_reading_is_not_said_to_be_in(client, make_poll):
    poll = make_poll()
    for phase in ("before", "after"):
        sent = {"choice": poll.answers[0].pk, "phase": phase}
        response = client.post(poll.vote_url, sent, headers=OURS | {"User-Agent": "curl/8"})

    page = client.get(response.url).text

    assert set(Ballot.objects.values_list("status", flat=True)) == {Ballot.Status.HELD}
    assert "We have your answer after reading" in page
    assert "is in." not in page


def test_cookies_with_the_slug_in_their_path_are_found_by_the_answer_page(client, make_poll):
    poll = make_poll()
    vote(client, poll)
    for name in ("vote", "recall"):
        client.cookies[name]["path"] = poll.get_absolute_url()  # as they were given when the slug was part of it
    kept, others = f"{poll.get_absolute_url()}voted/?changed", Client()

    response = client.get(kept)

    assert response.url == f"{poll.voted_url}?changed"
    assert {response.cookies[name]["path"] for name in ("vote", "recall")} == {poll.cookie_path}
    assert response.cookies["vote"].value == client.cookies["vote"].value
    assert not others.get(kept).cookies


def test_voted_page_leads_back_to_the_story_when_the_vote_came_without_script(client, make_poll):
    response = vote(client, make_poll(), Referer="http://testserver/news/barrier-holds-12/")

    assert '<a href="/news/barrier-holds-12/">' in client.get(response.url).text


@pytest.mark.parametrize("sent_from", ["https://evil.example/news/", "http://[", "/polls/other-1/", ""])
def test_voted_page_leads_nowhere_else(client, make_poll, sent_from):
    response = vote(client, make_poll(), Referer=sent_from)

    assert "back=" not in response.url


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_voted_page_draws_no_way_to_another_site(client, make_poll, back):
    poll = make_poll()

    assert "Back to where you voted" in client.get(poll.voted_url, {"back": "/news/"}).text
    assert "Back to where you voted" not in client.get(poll.voted_url, {"back": back}).text


@pytest.mark.parametrize("policy", ["live", "after_vote", "after_close", "sealed"])
def test_poll_is_not_opened_again_when_its_result_was_out(make_poll, fill_box, policy):
    poll = fill_box(make_poll(results=policy), 2, 1)
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - dt.timedelta(minutes=1))
    poll = Poll.objects.get(pk=poll.pk)
    poll.full_clean()  # as it is it may be saved

    poll.closes_at = timezone.now() + dt.timedelta(days=1)

    with pytest.raises(ValidationError, match="cannot be opened again") as refused:
        poll.full_clean()
    assert list(refused.value.message_dict) == ["closes_at"]


@pytest.mark.parametrize("kind", [Poll.Kind.SINGLE, Poll.Kind.SCALE])
def test_result_in_words_tells_answers_that_are_figures_from_their_shares(make_poll, fill_box, kind):
    poll = fill_box(make_poll(results=Poll.Results.LIVE, answers=["2", "3 or more"]), 20, 11)
    poll = Poll.objects.with_choices().get(pk=poll.pk)
    poll.kind = kind

    assert "2: 65%, 3 or more 35%" in result_in_words(poll)
