import re

import pytest
from django.test import Client
from django.utils import timezone

from supporters.letters.links import sign_in_token
from supporters.models import OutboxMail, Pledge
from supporters.portal.session import session_cookie
from supporters.portal.sign_in import mail_link

DOOR = "/support/yours/"


def link_of(supporter):
    return f"{DOOR}in/{sign_in_token(supporter)}/"


@pytest.fixture
def giving(make_pledge, make_payment, newsletter_wording):
    """A monthly pledge at the office that is paid and runs."""
    pledge = make_pledge(frequency="month", amount=500, name="Ada Marsh", email="ada@example.org", is_named=True)
    make_payment(pledge)
    pledge.refresh_from_db()
    return pledge


@pytest.fixture
def signed_in(client, giving):
    client.post(link_of(giving.supporter))
    return client


def test_a_known_address_gets_a_letter_with_a_link(client, giving, mailoutbox):
    mailoutbox.clear()

    response = client.post(DOOR, {"email": "ADA@example.org"})

    assert (response.status_code, response["Location"]) == (303, f"{DOOR}?sent=1")
    link = re.search(r"https?://[^/]+(/support/yours/in/\S+)", mailoutbox[0].body)[1]
    assert client.get(link).status_code == 200


def test_an_unknown_address_gets_no_letter_and_no_row(client, giving, mailoutbox):
    mailoutbox.clear()

    response = client.post(DOOR, {"email": "nobody@example.org"})

    assert (response.status_code, response["Location"]) == (303, f"{DOOR}?sent=1")
    assert mailoutbox == []
    assert not OutboxMail.objects.filter(key__startswith="sign-in:").exists()


@pytest.mark.usefixtures("unbroken_hour")
def test_asking_often_writes_few_letters(giving, mailoutbox):
    mailoutbox.clear()

    for _ in range(10):
        mail_link.call("ada@example.org")

    assert len(mailoutbox) == 1


def test_the_desk_cannot_read_a_link_that_was_sent(giving):
    mail_link.call("ada@example.org")

    letter = OutboxMail.objects.get(key__startswith="sign-in:")
    assert (letter.state, letter.body) == ("sent", "")


def test_opening_the_link_shows_a_button_and_signs_nobody_in(client, giving):
    response = client.get(link_of(giving.supporter))

    assert response.status_code == 200
    assert not response.cookies


def test_pressing_the_button_signs_in_with_a_cookie_that_no_script_and_no_other_page_sees(client, giving):
    response = client.post(link_of(giving.supporter))

    cookie = response.cookies[session_cookie()]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (DOOR, True, "Lax")
    assert response["Location"] == DOOR
    giving.supporter.refresh_from_db()
    assert giving.supporter.email_verified_at


def test_the_link_works_again_in_the_same_browser_and_in_no_other(client, giving):
    link = link_of(giving.supporter)
    client.post(link)

    assert client.post(link).status_code == 303
    assert Client().post(link).status_code == 403


def test_an_old_or_foreign_link_opens_nothing(client, giving, monkeypatch):
    link = link_of(giving.supporter)
    monkeypatch.setattr("supporters.letters.links.LINK_LASTS", -1)

    assert client.post(link).status_code == 404
    assert client.post(f"{DOOR}in/abc/").status_code == 404


def test_a_corrected_address_ends_links_and_cookies_of_the_old_one(signed_in, giving):
    link = link_of(giving.supporter)
    giving.supporter.email = "ada.marsh@example.org"
    giving.supporter.save()

    assert "ada.marsh@example.org" not in signed_in.get(DOOR).content.decode()
    assert Client().post(link).status_code == 404


def test_the_page_shows_pledges_payments_and_words_agreed_to(signed_in, giving):
    words = signed_in.get(DOOR).content.decode()

    assert giving.spaced_reference in words
    assert giving.payments.get().receipt_number in words
    assert "£5.00" in words


def test_the_page_is_kept_by_nobody(signed_in):
    response = signed_in.get(DOOR)

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_receipt_comes_again_once_a_day(signed_in, giving, mailoutbox):
    mailoutbox.clear()
    number = giving.payments.get().receipt_number

    for _ in range(3):
        signed_in.post(f"{DOOR}receipt/{number}/")

    assert len(mailoutbox) == 1
    assert number in mailoutbox[0].body


def test_nobody_has_the_receipt_of_another(signed_in, make_payment, mailoutbox):
    other = make_payment()
    mailoutbox.clear()

    assert signed_in.post(f"{DOOR}receipt/{other.receipt_number}/").status_code == 404
    assert signed_in.get(f"{DOOR}pledge/{other.pledge.public_id}/").status_code == 404
    assert mailoutbox == []


