"""Stories as items of ninjs 3.1: what partners and agencies' systems read."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from articles.exporting.ninjs import gone_item, ninjs_item

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "ninjs_item.json").read_text(encoding="utf-8"))
MOMENT = "2026-03-29T01:59:59+00:00"
PICTURE = {"key": "7", "address": "https://paper.example/media/a.jpg", "mime": "image/jpeg", "width": 60, "height": 40}

FILM = {
    "key": "4",
    "title": "Gate rises",
    "address": "https://paper.example/videos/gate-4/",
    "file": "https://paper.example/media/gate.webm",
    "mime": "video/webm",
    "seconds": 75,
    "transcript": "A gate.",
}
POLL = {
    "key": "higher-9",
    "url": "https://paper.example/polls/higher-9/",
    "question": "Higher?",
    "in_words": "Higher? Final result: Yes 60%",
    "note": "Readers chose to take part.",
}
CORRECTION = {"id": 1, "kind": "correction", "wording": "It was at six.", "place": "top", "made_at": MOMENT}


@pytest.fixture
def story():
    """The plain form of a story that has one of everything."""
    return {
        "form": "newsroom-story/1",
        "id": "0d7a3b1e-9f59-4c43-8b26-0a7f8f3a1c11",
        "version": 3,
        "address": "https://paper.example/news/barrier-1/",
        "slug": "barrier",
        "headline": "Barrier holds",
        "kicker": "Flooding",
        "standfirst": "It held.",
        "label": "analysis",
        "language": "en-gb",
        "section": {"slug": "news", "name": "News"},
        "topics": [{"slug": "flooding", "name": "Flooding"}],
        "bylines": [
            {"author": "nell", "name": "Nell Thackaberry", "role": "words"},
            {"author": "ivo", "name": "Ivo Pell", "role": "photographs"},
        ],
        "published_at": MOMENT,
        "updated_at": MOMENT,
        "version_at": MOMENT,
        "leaves_at": "2026-10-25T01:30:00+01:00",
        "html": "<p>The tide turned.</p>",
        "words": 3,
        "picture": PICTURE | {"alt": "A gate", "caption": "The gate.", "credit": "Cormac Ilderton"},
        "pictures": [PICTURE],
        "films": [FILM],
        "polls": [POLL],
        "corrections": [CORRECTION],
        "series": {"slug": "tides", "name": "Tides", "position": 1},
        "translation": {"pair": "x", "language": "cy"},
    }


def faults(item):
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(item)]


def test_item_holds_what_its_schema_has_and_nothing_else(story):
    assert faults(ninjs_item(story, publisher="The Courier")) == []
    assert (
        faults(ninjs_item(story, publisher="The Courier") | {"series": "Tides"}) != []
    )  # as an unknown field does in IPTC's own


def test_item_names_writers_once_and_everybody_in_their_place(story):
    item = ninjs_item(story, publisher="The Courier")

    assert item["by"] == "Nell Thackaberry"
    assert [(person["name"], person["rel"]) for person in item["people"]] == [
        ("Nell Thackaberry", "author"),
        ("Ivo Pell", "photographs"),
    ]


def test_item_brings_corrections_pictures_poll_and_film(story):
    item = ninjs_item(story, publisher="The Courier")

    assert {"role": "correction", "contentType": "text/plain", "value": "It was at six."} in item["descriptions"]
    kinds = [(each["name"], each["type"]) for each in item["associations"]]
    assert kinds == [("main", "picture"), ("picture-1", "picture"), ("poll-1", "composite"), ("film-1", "video")]


def test_item_without_a_body_says_that_it_is_partial(story):
    item = ninjs_item({name: value for name, value in story.items() if name != "html"}, publisher="The Courier")

    assert (item["representationType"], "bodies" in item) == ("partial", False)
    assert ninjs_item(story, publisher="The Courier")["representationType"] == "full"
    assert faults(item) == []


def test_item_of_a_bare_story_leaves_out_what_it_has_not(story):
    for name in ("kicker", "standfirst", "topics", "bylines", "leaves_at", "picture", "pictures", "films", "polls"):
        del story[name]
    del story["corrections"]

    assert faults(ninjs_item(story, publisher="The Courier")) == []


@pytest.mark.parametrize(("state", "status"), [("taken_down", "canceled"), ("withdrawn", "withheld")])
def test_item_of_a_story_that_is_gone_has_its_state_and_no_words(story, state, status):
    item = gone_item(story["id"], at=MOMENT, state=state)

    assert (item["pubStatus"], faults(item)) == (status, [])
    assert not {"title", "headlines", "bodies", "slugline", "altIds"} & item.keys()
