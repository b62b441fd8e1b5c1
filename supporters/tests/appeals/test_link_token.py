import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporters.appeals.link_token import appeal_token, read_token


def test_brings_back_the_story():
    token = appeal_token(article_id=7, title="Tide: “higher”", url="/news/tide-7/", placement="story-foot")

    assert read_token(token)[:4] == (7, "Tide: “higher”", "/news/tide-7/", "story-foot")


def test_is_the_same_each_time_so_that_pages_are_too():
    story = {"article_id": 7, "title": "Tide", "url": "/news/tide-7/", "placement": "story-foot"}

    assert appeal_token(**story) == appeal_token(**story)


def test_is_short_enough_for_a_link():
    token = appeal_token(article_id=10**9, title="é" * 400, url="/x" * 400, placement="y" * 90)

    assert len(token) < 1500
    assert len(read_token(token).title) == 200


def test_knows_a_token_that_was_changed():
    token = appeal_token(article_id=7, title="Tide", url="/news/tide-7/", placement="story-foot")

    assert read_token(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert read_token("x" + token) is None


@given(st.one_of(st.text(), st.none()))
def test_never_fails_on_nonsense(token):
    assert read_token(token) is None


@pytest.mark.parametrize("placement", ["story-foot", "front"])
def test_keeps_the_placement(placement):
    assert read_token(appeal_token(article_id=None, title="", url="", placement=placement)).placement == placement
