"""Readers who voted are not the public: what the form says of a story with a poll."""

import pytest
from django.utils import timezone

from articles.models import Article
from articles.poll_stories.advice import advice_on_polls
from articles.publishing.compose import read_placements
from articles.publishing.publish import publish

POLL = '<div data-embed="poll" data-id="1"></div>'


def advice(headline="Raise the wall?", standfirst="", body=""):
    return advice_on_polls(Article(headline=headline, standfirst=standfirst, body=f"<p>{body}</p>{POLL}"))


@pytest.mark.parametrize(
    "headline",
    [
        "The public wants a higher wall",
        "Britons back a higher wall",
        "Most people say no to the wall",
        "Majority of residents reject the wall",
        "Residents want a higher wall",
    ],
)
def test_warns_of_words_that_make_readers_the_public(headline):
    (line,) = advice(headline)

    assert "only readers who chose to take part have voted" in line


@pytest.mark.parametrize(
    "headline",
    [
        "Most readers who voted want a higher wall",
        "Should the wall be raised?",
        "Public meeting on the wall",
        "The figures do not represent the public",
        "Readers who voted don’t represent the town",
    ],
)
def test_leaves_honest_words_in_peace(headline):
    assert advice(headline) == []


def test_warns_of_a_percentage_without_its_base():
    assert "“57%” without its base" in advice(body="Some 57% want it.")[0]
    assert advice(body="Of readers who voted, 57% want it.") == []


def test_says_nothing_of_a_story_without_a_poll():
    assert advice_on_polls(Article(headline="Most people like 57% of it", body="<p>x</p>")) == []


def test_stands_beside_the_form_and_stops_nothing(client, editor, make_article, make_poll):
    article = make_article(
        "Most people want it", body=f'<p>x</p><div data-embed="poll" data-id="{make_poll().pk}"></div>'
    )
    client.force_login(editor)

    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    assert "“Most people” in the headline" in page.split("data-checklist=")[1].split("</section>")[0]
    assert publish(article=article, by=editor)


def asking(poll, *roles):
    return "<p>One.</p>" + "".join(
        f'<div data-embed="poll" data-id="{poll.pk}" data-role="{role}"></div>' for role in roles
    )


def lines_on(article):
    return [line for line in advice_on_polls(article) if "reading" in line]


@pytest.mark.parametrize(
    ("roles", "advised"),
    [
        (("before",), "asked before reading and nowhere after it"),
        (("after",), "asked after reading and nowhere before"),
        (("before", "after"), None),
        (("result",), None),
        (("",), None),
    ],
)
def test_names_the_half_of_a_pair_that_stands_alone(make_article, make_poll, roles, advised):
    poll = make_poll("Raise the wall?")

    lines = lines_on(make_article(body=asking(poll, *roles)))

    assert len(lines) == bool(advised)
    assert not advised or f"“Raise the wall?” is {advised}" in lines[0]


def test_finds_the_other_half_in_another_story_unless_that_is_in_the_bin(make_article, make_poll):
    poll = make_poll()
    first, second = (make_article(body=asking(poll, role)) for role in ("before", "after"))
    read_placements(article=second)

    assert lines_on(first) == []
    Article.objects.filter(pk=second.pk).update(binned_at=timezone.now())
    assert len(lines_on(first)) == 1
