"""Leaving a letter: by a mail program's one click, by the link at the foot, and back again within a day."""

import datetime as dt
import time

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from newsroom.newsletters.links import LEAVE, PAGE, leave_address, page_address, token_of
from newsroom.newsletters.models import LetterKey, Subscription
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from supporters.models import ConsentRecord

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def morning():
    return make_newsletter("morning")


@pytest.fixture
def ada(morning):
    return make_subscription(morning, "ada@example.org")


def path_of(address):
    return "/" + address.split("/", 3)[3]


def link_of(subscription):
    return path_of(leave_address(subscription))


def current():
    return list(Subscription.objects.current())


def test_link_shows_a_button_and_a_masked_address(client, ada):
    page = client.get(link_of(ada))

    assert (page.status_code, page.headers["X-Robots-Tag"]) == (200, "noindex")
    assert "a…@example.org" in page.text
    assert "ada@" not in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert current() == [ada]


def test_button_leaves_that_letter_alone(client, ada, make_pledge):
    sport = make_subscription(make_newsletter("sport"))
    Subscription.objects.filter(pk=sport.pk).update(supporter=ada.supporter)

    answer = client.post(link_of(ada), {"act": "leave"})

    assert (answer.status_code, answer.url) == (303, link_of(ada))
    assert "You have left" in client.get(answer.url).text
    assert Subscription.objects.get(pk=ada.pk).state == "left"
    assert Subscription.objects.get(pk=sport.pk).state == "active"
    assert ConsentRecord.objects.latest_first().first().action == "withdrawn"


ONE_CLICK = {"List-Unsubscribe": "One-Click"}
MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    "multipart/form-data; boundary=x",
)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
        MULTIPART,
        (MULTIPART[0], "multipart/form-data"),  # without the boundary
        (b"", "text/plain"),
    ],
)
def test_one_click_of_a_mail_program_leaves_at_once(ada, body, kind):
    """As RFC 8058 wants it: no cookie, no origin, no token but that of the address, and no redirect."""
    answer = Client(enforce_csrf_checks=True).generic("POST", link_of(ada), body, content_type=kind)

    assert (answer.status_code, bool(answer.cookies)) == (200, False)
    assert current() == []


def test_one_click_from_another_site_is_obeyed_for_its_token(ada):
    headers = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}

    assert Client(enforce_csrf_checks=True).post(link_of(ada), ONE_CLICK, headers=headers).status_code == 200
    assert current() == []


def test_as_many_as_want_to_leave_from_one_network_are_obeyed(client, morning):
    """More than any limit of a network, so that there can be none."""
    readers = [make_subscription(morning) for _ in range(60)]
    begun = time.monotonic()

    answers = {client.post(link_of(each), ONE_CLICK, REMOTE_ADDR="198.51.100.9").status_code for each in readers}

    assert (answers, current()) == ({200}, [])
    assert time.monotonic() - begun < 60


def test_leaving_twice_leaves_once(client, ada):
    for _ in range(2):
        client.post(link_of(ada), ONE_CLICK)

    assert ConsentRecord.objects.filter(action="withdrawn").count() == 1


def test_a_scanner_that_opens_every_link_changes_nothing(client, ada):
    for _ in range(2):
        for link in (link_of(ada), path_of(page_address(ada))):
            client.get(link)
            client.head(link)

    assert current() == [ada]
    assert ConsentRecord.objects.count() == 1


def test_leaving_can_be_taken_back_for_a_day(client, ada):
    client.post(link_of(ada), ONE_CLICK)
    assert "Send it to me again" in client.get(link_of(ada)).text

    client.post(link_of(ada), {"act": "undo"})
    assert current() == [ada]

    client.post(link_of(ada), ONE_CLICK)
    with time_machine.travel(timezone.now() + DAY * 1.01):
        assert "Send it to me again" not in client.get(link_of(ada)).text
        answer = client.post(link_of(ada), {"act": "undo"})
        assert (answer.status_code, current()) == (409, [])
        assert "more than a day" in answer.text


def test_links_of_an_old_key_go_on_opening_what_they_opened(client, ada):
    old = link_of(ada)
    LetterKey.objects.create(sealed_secret=LetterKey.objects.first_key().sealed_secret)

    assert link_of(ada) != old
    assert client.get(old).status_code == 200
    assert client.get(link_of(ada)).status_code == 200


def test_links_outlive_years(client, ada):
    old = link_of(ada)

    with time_machine.travel(timezone.now() + 3650 * DAY):
        assert client.get(old).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        lambda ada, token: token[:-1] + ("0" if token[-1] != "0" else "1"),
        lambda ada, token: token.replace(f"-{ada.pk}-", f"-{ada.pk + 1}-"),
        lambda ada, token: f"9{token}",
        lambda ada, token: token_of(ada, PAGE),
        lambda ada, token: "x",
        lambda ada, token: "1-" + "9" * 40 + "-0",
        lambda ada, token: token.replace("1-", "¹-", 1),
    ],
)
def test_a_link_that_is_not_ours_leads_nowhere(client, ada, wrong):
    make_subscription(ada.newsletter)
    token = token_of(ada, LEAVE)
    assert client.get(f"/letters/leave/{token}/").status_code == 200

    for method in (client.get, client.post):
        assert method(f"/letters/leave/{wrong(ada, token)}/").status_code == 404
    assert len(current()) == 2


def test_leaving_touches_no_money(client, morning, make_pledge):
    pledge = make_pledge(email="ada@work.example")
    ada = make_subscription(morning)
    Subscription.objects.filter(pk=ada.pk).update(supporter=pledge.supporter)
    before = (pledge.state, pledge.log.count())

    client.post(link_of(ada), ONE_CLICK)
    pledge.refresh_from_db()

    assert (pledge.state, pledge.log.count()) == before
    assert current() == []
