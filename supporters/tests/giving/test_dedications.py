"""A pledge in somebody's honour: they are told once, when there is money, and not of how much."""

import pytest
from django.db import IntegrityError, transaction

from common.outbox import send_letter
from supporters.giving.promise import InHonour
from supporters.models import Dedication, OutboxMail, Pledge
from supporters.money.pledge_actions import stop_pledge
from supporters.money.sync import sync
from supporters.people.erase import erase

FRIEND = "bea@example.org"


@pytest.fixture
def dedicated(make_pledge):
    def make(**promise):
        return make_pledge(name="Ada Marsh", amount=4321, dedication=InHonour("honour", "Bea Gull", FRIEND), **promise)

    return make


def letters():
    return OutboxMail.objects.filter(key__startswith="dedication:")


def test_nobody_is_told_before_there_is_money(dedicated):
    dedicated()

    assert not letters().exists()


def test_is_told_once_however_often_money_comes(dedicated, make_payment, mailoutbox):
    pledge = dedicated(frequency="month")
    for _ in range(3):
        make_payment(pledge)

    letter = letters().get()
    assert [mail.to for mail in mailoutbox].count([FRIEND]) == 1
    assert letter.subject == "Ada Marsh gave in honour of Bea Gull"
    assert "43" not in letter.subject + letter.body
    assert pledge.supporter.email not in letter.body


def test_in_memory_reads_otherwise(make_pledge, make_payment):
    make_payment(make_pledge(name="Ada Marsh", dedication=InHonour("memory", "Ned Marsh", FRIEND)))

    assert "in memory of Ned Marsh" in letters().get().body


@pytest.mark.parametrize("times", [1, 5])
def test_by_card_too_whatever_the_messages_do(pay_at_sandbox, times):
    pledge = pay_at_sandbox(dedication=InHonour("honour", "Bea Gull", FRIEND), times=times)
    sync(pledge=pledge)

    assert letters().count() == 1


def test_the_address_is_used_and_forgotten(dedicated, make_payment):
    make_payment(dedicated())

    dedication = Dedication.objects.get()
    assert (dedication.notify_email, dedication.told_at is None) == ("", False)
    assert (letters().get().state, letters().get().to) == ("sent", "")


def test_the_database_keeps_no_address_of_who_was_told(dedicated, make_payment):
    make_payment(dedicated())

    with pytest.raises(IntegrityError, match="dedication_told_keeps_no_address"), transaction.atomic():
        Dedication.objects.update(notify_email=FRIEND)


def test_erasing_the_giver_stops_a_letter_that_waits(dedicated, make_payment, settings, mailoutbox):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    pledge = dedicated()
    make_payment(pledge)
    assert letters().get().state == "waiting"

    erase(supporter=pledge.supporter)

    letter = letters().get()
    assert (letter.to, letter.body, send_letter(letter)) == ("", "", False)
    assert not mailoutbox


def test_a_pledge_that_was_never_paid_tells_nobody(dedicated):
    stop_pledge(pledge=dedicated())

    assert not letters().exists()


def test_the_form_shows_the_letter_and_asks_in_whose_honour(client, contribution_page, support_form):
    page = client.get("/support/").content.decode()
    refused = client.post("/support/", support_form(dedication_email=FRIEND))

    assert "[your name] gave in honour of [their name]" in page
    assert refused.status_code == 422
    assert "Say in whose honour or memory you give" in refused.content.decode()


def test_the_form_keeps_whom_to_tell(client, support_form):
    client.post(
        "/support/", support_form(dedication_kind="honour", dedication_name="Bea Gull", dedication_email=FRIEND)
    )

    assert Pledge.objects.get().dedication.notify_email == FRIEND
