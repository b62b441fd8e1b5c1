"""Somebody tries stolen cards: limits for a network and an address, five declines a visit, and a brake for the site."""

import itertools

import pytest

from supporters import brake
from supporters.models import Attention, Pledge, SandboxAccount


@pytest.fixture
def try_card(client, sandbox, support_form):
    numbers = itertools.count()

    def attempt(*, network="203.0.113.9", email=None):
        email = email or f"tester-{next(numbers)}@example.org"
        return client.post("/support/", support_form(by="sandbox", email=email), REMOTE_ADDR=network)

    return attempt


def test_25_two_hundred_from_one_network_open_few_visits(try_card):
    statuses = [try_card().status_code for _ in range(200)]

    assert statuses.count(429) == 180
    assert SandboxAccount.objects.count() == 20


def test_25_one_address_opens_few_visits_from_however_many_networks(try_card):
    for number in range(20):
        try_card(network=f"203.0.113.{number}", email="ada@example.org")

    assert SandboxAccount.objects.count() == 5


def test_25_from_many_networks_the_brake_sends_everybody_to_the_office(try_card, client, monkeypatch):
    monkeypatch.setattr(brake, "CHECKOUTS_AN_HOUR", 30)

    answers = [try_card(network=f"203.0.{number // 250}.{number % 250}") for number in range(60)]

    assert {answer.status_code for answer in answers} == {303}
    assert SandboxAccount.objects.count() == 30
    assert Pledge.objects.filter(provider="office", state="awaiting").count() == 30
    assert Attention.objects.get().kind == Attention.Kind.BRAKE
    assert 'name="by"' not in client.get("/support/").content.decode()


def test_25_the_way_back_to_the_card_page_is_counted_too(client, make_card_pledge, monkeypatch):
    monkeypatch.setattr(brake, "CHECKOUTS_AN_HOUR", 5)
    address = f"{make_card_pledge().get_absolute_url()}checkout/"

    leads = [client.post(address, {"by": "card"}).url for _ in range(8)]

    assert sum("/sandbox/" in lead for lead in leads) == 5


def test_a_way_to_pay_that_was_never_offered_is_refused(client, contribution_page, support_form):
    response = client.post("/support/", support_form(by="stripe"))

    assert response.status_code == 303
    assert Pledge.objects.get().provider == "office"
