"""A letter's words of welcome: once to whoever confirms, and to nobody else."""

import pytest
from django.core import mail

from newsroom.newsletters.leaving import choose, leave, undo_leaving
from newsroom.newsletters.models import Subscription
from newsroom.newsletters.subscribing import confirm_letters, read_confirm_token, request_letters
from newsroom.tests.issue_builders import sent_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from newsroom.tests.newsletters.test_letter_sign_up import link_in

pytestmark = pytest.mark.django_db
WORDS = "Good morning.\nYou will hear from us at half past six."


@pytest.fixture
def morning():
    return make_newsletter("morning", welcome=WORDS)


def confirm(email="ada@example.org"):
    request_letters(email=email, words={"morning": "Send me it."}, source="test")
    asked = read_confirm_token(link_in(mail.outbox[-1]).split("/")[3])
    confirm_letters(asked=asked)
    return asked


def welcomes():
    return [message for message in mail.outbox if message.subject.startswith("Welcome")]


def test_who_confirms_is_welcomed_once_with_the_newest_issue_and_a_way_to_leave(client, morning, make_live_article):
    issue = sent_issue(morning, make_live_article())
    asked = confirm()
    confirm_letters(asked=asked)

    (message,) = welcomes()
    assert message.subject == "Welcome to “The morning letter”"
    assert WORDS in message.body
    assert issue.get_absolute_url() in message.body
    assert client.get(link_in_page(message)).status_code == 200
    leaves = message.extra_headers["List-Unsubscribe"].strip("<>").partition("8000")[2]
    client.post(leaves, {"List-Unsubscribe": "One-Click"})
    assert Subscription.objects.get().state == "left"


def link_in_page(message):
    return next(line for line in message.body.split("\n") if "/letters/mine/" in line).partition("8000")[2]


def test_letter_without_such_words_or_without_an_issue_says_no_more_than_it_has(morning):
    confirm()
    assert "newest issue" not in welcomes()[0].body

    morning.welcome = ""
    morning.save()
    confirm("bob@example.org")
    assert len(welcomes()) == 1


def test_who_has_not_confirmed_or_comes_back_by_their_own_page_is_not_welcomed(morning):
    request_letters(email="ada@example.org", words={"morning": "Send me it."}, source="test")
    subscription = make_subscription(morning, "bob@example.org")
    left = leave(subscription=subscription, source="test")
    undo_leaving(subscription=left)
    leave(subscription=left, source="test")
    choose(supporter=subscription.supporter, letters=[morning], source="test")

    assert welcomes() == []
