"""The front page."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Edition
from newsroom.front import compose_front


def test_leads_with_the_newest_story_that_has_a_picture(make_live_article, make_picture):
    make_live_article("Without a picture", hours_ago=1)
    pictured = make_live_article("With a picture", hours_ago=2, lead_picture=make_picture())

    assert compose_front().lead.article == pictured


def test_shows_no_story_twice(client, make_many_live):
    make_many_live(60)

    front = compose_front()

    shown = [front.lead, *front.seconds, *(edition for _, editions in front.sections for edition in editions)]
    assert len({edition.pk for edition in shown}) == len(shown) == 39


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
def test_costs_at_most_twelve_queries(client, make_many_live, stories, django_assert_max_num_queries):
    make_many_live(stories)

    with django_assert_max_num_queries(12):
        client.get("/")


def test_drops_a_story_at_the_second_it_ends(make_live_article):
    article = make_live_article()
    Edition.objects.filter(article=article).update(ends_at=timezone.now() - dt.timedelta(seconds=1))

    assert compose_front().lead is None
