"""A pledge at the counter or by telephone, and the ways to what the supporter desk does every day."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from common.reference_likeness import references_in
from supporters.models import Payment, Pledge, Supporter

ENTER = "admin:supporters_pledge_add"
FIND = "admin:supporters_pledge_find"
MATCH = "admin:supporters_statementline_match"


@pytest.fixture
def at_the_desk(client, supporter_desk, contribution_page):
    client.force_login(supporter_desk)
    return client


@pytest.fixture
def filled():
    return {
        "submission_key": str(uuid.uuid4()),
        "name": "Ada Marsh",
        "organisation": "",
        "email": "ada@example.org",
        "amount": "25.00",
        "frequency": "month",
        "how": "by telephone",
        "method": "",
        "received_on": timezone.localdate().isoformat(),
    }


def test_pledge_is_entered_with_its_reference_and_its_letter(at_the_desk, filled, supporter_desk, mailoutbox):
    page = at_the_desk.post(reverse(ENTER), filled, follow=True).content.decode()

    pledge = Pledge.objects.get()
    assert (pledge.amount, pledge.frequency, pledge.state) == (2500, "month", "awaiting")
    assert (pledge.provider, pledge.supporter.email) == ("office", "ada@example.org")
    entry = pledge.log.get(to_state="awaiting")
    assert (entry.source, entry.by, entry.text) == ("staff", supporter_desk, "by telephone")
    assert f"reference {pledge.spaced_reference}" in page
    assert [letter.to for letter in mailoutbox] == [["ada@example.org"]]
    assert pledge.spaced_reference in mailoutbox[0].body
    assert not Payment.objects.exists()


@pytest.mark.parametrize(("frequency", "state", "letters"), [("once", "completed", 1), ("month", "active", 2)])
def test_money_that_came_with_it_is_recorded_at_once(at_the_desk, filled, mailoutbox, frequency, state, letters):
    at_the_desk.post(reverse(ENTER), filled | {"frequency": frequency, "method": "cash"})

    payment = Payment.objects.get()
    assert (payment.amount, payment.method, payment.received_on) == (2500, "cash", timezone.localdate())
    assert payment.pledge.state == state
    assert len(mailoutbox) == letters
    assert payment.receipt_number in mailoutbox[-1].body


def test_form_sent_twice_makes_one_pledge_and_one_payment(at_the_desk, filled):
    at_the_desk.post(reverse(ENTER), filled | {"method": "cash"})
    page = at_the_desk.post(reverse(ENTER), filled | {"method": "cash"}, follow=True).content.decode()

    assert "entered before" in page
    assert Pledge.objects.count() == Payment.objects.count() == 1


def test_who_is_known_by_their_address_gets_another_pledge(at_the_desk, filled, make_supporter):
    make_supporter(name="Ada Marsh", email="ADA@example.org")

    at_the_desk.post(reverse(ENTER), filled)

    assert Supporter.objects.get().pledges.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": "ada"},
        {"email": ""},
        {"amount": "5,00"},
        {"amount": "1.00"},
        {"amount": ""},
        {"frequency": "daily"},
        {"how": ""},
        {"method": "card"},
        {"received_on": "2999-01-01", "method": "cash"},
        {"submission_key": "x"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(at_the_desk, filled, wrong):
    page = at_the_desk.post(reverse(ENTER), filled | {"organisation": "Quay Sailing Club"} | wrong)

    assert page.status_code == 200
    assert 'value="Quay Sailing Club"' in page.content.decode()
    assert not Pledge.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_seeing_pledges_and_recording_payments_is_not_entering_pledges(client, make_staff, at_the_desk, filled, method):
    assert at_the_desk.get(reverse(ENTER)).status_code == 200
    client.force_login(make_staff("supporters.view_pledge", "supporters.record_payment"))

    assert getattr(client, method)(reverse(ENTER), filled).status_code == 403
    assert not Pledge.objects.exists()


def test_seeing_pledges_is_not_finding_whose_money_it_is(client, make_staff, supporter_desk):
    client.force_login(make_staff("supporters.view_pledge"))
    assert client.get(reverse(FIND)).status_code == 403

    client.force_login(supporter_desk)
    assert client.get(reverse(FIND)).status_code == 200


def test_whole_reference_leads_to_the_form_at_once(at_the_desk, make_pledge):
    pledge = make_pledge()

    answer = at_the_desk.get(reverse(FIND), {"q": pledge.spaced_reference.lower()})

    assert answer.headers["Location"] == reverse("admin:supporters_pledge_record_payment", args=[pledge.pk])


@pytest.mark.parametrize("write", [lambda pledge: pledge.reference[:-1], lambda pledge: "zoe muller"])
def test_pledge_is_found_by_a_reference_with_a_slip_or_a_folded_name(at_the_desk, make_pledge, write):
    make_pledge(name="Bea Gull")
    pledge = make_pledge(name="Zoë Müller")

    page = at_the_desk.get(reverse(FIND), {"q": write(pledge)}).content.decode()

    assert reverse("admin:supporters_pledge_record_payment", args=[pledge.pk]) in page
    assert "Bea Gull" not in page


def test_pledge_is_found_by_a_slip_that_leaves_check_digits_right(at_the_desk, make_pledge):
    make_pledge(name="Bea Gull")
    pledge = make_pledge(name="Ada Marsh")
    Pledge.objects.filter(pk=pledge.pk).update(reference="RF41DFMWHHXD")
    assert references_in("RF41DFFMWHHXD") == ["RF41DFFMWHHX"]  # which nobody has

    page = at_the_desk.get(reverse(FIND), {"q": "RF41DFFMWHHXD"}).text

    assert "Ada Marsh" in page
    assert "Bea Gull" not in page


def test_nobody_of_this_name_is_said_so(at_the_desk, make_pledge):
    make_pledge(name="Bea Gull")

    assert "We know of no pledge for “Cy &lt;Fold&gt;”" in at_the_desk.get(reverse(FIND), {"q": "Cy <Fold>"}).text


@pytest.mark.parametrize("page", ["admin:index", "admin:app_list", "admin:supporters_pledge_changelist"])
def test_ways_to_the_daily_work_stand_where_the_desk_begins(at_the_desk, client, reporter, page):
    address = reverse(page, args=["supporters"] if page == "admin:app_list" else [])
    words = at_the_desk.get(address).text

    for way in (FIND, MATCH, ENTER):
        assert f'href="{reverse(way)}"' in words
    client.force_login(reporter)
    assert reverse(MATCH) not in client.get(reverse("admin:index")).text
