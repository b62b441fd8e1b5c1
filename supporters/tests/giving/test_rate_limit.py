import datetime as dt
from dataclasses import replace

import time_machine

from common.limits import LINKS
from common.rate_limit import is_within_limit
from supporters.giving import card_testing

START = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def tries(count, *, limit=3, who="ada"):
    return [is_within_limit(what="test", who=who, limit=limit) for _ in range(count)]


def test_limit_ends_with_its_hour_whatever_was_refused_meanwhile(db):
    with time_machine.travel(START, tick=False) as clock:
        assert tries(4) == [True, True, True, False]
        for minute in (20, 40, 59):
            clock.move_to(START + dt.timedelta(minutes=minute))
            assert tries(1) == [False]
        clock.move_to(START + dt.timedelta(minutes=60))
        assert tries(4) == [True, True, True, False]


def test_limit_holds_for_the_whole_hour_when_counts_are_far_apart(db):
    with time_machine.travel(START, tick=False) as clock:
        assert tries(2) == [True, True]
        clock.move_to(START + dt.timedelta(minutes=50))

        assert tries(2) == [True, False]


def test_limit_counts_each_person_and_each_matter_alone(db):
    with time_machine.travel(START, tick=False):
        tries(4)

        assert tries(1, who="bob") == [True]
        assert is_within_limit(what="other", who="ada", limit=3)
        assert tries(1) == [False]


def test_visits_to_the_card_page_count_for_their_whole_hour(db, sandbox, monkeypatch):
    monkeypatch.setattr(card_testing, "CHECKOUTS_AN_HOUR", 2)
    with time_machine.travel(START, tick=False) as clock:
        assert [card_testing.count_checkout() for _ in range(2)] == [True, True]
        clock.move_to(START + dt.timedelta(minutes=50))

        assert card_testing.count_checkout() is False


def test_asking_too_often_from_one_place_says_so_and_keeps_the_address(client, make_supporter, monkeypatch, mailoutbox):
    monkeypatch.setattr("supporters.portal.views.LINKS", replace(LINKS, number=1))
    assert client.post("/support/yours/", {"email": "bob@example.org"}).status_code == 303

    make_supporter(email="ada@example.org")
    response = client.post("/support/yours/", {"email": "ada@example.org"})

    words = response.content.decode()
    assert (response.status_code, mailoutbox) == (429, [])
    assert "try again in an hour" in words
    assert 'value="ada@example.org"' in words
