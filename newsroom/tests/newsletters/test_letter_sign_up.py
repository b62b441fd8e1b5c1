"""Getting a letter: one field, a mail, a button. Nobody gets one who has not pressed it."""

import datetime as dt
import re
from dataclasses import replace

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from common import limits
from newsroom.newsletters.forgetting import forget_unconfirmed
from newsroom.newsletters.leaving import leave
from newsroom.newsletters.models import Subscription, Suppression
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from supporters.models import ConsentRecord, OutboxMail, Supporter
from supporters.people.retention import forget_what_is_over

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Sec-Fetch-Site": "same-origin"}
FORM = "/letters/sign-up/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def morning():
    return make_newsletter("morning")


@pytest.fixture
def sign_up(client, morning):
    def post(email="ada@example.org", letters=("morning",), **fields):
        return client.post(FORM, {"email": email, "letters": list(letters), "place": "story"} | fields, headers=READER)

    return post


@pytest.fixture
def press(client):
    def post(link, act="confirm"):
        return client.post(link, {"act": act}, headers=READER)

    return post


def link_in(message):
    return re.search(r"http://\S+?(/letters/\S+)", message.body)[1]


def readers():
    return [each.supporter.email for each in Subscription.objects.current().select_related("supporter")]


def test_whoever_presses_the_button_in_the_mail_gets_the_letter(client, sign_up, press, morning):
    answer = sign_up()
    assert (answer.status_code, answer.url) == (303, f"{FORM}?sent=1")
    assert "look into your mail" in client.get(answer.url).text
    assert readers() == []

    link = link_in(mail.outbox[0])
    assert morning.agreed_words() in mail.outbox[0].body
    page = client.get(link)
    assert (morning.agreed_words() in page.text, page.headers["X-Robots-Tag"], bool(page.cookies)) == (
        True,
        "noindex",
        False,
    )
    assert readers() == []

    assert press(link).status_code == 303
    assert "Thank you" in client.get(link).text
    assert readers() == ["ada@example.org"]


def test_the_words_that_stood_there_are_kept(sign_up, press, morning):
    sign_up()
    press(link_in(mail.outbox[0]))

    asked, confirmed = ConsentRecord.objects.order_by("pk")
    assert (asked.topic, asked.source, asked.method) == ("morning", "story", "letter")
    assert (confirmed.action, confirmed.wording.text) == ("confirmed", morning.agreed_words())
    assert Supporter.objects.get().email_verified_at


def test_one_mail_confirms_several_letters(sign_up, press):
    make_newsletter("sport")
    sign_up(letters=["morning", "sport"])
    assert len(mail.outbox) == 1

    press(link_in(mail.outbox[0]))

    assert len(readers()) == 2


def test_a_supporter_and_a_reader_of_one_address_are_one_person(sign_up, press, make_pledge):
    pledge = make_pledge(email="Ada@example.org")
    mail.outbox.clear()

    sign_up(email="ADA@EXAMPLE.ORG")
    press(link_in(mail.outbox[0]))

    assert Subscription.objects.get().supporter == pledge.supporter


def test_known_unknown_and_suppressed_addresses_are_answered_alike(client, sign_up, morning):
    make_subscription(morning, "known@example.org")
    hard = make_subscription(morning, "hard@example.org")
    Suppression.objects.suppress(hard.address_hmac, "hard")

    answers = [sign_up(email=f"{name}@example.org") for name in ("known", "unknown", "hard")]

    assert len({(answer.status_code, answer.url, answer.content) for answer in answers}) == 1
    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert "confirm" not in subjects["known@example.org"]
    assert "confirm" in subjects["unknown@example.org"]
    assert "confirm" in subjects["hard@example.org"]


def test_the_owner_of_a_mailbox_lifts_what_stood_against_it(sign_up, press, morning):
    hard = make_subscription(morning, "hard@example.org")
    Suppression.objects.suppress(hard.address_hmac, "hard")
    sign_up(email="hard@example.org")
    assert readers() == []

    press(link_in(mail.outbox[0]))

    assert readers() == ["hard@example.org"]


SPELLINGS = ["ada.marsh@gmail.com", "Ada.Marsh+news@gmail.com", "adamarsh@gmail.com", "a.d.a.marsh+1@gmail.com"]


