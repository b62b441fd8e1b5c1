"""The attacks of a drill, each through the whole site as a request would come, against a poll made for it.

Every attack tells what was sent, and what the box then held: counted, held, refused or sent away to work for it.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from common.proof_of_work import solve
from polls.models import Ballot, Choice, Poll
from polls.voting import proof_of_work
from polls.voting.ballot_box import cast_ballot, new_voter

BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
Responses = Iterator[HttpResponse]
READERS_OF_SCHOOL = 40
LOOPS = 100
NETWORKS = 100
VISITORS = 30
REPLAYS = 20


@dataclass
class Outcome:
    """What one attack came to."""

    name: str
    sent: int = 0
    answers: Counter = field(default_factory=Counter)
    counted: int = 0
    held: int = 0

    @property
    def refused(self) -> int:
        return self.sent - self.counted - self.held


@cache
def site() -> Client:
    """One way in for all: what makes a reader new is that nothing is remembered of the last one."""
    return Client(SERVER_NAME=settings.SITE_HOST)


class Reader:
    """A browser that has never been here, behind the address that our proxy would report."""

    def __init__(self, poll, address, **headers):
        self.poll, self.client = poll, site()
        ours = {"User-Agent": BROWSER, "Sec-Fetch-Site": "same-origin"}
        self.headers = ours | headers | {"X-Forwarded-For": f"{address}"}

    def vote(self, answer=0, **fields) -> HttpResponse:
        self.client.cookies.clear()
        chosen = {"choice": self.poll.answers[answer].pk, "channel": "page", "wording": self.poll.fingerprint}
        return self.client.post(
            self.poll.vote_url, chosen | fields, headers=self.headers, REMOTE_ADDR="127.0.0.1", secure=settings.HTTPS
        )

    def vote_with_script(self, answer=0) -> HttpResponse:
        """As poll.js does: when work is asked for, do it and send the form again with the proof."""
        self.headers["X-Poll-Script"] = "1"
        response = self.vote(answer)
        if response.status_code != 428:
            return response
        return self.vote(answer, proof=solve(json.loads(response.content)["challenge"]))


def make_poll(slug: str, **fields) -> Poll:
    """An open poll for a drill, with three answers."""
    now, hour = timezone.now(), dt.timedelta(hours=1)
    times = {"opens_at": now - hour, "closes_at": now + hour}
    poll = Poll.objects.create(question="A drill: yes or no?", slug=slug, state=Poll.State.LIVE, **times, **fields)
    Choice.objects.bulk_create(Choice(poll=poll, label=label) for label in ("Yes", "No", "Don’t know"))
    return Poll.objects.with_choices().get(pk=poll.pk)


def make_poll_with_a_vote(slug: str, **fields) -> Poll:
    """A poll for a drill whose box is set up, as it is once somebody has voted."""
    poll = make_poll(slug, **fields)
    cast_ballot(poll=poll, choices=poll.answers[:1], voter=new_voter())
    return Poll.objects.with_choices().get(pk=poll.pk)


def attack(name, poll, send) -> Outcome:
    """Send what there is to send; what it did is read from the box."""
    outcome, before = Outcome(name), _box(poll)
    for response in send(poll):
        outcome.sent += 1
        outcome.answers[response.status_code] += 1
    after = _box(poll)
    outcome.counted = after["counted"] - before["counted"]
    outcome.held = after["held"] - before["held"]
    return outcome


def _box(poll):
    return Counter(Ballot.objects.filter(poll=poll).values_list("status", flat=True))


def a_loop_that_drops_its_cookies(poll) -> Responses:
    for _ in range(LOOPS):
        yield Reader(poll, "203.0.113.1").vote()


def a_loop_by_its_own_name(poll) -> Responses:
    for number in range(VISITORS):
        yield Reader(poll, f"203.0.113.{number}", **{"User-Agent": "curl/8.11"}).vote()


def a_loop_that_invents_addresses(poll) -> Responses:
    """Junk in front of what our proxy reports, as the sender of a request can write it."""
    for number in range(LOOPS):
        yield Reader(poll, f"10.0.{number}.1, 203.0.113.2").vote()


def a_loop_in_one_household_of_ipv6(poll) -> Responses:
    for number in range(LOOPS):
        yield Reader(poll, f"2001:db8:1:2::{number:x}").vote()


def a_school_behind_one_address(poll) -> Responses:
    """Honest readers: two in three have script, the others send the form by hand."""
    for number in range(READERS_OF_SCHOOL):
        reader = Reader(poll, "198.51.100.1")
        yield reader.vote(number % 3) if number % 3 == 2 else reader.vote_with_script(number % 3)


def a_hundred_networks(poll) -> Responses:
    for number in range(NETWORKS):
        yield Reader(poll, f"192.0.2.{number}").vote()


def a_partisan_site_that_sends_the_form(poll) -> Responses:
    for number in range(VISITORS):
        headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://partisan.example"}
        yield Reader(poll, f"198.51.100.{100 + number}", **headers).vote()


def proofs_used_again(poll) -> Responses:
    """One solved challenge sent from ever new browsers, once the network has reached its limit."""
    challenge = proof_of_work.challenge_for(poll=poll)
    solved = solve(challenge)
    for _ in range(REPLAYS):
        yield Reader(poll, "203.0.113.1", **{"X-Poll-Script": "1"}).vote(proof=solved)


ATTACKS = [
    a_loop_that_drops_its_cookies,
    a_loop_by_its_own_name,
    a_loop_that_invents_addresses,
    a_loop_in_one_household_of_ipv6,
    a_school_behind_one_address,
    a_hundred_networks,
    a_partisan_site_that_sends_the_form,
    proofs_used_again,
]


def run_all(poll) -> list[Outcome]:
    return [attack(send.__name__.replace("_", " "), poll, send) for send in ATTACKS]
