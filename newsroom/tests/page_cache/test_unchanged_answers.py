"""A partner's program that has the newest answer is told so at the door, for as long as it is the newest."""

import pytest

from articles.models import Correction
from common import site_version
from newsroom.tests.doors import header, status

pytestmark = pytest.mark.django_db
LIST = "/api/v1/stories/"


@pytest.fixture
def had(door, make_partner, make_live_article):
    """A program that has read the list: how it asks, its partner, and the story."""
    article, partner = make_live_article("Tide turns"), make_partner()
    told = {"authorization": f"Bearer {partner.token}"}
    first = door.ask(LIST, **told)
    assert status(first) == 200
    return told | {"if_none_match": header(first, "ETag")}, partner, article


@pytest.fixture
def asks_django(door, monkeypatch):
    """How often Django is asked."""
    asked, respond = [], door.door.django.respond
    monkeypatch.setattr(door.door.django, "respond", lambda environ: asked.append(1) or respond(environ))
    return asked


def test_it_is_told_without_django(door, had, asks_django):
    how, _partner, _article = had
    found = door.ask(LIST, **how)

    assert (status(found), found[1], asks_django) == (304, b"", [])
    assert header(found, "ETag") == how["if_none_match"]
    assert header(found, "Cache-Control") == "private, no-cache"
    assert "authorization" in header(found, "Vary").lower()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [({"authorization": "Bearer another"}, 401), ({"authorization": ""}, 401), ({"if_none_match": '"old"'}, 200)],
)
def test_nobody_else_is(door, had, asks_django, changed, expected):
    assert (status(door.ask(LIST, **had[0] | changed)), asks_django) == (expected, [1])


def test_a_refusal_is_no_answer_that_a_program_has(door, had):
    how, _partner, _article = had
    assert status(door.ask(LIST, authorization=how["authorization"], if_match='"x"')) == 412

    assert status(door.ask(LIST, **how | {"if_none_match": '"old"'})) == 200


def test_a_change_of_the_site_ends_it(door, had, asks_django):
    how, _partner, article = had
    Correction.objects.create(article=article, wording="It was six.")

    assert (status(door.ask(LIST, **how)), asks_django) == (200, [1])


def test_a_partner_who_is_switched_off_is_told_so(door, had):
    how, partner, _article = had
    partner.is_active = False
    partner.save()

    assert status(door.ask(LIST, **how)) == 403


def test_what_is_taken_down_ends_it_before_the_database_says_so(door, had, asks_django):
    door.door.keeper.gone = {1: 0.0}
    door.ask(LIST, **had[0])

    assert asks_django == [1]


def test_who_cannot_tell_what_has_changed_asks(door, had, asks_django, monkeypatch):
    monkeypatch.setattr(door.door.keeper, "can_tell", lambda: False)
    door.ask(LIST, **had[0])

    assert asks_django == [1]


def test_the_clock_ends_it(door, had, asks_django, monkeypatch):
    until = site_version.last_known().until
    monkeypatch.setattr("newsroom.server.unchanged.time.time", lambda: until + 1)
    door.ask(LIST, **had[0])

    assert asks_django == [1]


def test_a_partner_with_a_delay_always_asks(door, make_partner, make_live_article, asks_django):
    make_live_article()
    told = {"authorization": f"Bearer {make_partner(delay_minutes=30).token}"}
    had = header(door.ask(LIST, **told), "ETag")
    door.ask(LIST, **told, if_none_match=had)

    assert asks_django == [1, 1]