def test_one_mailbox_gets_three_mails_a_day_however_it_is_spelt(sign_up):
    for _ in range(3):
        for spelling in SPELLINGS:
            sign_up(email=spelling)
    assert len(mail.outbox) == 3

    with time_machine.travel(timezone.now() + DAY * 1.1):
        sign_up(email=SPELLINGS[0])
    assert len(mail.outbox) == 4


def test_no_crowd_mails_a_list_of_strangers(sign_up, monkeypatch):
    monkeypatch.setattr("newsroom.newsletters.views.LETTER_FORMS", replace(limits.LETTER_FORMS, number=1000))
    monkeypatch.setattr("newsroom.newsletters.views.LETTER_FORMS_OF_ALL", replace(limits.LETTER_FORMS_OF_ALL, number=5))

    answers = [sign_up(email=f"stranger-{number}@example.org") for number in range(8)]

    assert [answer.status_code for answer in answers] == [303] * 5 + [429] * 3
    assert 'value="stranger-7@example.org"' in answers[-1].text
    assert len(mail.outbox) == 5


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"email": "ada"}, "has a slip in it"),
        ({"email": ""}, "Write your e-mail address"),
        ({"letters": []}, "at least one letter"),
        ({"letters": ["gone"]}, "not offered any more"),
        ({"website": "https://shop.example"}, "must stay empty"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(sign_up, fields, told):
    answer = sign_up(**{"email": "ada@example.org"} | fields)

    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{fields.get("email", "ada@example.org")}"' in answer.text or not fields["email"]
    assert re.search(r'value="morning"[^>]*checked', answer.text) or "letters" in fields
    assert not Supporter.objects.exists()


def test_a_form_of_another_site_is_refused(client, morning):
    given = {"email": "ada@example.org", "letters": "morning"}

    assert client.post(FORM, given, headers=READER | {"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Supporter.objects.exists()


def test_a_letter_that_is_closed_takes_nobody(client, sign_up, morning):
    type(morning).objects.update(is_open=False)

    assert sign_up().status_code == 422
    assert "Nobody can sign up" in client.get(morning.get_absolute_url()).text
    assert morning.name not in client.get("/letters/").text


def test_a_scanner_that_opens_every_link_confirms_nothing(client, sign_up):
    sign_up()
    link = link_in(mail.outbox[0])

    for _ in range(2):
        client.get(link)
        client.head(link)

    assert readers() == []
    assert Subscription.objects.get().state == "asked"


def test_one_click_on_a_request_withdraws_it(client, sign_up, press):
    """The mail program's own button is beside the confirmation too."""
    sign_up()
    message = mail.outbox[0]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.search(r"<http://[^/]+(/\S+)>", message.extra_headers["List-Unsubscribe"])[1]

    answer = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, Subscription.objects.get().state) == (200, "left")
    press(link_in(message))
    assert readers() == []


def test_an_old_link_does_not_undo_a_later_leaving(client, sign_up, press):
    sign_up()
    link = link_in(mail.outbox[0])
    press(link)
    leave(subscription=Subscription.objects.get(), source="test")

    press(link)

    assert readers() == []
    assert "You have left since" in client.get(link).text


def test_a_link_that_is_not_ours_or_too_old_says_so(client, sign_up, press):
    sign_up()
    link = link_in(mail.outbox[0])

    assert client.get(link[:-2] + "x/").status_code == 404
    with time_machine.travel(timezone.now() + 31 * DAY):
        assert press(link).status_code == 404
    assert readers() == []


def test_whoever_never_confirms_is_forgotten_after_thirty_days(sign_up, press):
    sign_up()
    sign_up(email="eva@example.org")
    press(link_in(mail.outbox[1]))

    with time_machine.travel(timezone.now() + 31 * DAY):
        forget_unconfirmed()
        forget_what_is_over()

    assert readers() == ["eva@example.org"]
    assert Subscription.objects.count() == 1
    assert Supporter.objects.known().count() == 1
    assert not Suppression.objects.exists()
    assert not OutboxMail.objects.filter(to="ada@example.org").exists()


def test_what_was_asked_for_again_lately_is_not_forgotten(sign_up, press):
    sign_up()
    with time_machine.travel(timezone.now() + 29 * DAY):
        sign_up()
    with time_machine.travel(timezone.now() + 31 * DAY):
        forget_unconfirmed()
        forget_what_is_over()
        press(link_in(mail.outbox[1]))

        assert readers() == ["ada@example.org"]
