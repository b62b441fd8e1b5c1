"""What stands about a story on its form: parts that say their state, open where something is wrong; and its keys."""

import re

import pytest

pytestmark = pytest.mark.django_db
PART = re.compile(r'<details class="part" data-part="(?P<key>\w+)"(?P<is_open> open)?>(?P<inside>.*?)</summary>', re.S)
STATE = re.compile(r'<span class="part__state"[^>]*>(?P<state>.*?)</span>', re.S)


def parts_of(page):
    """Of each part its state, and whether it is open."""
    return {
        part["key"]: (" ".join(STATE.search(part["inside"])["state"].split()), bool(part["is_open"]))
        for part in PART.finditer(page)
        if STATE.search(part["inside"])
    }


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_folded_part_says_what_differs_from_the_usual(desk, make_article, make_topic):
    plain = make_article("Sea wall holds")
    full = make_article("Town hall clock stops", sensitivity="gentle", election=True, topics=[make_topic()])

    of_plain, of_full = [
        parts_of(desk.get(f"/admin/articles/article/{article.pk}/change/").text) for article in (plain, full)
    ]

    assert of_plain["sensitivity"] == ("None", False)
    assert of_full["sensitivity"] == ("Gentle: one quiet line, no amounts · Election", False)
    assert "1 topic" in of_full["filing"][0]
    assert "topic" not in of_plain["filing"][0]
    assert of_full["bylines"] == ("Nell Thackaberry", True)
    assert of_full["publishing"] == ("Not published", True)
    assert of_full["way"] == ("Draft", False)


def test_part_with_something_to_put_right_is_open(desk, make_article):
    article = make_article("Sea wall holds")
    address = f"/admin/articles/article/{article.pk}/change/"
    sent = {"headline": "Sea wall holds", "slug": "no slug!", "body": "", "label": "report", "sensitivity": "normal"}
    lines = {"bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0}

    refused = parts_of(desk.post(address, sent | lines).text)

    assert refused["filing"][1]
    assert not parts_of(desk.get(address).text)["filing"][1]


def test_who_hands_a_story_on_finds_the_way_open(client, reporter, make_article):
    client.force_login(reporter)

    page = client.get(f"/admin/articles/article/{make_article('Sea wall holds', created_by=reporter).pk}/change/").text

    assert parts_of(page)["way"][1]
    assert "Hand on…" in page
    assert "Publish…" not in page


def test_list_of_keys_names_those_that_put_things_in_and_move_them(desk, make_article):
    page = desk.get(f"/admin/articles/article/{make_article().pk}/change/").text
    keys = page.partition('<dialog class="keys"')[2].partition("</dialog>")[0]

    assert all(f"<kbd>{key}</kbd>" in keys for key in ("/", "↑", "↓", "F6"))
