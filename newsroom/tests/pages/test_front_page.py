"""The front page."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone

from articles.body.rendering import data_block
from articles.models import Edition, ReadHour
from articles.pages.most_read import rank_readers
from articles.publishing.publish import publish_update
from articles.tests.front_builders import automatic, pin, put_live, put_up_bar
from newsroom.pages.front import compose_front
from newsroom.paper.page_data import paper_data


def stories_on(front):
    """Every story that the front draws, as often as it does."""
    places = [place for block in front.blocks for place in (block.big, *block.small) if place]
    arranged = [place.edition.article_id for place in places]
    return arranged + [edition.article_id for _, editions in front.sections for edition in editions]


def test_leads_with_the_newest_story_that_has_a_picture(make_live_article, make_picture):
    make_live_article("Without a picture", hours_ago=1)
    pictured = make_live_article("With a picture", hours_ago=2, lead_picture=make_picture())

    assert compose_front().blocks[0].big.edition.article == pictured


def test_shows_no_story_twice(client, make_many_live):
    make_many_live(60)

    shown = stories_on(compose_front())
    assert len(set(shown)) == len(shown) == 39


def test_repeats_no_pinned_story_below(make_live_article):
    articles = [make_live_article() for _ in range(12)]
    put_live(pin(articles[0], "feature"), pin(articles[0], allow_twice=True), automatic())

    front = compose_front()

    arranged = [place.edition.article_id for block in front.blocks for place in [block.big, *block.small]]
    below = [edition.article_id for _, editions in front.sections for edition in editions]
    assert arranged == [articles[0].pk, articles[0].pk, articles[-1].pk]
    assert not set(below) & set(arranged)


def test_draws_slots_in_their_order_large_ones_beginning_a_block(client, make_live_article):
    small, large, line = (make_live_article(name) for name in ("Small", "Large", "Line"))
    put_live(pin(small), pin(large, "lead"), pin(line, "line"))

    blocks = compose_front().blocks

    assert [block.big and block.big.edition.headline for block in blocks] == [None, "Large"]
    assert [[place.edition.headline for place in block.small] for block in blocks] == [["Small"], ["Line"]]
    assert "card--line" in client.get("/").text


def test_an_empty_paper_says_so(client, db):
    response = client.get("/")

    assert response.status_code == 200
    assert "The first stories are being written." in response.content.decode()


def test_a_section_inside_another_counts_for_the_outer_one(make_section, make_live_article):
    sport = make_section("Sport")
    for number in range(9):
        make_live_article(f"Match {number}", section=make_section("Cricket", parent=sport))

    assert [section.name for section, _ in compose_front().sections] == ["Sport"]


@pytest.mark.parametrize("stories", [20, 2000])
def test_costs_at_most_four_queries(
    stories, client, make_many_live, make_live_article, make_picture, make_poll, django_assert_max_num_queries
):
    make_many_live(stories)
    make_poll()
    put_up_bar(article=make_live_article())
    ReadHour.objects.create(article=make_live_article(), hour=timezone.now(), readers=9)
    rank_readers()
    own = {"headline": "Own", "picture": make_picture()}
    put_live(pin(make_live_article(), "lead", **own), *[automatic() for _ in range(12)])
    client.get("/")  # now the cards are drawn, and the frame is remembered

    with django_assert_max_num_queries(4):
        client.get("/")


def test_drops_a_story_at_the_second_it_ends(make_live_article):
    article = make_live_article()
    Edition.objects.filter(article=article).update(ends_at=timezone.now() - dt.timedelta(seconds=1))

    assert compose_front().blocks == []


def test_a_card_says_what_its_story_says_now(client, make_live_article, make_section):
    story = make_live_article("Tide rises")
    assert "Tide rises" in client.get("/").text
    story.headline = "Tide falls"
    story.save()
    publish_update(article=story, by=None, substantive=True)
    page = client.get("/").text
    assert "Tide falls" in page
    assert "Tide rises" not in page


def test_is_the_same_with_cards_that_are_kept_and_with_cards_that_are_drawn(
    client, make_live_article, make_picture, make_section
):
    sport = make_section("Sport")
    stories = [make_live_article(lead_picture=make_picture(), label="opinion") for _ in range(9)]
    for number in range(6):
        make_live_article(section=make_section("Cricket", parent=sport) if number % 2 else sport, kicker="Match")
    put_live(
        pin(stories[3], "lead", headline="Own words", picture=make_picture()),
        pin(stories[1], kicker="Own"),
        pin(stories[5], "line"),
        pin(stories[2], "feature"),
        automatic(),
    )
    context = {"front": compose_front(), "most_read": [], "linked_data": data_block(paper_data())}
    request = RequestFactory().get("/")
    request.resolver_match = resolve("/")
    drawn = render_to_string("newsroom/front.html", context, request=request)
    assert drawn.count("card__headline") == 13
    assert [client.get("/").text for _ in range(2)] == [drawn, drawn]
