"""The paper for machines: feeds and sitemaps."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from django.utils.http import http_date

from articles.models import Article, Edition
from articles.publishing.publish import publish_update

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def month_of(article):
    """The map of the month in which this was published, which another month may follow within the hour."""
    return f"/sitemap/{timezone.localtime(article.live_edition().first_published_at):%Y-%m}.xml"


def test_a_feed_names_stories_by_an_identity_that_outlives_their_address(client, make_live_article):
    article = make_live_article("Before")
    first = ET.fromstring(client.get("/feed/").content).findtext("channel/item/guid")
    Article.objects.filter(pk=article.pk).update(slug="moved", headline="After")
    publish_update(article=article, by=None, substantive=False)

    second = ET.fromstring(client.get("/feed/").content)

    assert second.findtext("channel/item/guid") == first == f"urn:uuid:{article.uuid}"
    assert second.findtext("channel/item/title") == "After"


def test_a_question_keeps_its_kicker_in_the_feed(client, make_live_article):
    make_live_article("Should it be free?", kicker="Poll:")

    titles = [item.text for item in ET.fromstring(client.get("/feed/").content).iter("title")]

    assert "Poll: Should it be free?" in titles


def test_a_section_feed_holds_that_section_only(client, make_section, make_live_article):
    make_live_article("A match", section=make_section("Sport"))
    make_live_article("A vote", section=make_section("Politics"))

    feed = client.get("/sport/feed/").content.decode()

    assert "A match" in feed
    assert "A vote" not in feed


def test_a_feed_costs_the_same_for_any_number_of_stories(client, make_many_live, django_assert_max_num_queries):
    make_many_live(200)
    client.get("/feed/")  # draws the pages that publishing would have drawn

    with django_assert_max_num_queries(7):
        client.get("/feed/")


def test_the_sitemap_lists_each_month_with_its_last_substantive_change(client, make_live_article):
    article = make_live_article()

    index = ET.fromstring(client.get("/sitemap.xml").content)
    month = ET.fromstring(client.get(month_of(article)).content)

    assert month_of(article) in "".join(index.itertext())
    assert article.get_absolute_url() in month.findtext(f"{SITEMAP}url/{SITEMAP}loc")


def test_every_shard_that_the_index_names_is_there(client, make_live_article):
    make_live_article(hours_ago=24 * 70)
    make_live_article(hours_ago=1)

    for loc in ET.fromstring(client.get("/sitemap.xml").content).iter(f"{SITEMAP}loc"):
        path = loc.text.split("localhost:8000", 1)[-1]
        assert client.get(path).status_code == 200, path


def test_an_impossible_month_is_not_found(client, db):
    for path in ["/sitemap/2026-13.xml", "/sitemap/0-1.xml", "/sitemap/99999-1.xml"]:
        assert client.get(path).status_code == 404, path


def test_the_news_sitemap_holds_two_days(client, make_live_article):
    fresh, old = make_live_article("Fresh", hours_ago=47), make_live_article("Stale", hours_ago=49)

    page = client.get("/news-sitemap.xml").content.decode()

    assert fresh.headline in page
    assert old.headline not in page


def test_markup_in_a_headline_keeps_the_xml_sound(client, make_live_article):
    article = make_live_article("<&\"' fish & chips")

    for path in ["/feed/", "/news-sitemap.xml", month_of(article)]:
        ET.fromstring(client.get(path).content)


def test_a_minor_update_leaves_the_date_alone(client, make_live_article):
    article = make_live_article(hours_ago=5)
    before = client.get(month_of(article)).content

    publish_update(article=article, by=None, substantive=False)

    assert client.get(month_of(article)).content == before
    assert Edition.objects.filter(article=article).count() == 2


BROKEN_SIGNS = "\x07\x0b\ufffe"
MACHINE_PAGES = ["/feed/", "/news/feed/", "/news-sitemap.xml", "/sitemap.xml", "/sitemap/sections.xml"]


@pytest.mark.parametrize("path", MACHINE_PAGES)
def test_no_story_takes_a_page_for_machines_away_when_its_row_is_broken(client, make_live_article, path):
    """Rows as they were stored before fields cleaned what is written to them."""
    make_live_article("Tide turns", standfirst="At six.", kicker="Sea")
    with connection.cursor() as cursor:
        for column in ("headline", "kicker", "standfirst"):
            cursor.execute(f"UPDATE articles_edition SET {column} = {column} || %s", [BROKEN_SIGNS])
        for table in ("articles_author", "articles_section"):
            cursor.execute(f"UPDATE {table} SET name = name || %s", [BROKEN_SIGNS])

    page = ET.fromstring(client.get(path).content)

    assert Edition.objects.get().headline == f"Tide turns{BROKEN_SIGNS}"
    assert len(list(page.iter())) > 1


@pytest.mark.parametrize("headline", ["Tide\x07 turns", "Tide\x0bturns", "Tide turns\ufffe", "Tide\u200b turns"])
def test_story_is_whole_in_the_feed_when_its_headline_was_pasted_from_a_file(client, make_live_article, headline):
    make_live_article(headline)

    assert ET.fromstring(client.get("/feed/").content).findtext("channel/item/title") == "Tide turns"
    assert "Tide turns" in client.get("/news-sitemap.xml").content.decode()


def test_feed_keeps_what_looks_like_a_tag_in_a_standfirst(client, make_live_article):
    make_live_article("Tide", standfirst="Why <blink> & <i> went & 1 < 2")

    description = ET.fromstring(client.get("/feed/").content).findtext("channel/item/description")

    assert description == "<p>Why &lt;blink&gt; &amp; &lt;i&gt; went &amp; 1 &lt; 2</p>"


def test_feed_is_news_again_after_a_correction(client, make_live_article):
    article = make_live_article()
    before = client.get("/feed/")["Last-Modified"]
    made_at = timezone.now() + dt.timedelta(seconds=90)
    article.corrections.create(wording="The tide is at six.", made_at=made_at)

    answer = client.get("/feed/", headers={"If-Modified-Since": before})

    assert answer.status_code == 200
    assert answer["Last-Modified"] == http_date(made_at.timestamp())


@pytest.mark.parametrize("path", ["/feed/", "/news/feed/"])
@pytest.mark.parametrize(("asked", "said"), [("If-Modified-Since", "Last-Modified"), ("If-None-Match", "ETag")])
def test_feed_that_has_not_changed_is_not_sent_again(client, make_live_article, path, asked, said):
    make_live_article()
    known = client.get(path)[said]

    assert client.get(path, headers={asked: known}).status_code == 304

    stale = "Thu, 01 Jan 1970 00:00:00 GMT" if said == "Last-Modified" else '"other"'
    assert client.get(path, headers={asked: stale}).status_code == 200


@pytest.mark.django_db
def test_feed_without_stories_is_the_same_an_hour_later(client):
    with time_machine.travel("2026-03-05 12:00Z"):
        before = client.get("/feed/").content

    with time_machine.travel("2026-03-05 13:00Z"):
        assert client.get("/feed/").content == before


def test_robots_may_read_that_the_support_pages_are_not_for_lists(client):
    robots = client.get("/robots.txt").content.decode()

    assert "Disallow: /admin/" in robots
    assert "/support/" not in robots
