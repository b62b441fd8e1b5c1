"""Somebody tries stolen cards: limits for a network and an address, five declines a visit, and a pause for the site."""

import datetime as dt
import itertools
import json

import pytest
from django.utils import timezone

from common import proof_of_work as work
from supporters.giving import card_testing
from supporters.models import Attention, OutboxMail, Pledge, SandboxAccount
from supporters.money.reconcile import reconcile

pytestmark = pytest.mark.usefixtures("unbroken_hour")


@pytest.fixture
def try_card(client, sandbox, support_form):
    numbers = itertools.count()

    def attempt(*, network="203.0.113.9", email=None, form=None, **more):
        email = email or f"tester-{next(numbers)}@example.org"
        form = form or support_form(by="sandbox", email=email)
        return client.post("/support/", form | more, REMOTE_ADDR=network)

    return attempt


@pytest.fixture(autouse=True)
def _quick_work(monkeypatch):
    """Ten rounds instead of ten thousand: what counts here is what a proof buys, not what it costs."""
    monkeypatch.setattr(work, "ROUNDS", 10)


def challenge_in(answer):
    return json.loads(answer.context["form"].helper.attrs["data-challenge"])


@pytest.fixture
def solved(support_form):
    """As support.js does: when work is asked for, do it and send the same form again with the proof."""
    numbers = itertools.count()

    def go(attempt, **more):
        form = support_form(by="sandbox", email=f"worker-{next(numbers)}@example.org")
        answer = attempt(form=form, **more)
        if answer.status_code != 428:
            return answer
        return attempt(form=form, proof=work.solve(challenge_in(answer)), **more)

    return go


def test_25_two_hundred_from_one_network_open_few_visits(try_card):
    statuses = [try_card().status_code for _ in range(200)]

    assert statuses.count(428) == 197
    assert SandboxAccount.objects.count() == 3


def test_25_with_work_for_each_they_open_no_more_than_a_network_may(try_card, solved):
    statuses = [solved(try_card).status_code for _ in range(50)]

    assert statuses.count(429) == 30
    assert SandboxAccount.objects.count() == 20


def test_25_one_address_opens_few_visits_from_however_many_networks(try_card):
    for number in range(20):
        try_card(network=f"203.0.113.{number}", email="ada@example.org")

    assert SandboxAccount.objects.count() == 5


def test_25_when_very_many_come_from_everywhere_each_visit_costs_work(try_card, solved, monkeypatch):
    monkeypatch.setattr(card_testing, "FREE_AN_HOUR", 10)

    answers = [try_card(network=f"203.0.113.{number}") for number in range(20)]
    worked = solved(try_card, network="203.0.113.99")

    assert [answer.status_code for answer in answers] == [303] * 10 + [428] * 10
    assert "/sandbox/" in worked.url


def test_25_a_proof_buys_one_visit_and_only_for_its_own_form(client, try_card, support_form):
    for _ in range(3):
        try_card(network="127.0.0.1")
    form = support_form(by="sandbox")
    proof = work.solve(challenge_in(client.post("/support/", form)))

    first, again = (client.post("/support/", form | {"proof": proof}) for _ in range(2))
    other = client.post("/support/", support_form(by="sandbox", email="bea@example.org", proof=proof))

    assert "/sandbox/" in first.url
    assert again.url == first.url
    assert other.status_code == 428
    assert "data-challenge" not in other.content.decode()  # its script would only go round in circles
    assert SandboxAccount.objects.count() == 4


@pytest.mark.parametrize("broken", ["", "x", "e30=", "A" * 5000])
def test_25_what_is_no_proof_buys_nothing(try_card, client, support_form, broken):
    for _ in range(3):
        try_card(network="127.0.0.1")

    assert client.post("/support/", support_form(by="sandbox", proof=broken)).status_code == 428
    assert SandboxAccount.objects.count() == 3


def test_25_without_a_script_the_way_on_comes_by_mail_alone(client, try_card, support_form, mailoutbox):
    for _ in range(3):
        try_card(network="127.0.0.1")
    form = support_form(by="sandbox", email="ada@example.org")
    assert "Send me a link by e-mail instead" in client.post("/support/", form).content.decode()

    answers = [client.post("/support/", form | {"by_mail": "1"}, follow=True) for _ in range(2)]

    pledge = Pledge.objects.get(supporter__email="ada@example.org")
    for answer in answers:
        assert "Look in your mail" in answer.content.decode()
        assert str(pledge.public_id) not in answer.content.decode() + str(answer.redirect_chain)
    assert SandboxAccount.objects.count() == 3
    letter = OutboxMail.objects.get(key=f"way-on:{pledge.pk}")
    assert pledge.get_absolute_url() in letter.body
    assert [mail.to for mail in mailoutbox].count(["ada@example.org"]) == 1
    assert "/sandbox/" in client.post(f"{pledge.get_absolute_url()}checkout/", {"by": "card"}).url


def test_25_nobody_asks_the_provider_for_a_link_that_nobody_opened(client, try_card, support_form):
    for _ in range(3):
        try_card(network="127.0.0.1")
    client.post("/support/", support_form(by="sandbox", by_mail="1"))

    reconcile(at=timezone.now() + dt.timedelta(days=2))

    assert SandboxAccount.objects.count() == 3


def test_the_office_costs_no_work(client, try_card, support_form):
    for _ in range(5):
        try_card(network="127.0.0.1")

    assert client.post("/support/", support_form(by="office")).status_code == 303


def test_25_from_many_networks_the_brake_sends_everybody_to_the_office(try_card, client, monkeypatch):
    monkeypatch.setattr(card_testing, "CHECKOUTS_AN_HOUR", 30)

    answers = [try_card(network=f"203.0.{number // 250}.{number % 250}") for number in range(60)]

    assert {answer.status_code for answer in answers} == {303}
    assert SandboxAccount.objects.count() == 30
    assert Pledge.objects.filter(provider="office", state="awaiting").count() == 30
    assert Attention.objects.get().kind == Attention.Kind.BRAKE
    assert 'name="by"' not in client.get("/support/").content.decode()


def test_25_the_way_back_to_the_card_page_is_counted_too(client, make_card_pledge, monkeypatch):
    monkeypatch.setattr(card_testing, "CHECKOUTS_AN_HOUR", 5)
    address = f"{make_card_pledge().get_absolute_url()}checkout/"

    leads = [client.post(address, {"by": "card"}).url for _ in range(8)]

    assert sum("/sandbox/" in lead for lead in leads) == 5


def test_a_way_to_pay_that_was_never_offered_is_refused(client, contribution_page, support_form):
    response = client.post("/support/", support_form(by="stripe"))

    assert response.status_code == 303
    assert Pledge.objects.get().provider == "office"
