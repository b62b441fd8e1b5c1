"""The switch of card payments: by hand with a reason, or by itself and for an hour."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from supporters.giving import card_testing
from supporters.models import BrakeChange

pytestmark = pytest.mark.usefixtures("unbroken_hour")
SWITCH = "/admin/supporters/brakechange/switch/"


def offers_cards(client):
    return 'name="by"' in client.get("/support/").content.decode()


def test_the_desk_pauses_cards_and_takes_them_again(client, sandbox, contribution_page, supporter_desk):
    client.force_login(supporter_desk)
    assert offers_cards(client)

    client.post(SWITCH, {"hours": "0", "reason": "many declined cards"})
    assert not offers_cards(client)
    client.post(SWITCH, {"reason": "it is over"})

    assert offers_cards(client)
    assert list(BrakeChange.objects.order_by("pk").values_list("is_on", "reason", "by", "until")) == [
        (True, "many declined cards", supporter_desk.pk, None),
        (False, "it is over", supporter_desk.pk, None),
    ]


def test_nothing_is_switched_without_a_reason(client, sandbox, contribution_page, supporter_desk):
    client.force_login(supporter_desk)

    assert client.post(SWITCH, {"hours": "1", "reason": ""}).status_code == 200
    assert not BrakeChange.objects.exists()


def test_lets_go_by_itself(client, sandbox, contribution_page, time_machine):
    card_testing.pause_cards(reason="many declined cards", hours=1)
    assert not offers_cards(client)

    time_machine.move_to(timezone.now() + dt.timedelta(minutes=61))

    assert offers_cards(client)


def test_pulls_itself_once_and_counts_anew_when_the_desk_lets_go(sandbox, supporter_desk, monkeypatch):
    monkeypatch.setattr(card_testing, "CHECKOUTS_AN_HOUR", 3)

    assert [card_testing.count_checkout() for _ in range(6)] == [True] * 3 + [False] * 3
    card_testing.open_cards(reason="it was our appeal on the radio", by=supporter_desk)
    assert [card_testing.count_checkout() for _ in range(4)] == [True] * 3 + [False]

    assert [(change.is_on, change.by) for change in BrakeChange.objects.order_by("pk")] == [
        (True, None),
        (False, supporter_desk),
        (True, None),
    ]


def test_what_needs_attention_says_that_cards_are_paused(client, sandbox, supporter_desk):
    card_testing.pause_cards(reason="many declined cards", hours=1)
    client.force_login(supporter_desk)

    words = client.get("/admin/supporters/attention/").content.decode()

    assert "Card payments are paused until" in words
    assert "many declined cards" in words


def test_seeing_the_switch_is_not_using_it(client, make_staff):
    client.force_login(make_staff("supporters.view_brakechange"))

    assert client.get("/admin/supporters/brakechange/").status_code == 200
    assert client.post(SWITCH, {"hours": "1", "reason": "x"}).status_code == 403


def test_the_record_cannot_be_changed(sandbox, db):
    card_testing.pause_cards(reason="many declined cards")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        BrakeChange._base_manager.update(reason="nothing happened")


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"is_on": True, "reason": ""}, "brake_change_says_why"),
        ({"is_on": False, "reason": "x", "until": timezone.now()}, "brake_change_open_has_no_end"),
    ],
)
def test_the_database_refuses_a_change_that_makes_no_sense(db, wrong, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        BrakeChange.objects.create(**wrong)
