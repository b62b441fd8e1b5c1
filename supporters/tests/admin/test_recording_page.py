import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from supporters.models import Payment, Pledge


@pytest.fixture
def pledge(make_pledge, mailoutbox):
    pledge = make_pledge(frequency="month", amount=500)
    mailoutbox.clear()
    return pledge


@pytest.fixture
def address(pledge, client, supporter_desk):
    client.force_login(supporter_desk)
    return reverse("admin:supporters_pledge_record_payment", args=[pledge.pk])


@pytest.fixture
def filled():
    today = timezone.localdate().isoformat()
    return {"key": uuid.uuid4().hex, "amount": "5.00", "received_on": today, "method": "transfer", "note": "line 12"}


def words_of(response):
    return " ".join(response.content.decode().split())


def test_is_reached_from_the_pledge(client, address, pledge):
    page = client.get(reverse("admin:supporters_pledge_change", args=[pledge.pk]))

    assert f'href="{address}"' in words_of(page)


def test_begins_with_the_amount_pledged_and_today(client, address):
    words = words_of(client.get(address))

    assert 'name="amount" value="5.00"' in words
    assert f'value="{timezone.localdate():%d/%m/%Y}"' in words or f'value="{timezone.localdate():%Y-%m-%d}"' in words


def test_records_the_payment_and_sends_the_receipt(client, address, filled, pledge, supporter_desk, mailoutbox):
    response = client.post(address, filled, follow=True)

    payment = Payment.objects.get()
    pledge.refresh_from_db()
    assert "£5.00 recorded." in words_of(response)
    assert (payment.amount, payment.method, payment.note) == (500, "transfer", "line 12")
    assert payment.recorded_by == supporter_desk
    assert pledge.state == Pledge.State.ACTIVE
    assert [letter.to for letter in mailoutbox] == [[pledge.supporter.email]]


def test_sent_twice_records_once(client, address, filled, mailoutbox):
    client.post(address, filled)
    response = client.post(address, filled, follow=True)

    assert "recorded before" in words_of(response)
    assert Payment.objects.count() == len(mailoutbox) == 1


def test_two_payments_of_the_same_day_are_two(client, address, filled, mailoutbox):
    client.post(address, filled)
    client.post(address, filled | {"key": uuid.uuid4().hex})

    assert Payment.objects.count() == len(mailoutbox) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": ""},
        {"amount": "0"},
        {"amount": "-5"},
        {"amount": "5,00"},
        {"amount": "1e3"},
        {"received_on": ""},
        {"received_on": (timezone.localdate() + dt.timedelta(days=2)).isoformat()},
        {"method": "card"},
        {"key": "x"},
        {"key": ""},
        {"received_on": "yesterday"},
    ],
)
def test_refuses_what_cannot_be(client, address, filled, wrong):
    response = client.post(address, filled | wrong)

    assert response.status_code == 200
    assert 'name="note" value="line 12"' in words_of(response)
    assert not Payment.objects.exists()


def test_is_not_there_for_a_pledge_that_is_not(client, address, filled):
    missing = reverse("admin:supporters_pledge_record_payment", args=[987654])

    assert client.post(missing, filled).status_code == 404
