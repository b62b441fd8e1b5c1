import re
from email.policy import SMTP

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from supporters.letters.links import stop_newsletter_token, stop_pledge_token
from supporters.letters.newsletter import (
    agree_to_newsletter,
    ask_for_newsletter,
    confirm_newsletter,
    newest_decision,
    newsletter_token,
)
from supporters.models import ConsentRecord, OutboxMail, Pledge, Supporter


@pytest.fixture
def giving(make_pledge, make_payment):
    pledge = make_pledge(frequency="month", amount=500, email="ada@example.org")
    make_payment(pledge)
    return Pledge.objects.get(pk=pledge.pk)


def agreed(supporter):
    asked = ask_for_newsletter(supporter=supporter, cause=f"test {supporter.pk}")
    confirm_newsletter(asked=asked)
    return asked


def newsletter_link(supporter):
    return f"/support/newsletter/stop/{stop_newsletter_token(supporter)}/"


def test_every_receipt_has_a_link_that_stops_the_pledge_with_two_clicks(client, giving, mailoutbox):
    link = re.search(r"https?://[^/]+(/support/stop/\S+)", mailoutbox[-1].body)[1]

    assert client.get(link).status_code == 200
    assert Pledge.objects.get().state == "active"
    client.post(link)

    assert Pledge.objects.get().state == "cancelled"
    assert "has ended" in client.get(link).content.decode()


def test_a_single_gift_has_nothing_to_stop(make_payment, mailoutbox):
    make_payment()

    assert "/support/stop/" not in mailoutbox[-1].body


def test_a_link_for_one_thing_does_no_other(client, giving):
    token = stop_pledge_token(giving)

    assert client.post(f"/support/newsletter/stop/{token}/").status_code == 404
    assert client.post(f"/support/yours/in/{token}/").status_code == 404
    assert client.post(f"/support/stop/{stop_newsletter_token(giving.supporter)}/").status_code == 404


def test_stopping_twice_is_stopping_once(client, giving, mailoutbox):
    mailoutbox.clear()
    link = f"/support/stop/{stop_pledge_token(giving)}/"

    answers = [client.post(link).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert len(mailoutbox) == 1


def test_the_newsletter_stops_with_a_link_and_a_button(client, make_supporter, newsletter_wording):
    ada = make_supporter()
    agreed(ada)

    assert str(newsletter_wording) in client.get(newsletter_link(ada)).content.decode()
    client.post(newsletter_link(ada))

    assert newest_decision(ada).action == "withdrawn"


def test_a_mail_program_stops_it_with_one_post_from_no_site(make_supporter, newsletter_wording):
    ada = make_supporter()
    agreed(ada)

    response = Client(enforce_csrf_checks=True).post(newsletter_link(ada), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 204
    assert newest_decision(ada).action == "withdrawn"


def test_a_letter_about_the_newsletter_tells_mail_programs_how_to_stop_it(make_pledge, newsletter_wording, mailoutbox):
    with time_machine.travel(timezone.now(), tick=False):  # a link says in which second it was made
        make_pledge(email="ada@example.org", wants_newsletter=True)
        link = newsletter_link(Supporter.objects.get())

    letter = next(letter for letter in mailoutbox if "newsletter" in letter.subject)
    assert letter.extra_headers["List-Unsubscribe"].endswith(f"{link}>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_service_letters_offer_no_such_thing(giving, mailoutbox):
    assert "List-Unsubscribe" not in mailoutbox[-1].extra_headers


def test_giving_again_never_lifts_a_withdrawal(client, make_pledge, newsletter_wording):
    ada = make_pledge(email="ada@example.org", wants_newsletter=True).supporter
    client.post(newsletter_link(ada))

    make_pledge(email="ada@example.org", wants_newsletter=False)
    assert newest_decision(ada).action == "withdrawn"
    make_pledge(email="ada@example.org", wants_newsletter=True)

    assert newest_decision(ada).action == "asked"  # asked is not agreed: nothing is sent before the button is pressed


def test_an_old_link_never_undoes_a_later_withdrawal_even_when_asked_again(make_supporter, newsletter_wording):
    ada = make_supporter()
    first = agreed(ada)
    Client().post(newsletter_link(ada))
    ask_for_newsletter(supporter=ada, cause="again")

    Client().post(f"/support/newsletter/{newsletter_token(first)}/")

    assert newest_decision(ada).action == "asked"


def test_stopping_what_was_never_wanted_writes_nothing(client, make_supporter):
    ada = make_supporter()

    client.post(newsletter_link(ada))

    assert not ConsentRecord.objects.exists()


def test_consent_from_the_own_page_keeps_the_words(make_supporter, newsletter_wording):
    ada = make_supporter()

    record = agree_to_newsletter(supporter=ada)
    again = agree_to_newsletter(supporter=ada)

    assert (record.action, record.method, record.wording) == ("confirmed", "own", newsletter_wording)
    assert again == record


def test_link_of_the_mail_programs_button_leaves_as_it_is_however_long():
    letter = OutboxMail(key="x", to="ada@example.org", subject="Your letters", body="é " * 200)
    letter.unsubscribe = f"https://www.saltmere-courier.example/letters/confirm/{'x1' * 60}/"

    sent = letter.as_message().message(policy=SMTP).as_bytes()

    assert f"List-Unsubscribe: <{letter.unsubscribe}>\r\n".encode() in sent
    assert max(len(line) for line in sent.partition(b"\r\n\r\n")[2].split(b"\r\n")) <= 78
