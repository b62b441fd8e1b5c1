"""Readers who voted are not the public: what the form says of a story with a poll."""

import pytest

from articles.models import Article
from articles.poll_wording import advice_on_words

POLL = '<div data-embed="poll" data-id="1"></div>'


def advice(headline="Raise the wall?", standfirst="", body=""):
    return advice_on_words(Article(headline=headline, standfirst=standfirst, body=f"<p>{body}</p>{POLL}"))


@pytest.mark.parametrize("headline", [
    "The public wants a higher wall", "Britons back a higher wall", "Most people say no to the wall",
    "Majority of residents reject the wall", "Residents want a higher wall",
])  # fmt: skip
def test_warns_of_words_that_make_readers_the_public(headline):
    (line,) = advice(headline)

    assert "only readers who chose to take part have voted" in line


@pytest.mark.parametrize("headline", [
    "Most readers who voted want a higher wall", "Should the wall be raised?", "Public meeting on the wall",
])  # fmt: skip
def test_leaves_honest_words_in_peace(headline):
    assert advice(headline) == []


def test_warns_of_a_percentage_without_its_base():
    assert "“57%” without its base" in advice(body="Some 57% want it.")[0]
    assert advice(body="Of readers who voted, 57% want it.") == []


def test_says_nothing_of_a_story_without_a_poll():
    assert advice_on_words(Article(headline="Most people like 57% of it", body="<p>x</p>")) == []


def test_stands_beside_the_form_and_stops_nothing(client, editor, make_article, make_poll):
    article = make_article(
        "Most people want it", body=f'<p>x</p><div data-embed="poll" data-id="{make_poll().pk}"></div>'
    )
    client.force_login(editor)

    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    assert "“Most people” in the headline" in page
    assert "Advice only" in page
