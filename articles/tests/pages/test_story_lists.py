"""The pages of sections, topics and authors."""

import datetime as dt
import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone

from articles.body.rendering import data_block
from articles.fronts.fill import section_front
from articles.models import Article, AuthorListing, Edition, TopicListing
from articles.pages.subject_data import subject_data
from articles.publishing.publish import publish, publish_update, schedule


def headlines(response):
    return re.findall(r"Old story \d+", response.content.decode())


def test_a_section_lists_its_own_and_its_subsections_stories(client, make_section, make_live_article):
    sport = make_section("Sport")
    make_live_article("A match", section=sport)
    make_live_article("A wicket", section=make_section("Cricket", parent=sport))
    make_live_article("A vote", section=make_section("Politics"))

    page = client.get("/sport/").content.decode()

    assert "A match" in page
    assert "A wicket" in page
    assert "A vote" not in page


def test_older_pages_reach_every_story_once(client, make_many_live):
    make_many_live(47, sections=1)

    seen, address = [], "/section-0/"
    while address:
        response = client.get(address)
        seen += headlines(response)
        older = re.search(r'href="(\?before=[^"]+)"', response.content.decode())
        address = f"/section-0/{older[1]}" if older else ""

    assert len(seen) == len(set(seen)) == 47


def test_a_page_stays_as_it_was_when_a_new_story_comes_on_top(client, make_many_live, make_article, make_section):
    make_many_live(30, sections=1)
    older = re.search(r'href="(\?before=[^"]+)"', client.get("/section-0/").content.decode())[1]
    before = headlines(client.get(f"/section-0/{older}"))

    publish(article=make_article(section=make_section("Section 0")), by=None)

    assert headlines(client.get(f"/section-0/{older}")) == before


@pytest.mark.parametrize(
    "cursor", ["", "x", "1-", "-1", "9" * 60, "99999999999999999999-1", "1-99999999999999999999", "１-１"]
)
def test_a_broken_cursor_is_no_error(client, make_many_live, cursor):
    make_many_live(3, sections=1)

    assert client.get("/section-0/", {"before": cursor}).status_code == 200


@pytest.mark.parametrize("stories", [20, 2000])
@pytest.mark.parametrize(("address", "queries"), [("/section-0/", 2), ("/authors/nell-thackaberry/", 8)])
def test_costs_few_queries(client, make_many_live, stories, address, queries, django_assert_max_num_queries):
    make_many_live(stories)
    client.get(address)  # now the cards are drawn

    with django_assert_max_num_queries(queries):
        client.get(address)


def test_cards_of_a_section_are_the_same_kept_and_drawn(client, make_live_article, make_picture, make_section):
    for number in range(24):
        make_live_article(f"Pictured {number}", lead_picture=make_picture() if number % 3 else None, hours_ago=number)
    section = make_section()

    for cursor in ("", cursor_of(client.get("/news/").text)):
        front = section_front(section, slots=(), cursor=cursor)
        context = {"section": section, "blocks": [], "page": front.page, "is_first": not cursor}
        context["linked_data"] = data_block(subject_data(section))
        request = RequestFactory().get("/news/")
        request.resolver_match = resolve("/news/")
        drawn = render_to_string("articles/section_detail.html", context, request=request)
        assert drawn.count("card__headline") == (4 if cursor else 20)
        address = f"/news/?before={cursor}" if cursor else "/news/"
        assert [client.get(address).text for _ in range(2)] == [drawn, drawn]


def cursor_of(page):
    return re.search(r"before=([0-9-]+)", page)[1]


def test_a_topic_lists_its_stories(client, make_topic, make_live_article):
    make_live_article("High water", topics=[make_topic()])
    make_live_article("Low wages")

    page = client.get("/topics/flooding/").content.decode()

    assert "High water" in page
    assert "Low wages" not in page


def test_an_author_page_lists_what_readers_can_read(client, make_author, make_article, make_live_article):
    wren = make_author("Wren Halloran", title="trainee reporter", biography="Joined this year.")
    make_live_article("Live piece", author=wren)
    make_article("Unpublished piece", author=wren)

    page = client.get("/authors/wren-halloran/").content.decode()

    assert "Live piece" in page
    assert "Unpublished piece" not in page
    assert "Joined this year." in page


@pytest.mark.parametrize("address", ["/no-such-section/", "/topics/none/", "/authors/nobody/"])
def test_an_unknown_list_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_an_author_with_two_roles_lists_the_story_once(client, make_author, make_article):
    article = make_article("Words and pictures")
    article.bylines.create(author=make_author(), role="photographs", position=1)
    edition = publish(article=article, by=None)
    assert edition.bylines.count() == 2

    assert client.get("/authors/nell-thackaberry/").content.decode().count("Words and pictures") == 1


def test_an_empty_section_says_so(client, make_section):
    make_section("Chess")

    assert "There is nothing here yet." in client.get("/chess/").content.decode()


def test_a_story_that_ended_leaves_its_lists(client, make_live_article):
    article = make_live_article("Over")
    Edition.objects.filter(article=article).update(ends_at=timezone.now() - dt.timedelta(minutes=1))

    assert "Over" not in client.get("/news/").content.decode()


@pytest.fixture
def flooded(make_topic):
    """The pages on which a story of that topic stands, and an author's."""
    topic = make_topic("Flooding")
    return topic, ["/topics/flooding/", "/authors/nell-thackaberry/"]


def test_author_and_topic_list_a_story_once_when_it_was_updated(client, flooded, make_live_article):
    topic, pages = flooded
    article = make_live_article("Tide turns", topics=[topic])
    for _ in range(3):
        publish_update(article=article, by=None, substantive=True)

    assert [client.get(page).content.decode().count("Tide turns") for page in pages] == [1, 1]
    assert (AuthorListing.objects.count(), TopicListing.objects.count()) == (1, 1)


def test_author_and_topic_drop_a_story_when_it_was_taken_from_them(client, flooded, make_author, make_live_article):
    topic, pages = flooded
    article = make_live_article("Tide turns", topics=[topic])
    article.topics.clear()
    article.bylines.update(author=make_author("Wren Halloran", slug="wren"))
    publish_update(article=article, by=None, substantive=False)

    assert ["Tide turns" in client.get(page).content.decode() for page in [*pages, "/authors/wren/"]] == [
        False,
        False,
        True,
    ]


def test_author_and_topic_keep_the_old_words_when_a_change_is_scheduled(client, flooded, make_live_article):
    topic, pages = flooded
    article = make_live_article("Tide turns", topics=[topic])
    Article.objects.filter(pk=article.pk).update(headline="Tide has turned")
    schedule(article=article, by=None, at=timezone.now() + dt.timedelta(hours=1))

    shown = [client.get(page).content.decode() for page in pages]
    assert ["Tide turns" in page for page in shown] == [True, True]
    assert ["Tide has turned" in page for page in shown] == [False, False]
    later = timezone.now() + dt.timedelta(hours=2)
    assert [listing.edition.headline for listing in AuthorListing.objects.live(at=later)] == ["Tide has turned"]


def test_author_and_topic_go_on_where_their_page_ended(client, flooded, make_live_article):
    topic, pages = flooded
    for number in range(23):
        make_live_article(f"Tide number {number:02}", topics=[topic], hours_ago=number + 1)

    for page in pages:
        first = client.get(page).content.decode()
        older = client.get(page + re.search(r"[?]before=[0-9-]+", first)[0]).content.decode()
        assert re.findall(r"Tide number [0-9]{2}", first + older) == [f"Tide number {n:02}" for n in range(23)]
