import re

import pytest
from django.template.loader import render_to_string

from supporters.appeals.link_token import read_token


@pytest.fixture
def draw(db):
    def render(sensitivity):
        story = {"article_id": 7, "title": "Tide & time", "url": "/news/tide-7/", "placement": "story-foot"}
        return render_to_string(
            "components/appeal.html", story | {"sensitivity": sensitivity, "paper_name": "The Saltmere Courier"}
        )

    return render


def test_a_usual_story_ends_with_one_button(draw):
    appeal = draw("normal")

    token = re.search(r'href="/support/\?from=([^"]+)"', appeal)[1]
    assert read_token(token)[:4] == (7, "Tide & time", "/news/tide-7/", "story-foot")
    assert appeal.count("<a ") == 1
    assert "The Saltmere Courier" in appeal


def test_a_gentle_story_has_one_quiet_line_without_a_button(draw):
    appeal = draw("gentle")

    assert appeal.count("<p") == 1
    assert "button" not in appeal
    assert "£" not in appeal


def test_a_story_of_grief_asks_for_nothing(draw):
    assert draw("none").strip() == ""
