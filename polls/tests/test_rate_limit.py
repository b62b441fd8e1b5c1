"""Crowds from one network: held, not refused; work instead of waiting where a browser can do it."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from common.proof_of_work import VALID_FOR, solve
from polls.desk.rewording import correct_slip
from polls.models import Ballot, Poll, SpentProof
from polls.voting import proof_of_work
from polls.voting.rate_limit import VOTES_AN_HOUR

pytestmark = pytest.mark.usefixtures("unbroken_hour")
BROWSER = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 Firefox/140.0"}
SCRIPT = BROWSER | {"X-Poll-Script": "1"}


@pytest.fixture
def box(make_poll, cast, settings, monkeypatch):
    """A poll for high stakes whose network here has reached its limit."""
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setattr("common.proof_of_work.ROUNDS", 10)
    poll = make_poll(stakes=Poll.Stakes.HIGH)
    cast(poll, "Yes")
    for _ in range(VOTES_AN_HOUR[Poll.Stakes.HIGH]):
        assert send(poll).status_code == 303
    return Poll.objects.with_choices().get(pk=poll.pk)


def send(poll, headers=BROWSER, address="198.51.100.1", **fields):
    data = {"choice": poll.answers[0].pk} | fields
    return Client().post(poll.vote_url, data, headers=headers | {"X-Forwarded-For": address})


def held():
    return Ballot.objects.filter(status="held").count()


def test_a_vote_over_the_limit_is_held_and_answered_alike(box):
    counted, over = send(box, address="203.0.113.9"), send(box)

    assert held() == 1
    assert (counted.status_code, counted["Location"]) == (over.status_code, over["Location"])
    assert set(counted.cookies) == set(over.cookies)
    assert counted.headers.keys() == over.headers.keys()


@pytest.mark.parametrize("junk", ["10.0.0.1, ", "203.0.113.9, 203.0.113.8, ", "<script>, "])
def test_what_a_client_writes_before_our_proxys_entry_changes_nothing(box, junk):
    send(box, address=f"{junk}198.51.100.1")

    assert held() == 1


def test_fifty_addresses_of_one_household_share_one_limit(make_poll, cast, settings):
    settings.TRUSTED_PROXIES = 1
    poll = make_poll(stakes=Poll.Stakes.HIGH)
    cast(poll, "Yes")

    for number in range(15):
        send(poll, address=f"2001:db8:0:1::{number:x}")

    assert held() == 10


def test_a_browser_with_script_is_asked_for_work_and_then_counts(box):
    asked = send(box, SCRIPT)
    assert asked.status_code == 428
    body = json.loads(asked.content)
    assert body["solver"].endswith("proof.js")

    done = send(box, SCRIPT, proof=solve(body["challenge"]))

    assert (done.status_code, held()) == (303, 0)


def test_a_proof_buys_one_vote(box):
    solved = solve(proof_of_work.challenge_for(poll=box))

    answers = [send(box, SCRIPT, proof=solved).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert held() == 1
    assert Ballot.objects.get(status="held").hold_reason == "proof"
    assert SpentProof.objects.count() == 1


@pytest.mark.parametrize("broken", ["", "x", "{}", "e30=", "x" * 1400])
def test_what_is_no_proof_buys_nothing(box, broken):
    assert not proof_of_work.spend(poll=box, proof=broken)
    assert proof_of_work.spend(poll=box, proof=solve(proof_of_work.challenge_for(poll=box)))


def test_a_proof_for_another_poll_or_of_yesterday_buys_nothing(box, make_poll, time_machine):
    assert not proof_of_work.spend(poll=box, proof=solve(proof_of_work.challenge_for(poll=make_poll())))

    assert proof_of_work.spend(poll=box, proof=solve(proof_of_work.challenge_for(poll=box)))
    solved = solve(proof_of_work.challenge_for(poll=box))
    time_machine.move_to(timezone.now() + VALID_FOR * 2)
    assert not proof_of_work.spend(poll=box, proof=solved)


def test_what_says_that_it_is_a_program_is_held(make_poll):
    send(make_poll(), BROWSER | {"User-Agent": "curl/8.11"})
    send(make_poll(), BROWSER | {"User-Agent": "Mozilla/5.0 (Linux; Android 14; CUBOT P80)"})

    assert held() == 1


def test_a_vote_on_other_words_than_those_now_is_not_counted(box, editor):
    read = box.fingerprint
    correct_slip(poll=box, changes={box.answers[0]: "Yes, of course"}, reason="A slip", by=editor)
    before = Ballot.objects.count()

    fresh = Poll.objects.with_choices().get(pk=box.pk)
    assert fresh.fingerprint != read
    from polls.voting.poll_cache import _remembered

    _remembered.cache_clear()
    response = send(box, address="203.0.113.9", wording=read)

    assert response.status_code == 422
    assert "reworded" in response.content.decode()
    assert Ballot.objects.count() == before
    assert send(fresh, address="203.0.113.9", wording=fresh.fingerprint).status_code == 303
