import datetime as dt

import pytest
from django.utils import timezone

from supporters.letters.newsletter import (
    VALID_FOR,
    agree_to_newsletter,
    ask_for_newsletter,
    confirm_newsletter,
    newest_decision,
    newsletter_token,
    topics_of,
    withdraw_every_consent,
    withdraw_newsletter,
)
from supporters.models import ConsentRecord, ConsentWording
from supporters.models.consent import latest_consent
from supporters.people.retention import erase_left_over

Action = ConsentRecord.Action


@pytest.fixture
def ada(make_supporter):
    return make_supporter(email="ada@example.org")


@pytest.fixture
def asked(ada, newsletter_wording):
    return ask_for_newsletter(supporter=ada, cause="test:1", source="/support/")


@pytest.fixture
def link(asked):
    return f"/support/newsletter/{newsletter_token(asked)}/"


def standing(supporter):
    people = type(supporter).objects.annotate(newsletter=latest_consent("newsletter"))
    return people.get(pk=supporter.pk).newsletter


def withdraw(supporter, wording):
    return ConsentRecord.objects.create(
        supporter=supporter, wording=wording, action=Action.WITHDRAWN, method="staff", cause_key="withdrawn:1"
    )


def test_a_ticked_box_asks_and_no_more(asked, ada, mailoutbox, newsletter_wording):
    assert standing(ada) == Action.ASKED
    assert asked.wording == newsletter_wording
    assert asked.source == "/support/"
    assert newsletter_wording.text in mailoutbox[0].body


def test_an_unticked_box_asks_nothing(client, support_form, newsletter_wording, mailoutbox):
    client.post("/support/", support_form())

    assert not ConsentRecord.objects.exists()
    assert len(mailoutbox) == 1


def test_the_box_on_the_form_asks(client, support_form, newsletter_wording, mailoutbox):
    client.post("/support/", support_form(newsletter="on"))

    assert ConsentRecord.objects.get().action == Action.ASKED
    assert len(mailoutbox) == 2


def test_opening_the_link_shows_a_button_and_consents_to_nothing(client, link, ada):
    response = client.get(link)

    assert b"Yes, send me the newsletter" in response.content
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies
    assert standing(ada) == Action.ASKED


def test_pressing_the_button_consents_and_proves_the_address(client, link, ada):
    response = client.post(link)

    ada.refresh_from_db()
    assert response.status_code == 303
    assert b"You will get the newsletter" in client.get(link).content
    assert standing(ada) == Action.CONFIRMED
    assert ada.email_verified_at is not None


def test_pressing_twice_consents_once(client, link):
    client.post(link)
    client.post(link)

    assert ConsentRecord.objects.filter(action=Action.CONFIRMED).count() == 1


def test_another_site_cannot_press_the_button(client, link, ada):
    response = client.post(link, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert standing(ada) == Action.ASKED


def test_an_old_link_does_not_undo_a_withdrawal(client, link, asked, ada, newsletter_wording):
    confirm_newsletter(asked=asked)
    withdraw(ada, newsletter_wording)

    client.post(link)

    assert standing(ada) == Action.WITHDRAWN
    assert b"You have stopped the newsletter since" in client.get(link).content


def test_asking_anew_after_a_withdrawal_and_confirming_consents_again(asked, ada, newsletter_wording):
    confirm_newsletter(asked=asked)
    withdraw(ada, newsletter_wording)

    again = ask_for_newsletter(supporter=ada, cause="test:2")
    assert standing(ada) == Action.ASKED
    confirm_newsletter(asked=again)

    assert standing(ada) == Action.CONFIRMED


def test_who_has_confirmed_is_not_asked_again(asked, ada, mailoutbox):
    confirm_newsletter(asked=asked)

    assert ask_for_newsletter(supporter=ada, cause="test:2") is None
    assert len(mailoutbox) == 1
    assert standing(ada) == Action.CONFIRMED


@pytest.mark.parametrize("token", ["x", "a:b:c", "é"])
def test_a_link_that_is_not_ours_changes_nothing(client, db, token):
    assert client.get(f"/support/newsletter/{token}/").status_code == 404
    assert client.post(f"/support/newsletter/{token}/").status_code == 404


def test_a_link_ends_after_thirty_days(client, link, ada, time_machine):
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=VALID_FOR + 60))

    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert standing(ada) == Action.ASKED


class TestLetters:
    """A consent of one letter is none of another, nor of the box on the contribution page."""

    def test_each_letter_is_decided_by_itself(self, ada, newsletter_wording):
        for topic in ("morning", "sport"):
            agree_to_newsletter(supporter=ada, topic=topic, wording=newsletter_wording)
        withdraw_newsletter(supporter=ada, method="own", topic="sport")

        decided = {topic: newest_decision(ada, topic).action for topic in topics_of(ada)}
        assert decided == {"morning": "confirmed", "sport": "withdrawn"}
        assert newest_decision(ada) is None
        assert [record.topic for record in ConsentRecord.objects.held()] == ["morning"]

    def test_all_can_be_withdrawn_at_once(self, ada, newsletter_wording):
        for topic in ("", "morning"):
            agree_to_newsletter(supporter=ada, topic=topic, wording=newsletter_wording)

        withdraw_every_consent(supporter=ada, method="own")

        assert not ConsentRecord.objects.held().exists()

    def test_words_beside_a_letter_are_not_those_of_the_box(self, newsletter_wording):
        words = ConsentWording.objects.in_words("newsletter", "morning", "Send me the morning letter.")

        assert ConsentWording.objects.current("newsletter") == newsletter_wording
        assert ConsentWording.objects.in_words("newsletter", "morning", "Send me the morning letter. ") == words

    def test_who_held_a_consent_once_is_not_kept_for_ever(self, ada, newsletter_wording):
        agree_to_newsletter(supporter=ada, topic="morning", wording=newsletter_wording)
        later = timezone.now() + dt.timedelta(days=40)
        assert erase_left_over(later) == 0

        withdraw_newsletter(supporter=ada, method="own", topic="morning")
        assert erase_left_over(timezone.now() + dt.timedelta(days=20)) == 0
        assert erase_left_over(later) == 1

    def test_a_reader_without_a_name_is_not_called_erased(self, make_supporter):
        assert str(make_supporter(name="")) == "Reader without a name"
