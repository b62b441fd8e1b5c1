"""Letters to colleagues that no mail server takes: tried again, then shown as missed, and sent again by hand."""

import datetime as dt

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import DeskLetter
from articles.workflow.notifications import send_again
from articles.workflow.tasks import deliver
from common.outbox import send_letter

LIST = "/admin/articles/deskletter/"


class ServerThatIsDown(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("Connection refused")


@pytest.fixture
def make_letter(db):
    def make(key="move:1:1", **fields):
        words = {"to": "editor@courier.example", "subject": "In review: Sea wall", "body": "Needs a sharper top."}
        return DeskLetter.objects.create(key=key, **words | fields)

    return make


@pytest.fixture
def mail_server_is_down(settings):
    settings.MAILERS = {"default": {"BACKEND": "articles.tests.workflow.test_notifications.ServerThatIsDown"}}


def fate_of(letter):
    letter.refresh_from_db()
    return letter.sent_at is not None, letter.is_missed


@pytest.mark.usefixtures("mail_server_is_down")
def test_a_letter_that_no_server_takes_after_the_last_try_is_missed(make_letter):
    letter = make_letter(attempts=DeskLetter.RETRIES)

    deliver.enqueue(letter.pk)

    assert fate_of(letter) == (False, True)
    assert "refused" in letter.error
    assert list(DeskLetter.objects.missed()) == [letter]


@pytest.mark.usefixtures("mail_server_is_down")
def test_before_the_last_try_it_is_only_late(make_letter, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    letter = make_letter(attempts=DeskLetter.RETRIES - 1)

    deliver.call(letter.pk)

    assert fate_of(letter) == (False, False)
    assert not DeskLetter.objects.missed().exists()


@pytest.mark.parametrize(("hours", "is_missed"), [(23, False), (24, True)])
def test_a_letter_that_waits_for_a_day_is_missed_whatever_became_of_the_worker(make_letter, hours, is_missed):
    letter = make_letter(queued_at=timezone.now() - dt.timedelta(hours=hours))

    assert DeskLetter.objects.missed().exists() is letter.is_missed is is_missed


def test_letter_that_two_workers_hold_is_sent_by_one(make_letter):
    make_letter()
    first, second = DeskLetter.objects.get(), DeskLetter.objects.get()

    assert [send_letter(first), send_letter(second)] == [True, False]
    assert len(mail.outbox) == 1


def test_letter_cannot_be_sent_and_missed(make_letter):
    make_letter(sent_at=timezone.now())

    with pytest.raises(IntegrityError, match="desk_letter_sent_is_not_missed"), transaction.atomic():
        DeskLetter.objects.update(missed_at=timezone.now())


def test_missed_letters_are_sent_again_and_sent_ones_never_twice(make_letter):
    missed = make_letter(missed_at=timezone.now(), attempts=6)
    make_letter("move:1:2", sent_at=timezone.now())

    count = send_again(letters=DeskLetter.objects.all())

    assert count == len(mail.outbox) == 1
    assert fate_of(missed) == (True, False)


def test_the_desk_shows_missed_letters_and_sends_them_again(client, editor, make_letter):
    client.force_login(editor)
    missed = make_letter(missed_at=timezone.now(), error="Connection refused")
    make_letter("move:1:2", subject="Sent one", sent_at=timezone.now())

    listed = client.get(LIST, {"fate": "missed"}).text
    client.post(LIST, {"action": "send_again", "_selected_action": [missed.pk]})

    assert "Connection refused" in listed
    assert "Sent one" not in listed
    assert fate_of(missed) == (True, False)


def test_a_missed_letter_has_a_button_of_its_own_and_a_sent_one_none(client, editor, make_letter):
    client.force_login(editor)
    missed, sent = make_letter(missed_at=timezone.now()), make_letter("move:1:2", sent_at=timezone.now())
    again = f"{LIST}{missed.pk}/again/"

    pages = [client.get(f"{LIST}{letter.pk}/change/").text for letter in (missed, sent)]
    client.post(again)

    assert [again in page for page in pages] == [True, False]
    assert fate_of(missed) == (True, False)
    assert [letter.body for letter in mail.outbox] == [missed.body]


def test_who_may_not_send_letters_again_sees_none(client, reporter, make_letter):
    client.force_login(reporter)
    missed = make_letter(missed_at=timezone.now())

    answers = [
        client.get(LIST),
        client.post(LIST, {"action": "send_again", "_selected_action": [missed.pk]}),
        client.post(f"{LIST}{missed.pk}/again/"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert fate_of(missed) == (False, True)