def test_the_amount_is_changed_noted_and_confirmed(signed_in, giving, mailoutbox):
    mailoutbox.clear()

    signed_in.post(f"{DOOR}pledge/{giving.public_id}/", {"act": "change_amount", "amount": "7.50"})

    giving.refresh_from_db()
    assert giving.amount == 750
    assert "£7.50" in mailoutbox[0].subject
    assert giving.value_changes.worth() == 750 * 12


@pytest.mark.parametrize("amount", ["1", "-5", "5,00", "1e3", "", "99999"])
def test_an_amount_that_the_page_would_not_take_is_refused(signed_in, giving, amount):
    response = signed_in.post(f"{DOOR}pledge/{giving.public_id}/", {"act": "change_amount", "amount": amount})

    assert response.status_code == 422
    giving.refresh_from_db()
    assert giving.amount == 500


def test_a_pledge_is_paused_and_goes_on(signed_in, giving):
    path = f"{DOOR}pledge/{giving.public_id}/"

    signed_in.post(path, {"act": "pause"})
    assert Pledge.objects.get().state == "paused"
    assert giving.value_changes.worth() == 0
    signed_in.post(path, {"act": "resume"})

    assert Pledge.objects.get().state == "active"
    assert giving.value_changes.worth() == 500 * 12


def test_a_pledge_is_stopped_once_with_one_letter(signed_in, giving, mailoutbox):
    mailoutbox.clear()
    path = f"{DOOR}pledge/{giving.public_id}/"

    signed_in.post(path, {"act": "cancel"})
    signed_in.post(path, {"act": "cancel"})

    assert Pledge.objects.get().state == "cancelled"
    assert [letter.subject for letter in mailoutbox] == ["Your support of The Saltmere Courier has ended"]


def test_a_name_comes_off_the_wall_at_once(signed_in, giving):
    giving.recognition.moderate("approved", by=None)

    signed_in.post(f"{DOOR}pledge/{giving.public_id}/name/")

    assert "Ada Marsh" not in Client().get("/support/supporters/").content.decode()


def with_cookie(value):
    browser = Client()
    browser.cookies[session_cookie()] = value
    return browser


def test_sign_out_ends_the_session_also_for_a_kept_cookie_and_a_second_browser(client, giving):
    first_link, second_link = link_of(giving.supporter), link_of(giving.supporter)
    cookies = [Client().post(link).cookies[session_cookie()].value for link in (first_link, second_link)]
    assert [with_cookie(cookie).get(f"{DOOR}facts/").status_code for cookie in cookies] == [200, 200]

    response = with_cookie(cookies[0]).post(f"{DOOR}out/")

    assert response.cookies[session_cookie()].value == ""
    for cookie in cookies:
        assert with_cookie(cookie).get(f"{DOOR}facts/").status_code == 303
        assert with_cookie(cookie).post(f"{DOOR}pledge/{giving.public_id}/", {"act": "cancel"})["Location"] == DOOR
        assert with_cookie(cookie).post(first_link).status_code == 403
    assert Pledge.objects.get().ended_at is None


def test_sign_out_leaves_others_and_later_links_as_they_are(signed_in, giving, make_supporter):
    other = Client()
    other.post(link_of(make_supporter()))

    signed_in.post(f"{DOOR}out/")

    assert other.get(f"{DOOR}facts/").status_code == 200
    assert signed_in.post(link_of(giving.supporter)).status_code == 303
    assert signed_in.get(f"{DOOR}facts/").status_code == 200


def test_sign_out_of_who_is_not_signed_in_ends_nothing(signed_in):
    assert Client().post(f"{DOOR}out/").status_code == 303

    assert signed_in.get(f"{DOOR}facts/").status_code == 200


def test_another_site_can_post_nothing(signed_in, giving):
    foreign = {"headers": {"Sec-Fetch-Site": "cross-site"}}

    assert signed_in.post(f"{DOOR}pledge/{giving.public_id}/", {"act": "cancel"}, **foreign).status_code == 403
    assert signed_in.post(f"{DOOR}facts/", {"stop": "1"}, **foreign).status_code == 403
    assert Pledge.objects.get().ended_at is None


def test_the_page_costs_few_queries(signed_in, make_pledge, make_payment, django_assert_max_num_queries):
    for _ in range(5):
        make_payment(make_pledge(frequency="month", email="ada@example.org", is_named=True))

    with django_assert_max_num_queries(10):
        signed_in.get(DOOR)


def test_the_time_of_a_link_is_half_an_hour(giving, client, monkeypatch):
    now = timezone.now().timestamp()
    link = link_of(giving.supporter)

    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 31 * 60)

    assert client.post(link).status_code == 404
