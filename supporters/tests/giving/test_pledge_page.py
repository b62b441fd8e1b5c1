import uuid

import pytest
from django.urls import reverse

from supporters.models import Pledge, PledgeLog


@pytest.fixture
def words_for(client):
    def words(pledge):
        return " ".join(client.get(pledge.get_absolute_url()).content.decode().split())

    return words


def test_shows_the_reference_and_every_way_to_pay(words_for, make_pledge):
    pledge = make_pledge(frequency="month", amount=500)

    words = words_for(pledge)

    assert pledge.spaced_reference in words
    assert "By standing order" in words
    assert "12345678" in words
    assert "By cheque" in words
    assert "In cash" in words
    assert "That is £60.00 over a year." in words


def test_offers_only_the_ways_that_the_desk_has_filled_in(words_for, make_pledge, contribution_page):
    contribution_page.account_number = contribution_page.front_desk = ""
    contribution_page.save()

    words = words_for(make_pledge(page=contribution_page))

    assert "By cheque" in words
    assert "By bank transfer" not in words
    assert "In cash" not in words


def test_names_nobody(words_for, make_pledge):
    words = words_for(make_pledge(name="Ada Marsh", email="ada@example.org"))

    assert "Ada" not in words
    assert "ada@example.org" not in words


def test_thanks_once_the_payment_is_there(words_for, make_payment):
    payment = make_payment()

    words = words_for(payment.pledge)

    assert "Your payment has reached us" in words
    assert "12345678" not in words
    assert "/support/yours/" in words


@pytest.mark.parametrize("state", [Pledge.State.CANCELLED, Pledge.State.EXPIRED])
def test_says_that_nothing_is_owed_when_it_has_ended(words_for, make_pledge, state):
    pledge = make_pledge()
    pledge.move(state, source=PledgeLog.Source.STAFF)

    assert "You owe nothing" in words_for(pledge)


def test_is_stored_and_listed_by_nobody(client, make_pledge):
    response = client.get(make_pledge().get_absolute_url())

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_is_not_there_for_a_guessed_address(client, db):
    assert client.get(f"/support/{uuid.uuid4()}/").status_code == 404
    assert client.get("/support/1/").status_code == 404


def test_refuses_to_be_written_to(client, make_pledge):
    assert client.post(make_pledge().get_absolute_url()).status_code == 405


def test_takes_few_queries(client, make_pledge, django_assert_max_num_queries):
    pledge = make_pledge()

    with django_assert_max_num_queries(4):
        client.get(pledge.get_absolute_url())


def test_has_an_address_by_name():
    assert reverse("supporters:support") == "/support/"
