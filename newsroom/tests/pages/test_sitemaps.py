"""Sitemaps of lists, films and pictures: what readers have, with the date of the last change and no other."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from articles.models import Article, Author, Edition, Series
from articles.publishing.publish import publish, publish_update, schedule, withdraw
from articles.tests.front_builders import pin, put_live

NOON = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SITE = "http://localhost:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VIDEO = "{http://www.google.com/schemas/sitemap-video/1.1}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"


def listed(client, name):
    """The addresses of a sitemap with their dates."""
    found = ET.fromstring(client.get(f"/sitemap/{name}.xml").content).iter(f"{MAP}url")
    return {url.findtext(f"{MAP}loc").removeprefix(SITE): url.findtext(f"{MAP}lastmod") for url in found}


def written(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


@pytest.fixture
def lists(client, make_article, make_topic):
    """A story under each kind of list, and a way to ask what date each list has."""
    article = make_article("Tide", topics=[make_topic()])
    before = make_article("Ebb")
    Series.objects.create(name="Tides", slug="tides").parts.create(article=before, position=1)
    publish(article=before, by=None, at=NOON - HOUR)
    Series.objects.get().parts.create(article=article, position=2)
    publish(article=article, by=None, at=NOON)

    def dates():
        found = [
            listed(client, "topics")["/topics/flooding/"],
            listed(client, "authors")["/authors/nell-thackaberry/"],
            listed(client, "sections")["/series/tides/"],
            listed(client, "sections")["/news/"],
        ]
        assert len(set(found)) == 1
        return found[0]

    return article, dates


def test_lists_are_dated_by_the_last_substantive_change_of_their_stories(lists):
    article, dates = lists
    assert dates() == written(NOON)

    publish_update(article=article, by=None, substantive=False, at=NOON + HOUR)
    assert dates() == written(NOON)

    publish_update(article=article, by=None, substantive=True, at=NOON + 2 * HOUR)
    assert dates() == written(NOON + 2 * HOUR)


def test_no_date_tells_of_a_story_that_is_yet_to_come(lists, make_article, make_topic):
    article, dates = lists
    to_come = make_article("Secret", topics=[make_topic()])
    Series.objects.get().parts.create(article=to_come)

    schedule(article=to_come, by=None, at=timezone.now() + 40 * HOUR)
    schedule(article=article, by=None, at=timezone.now() + 50 * HOUR)

    assert dates() == written(NOON)


def test_lists_without_a_live_story_are_left_out(client, lists, make_topic, make_author):
    article, _ = lists
    make_topic("Empty")
    make_author("Ghost Writer")
    withdraw(article=article, by=None)
    assert "/series/tides/" not in listed(client, "sections")  # to a series of one story nothing leads
    withdraw(article=Article.objects.get(headline="Ebb"), by=None)

    assert (listed(client, "topics"), listed(client, "authors")) == ({}, {})
    sections = listed(client, "sections")
    assert (sections["/news/"], "/series/tides/" in sections) == (None, False)


def test_section_is_dated_by_its_board_and_by_what_is_pinned_there(client, make_section, make_article):
    pinned, sport = make_article("Elsewhere"), make_section("Sport")
    publish(article=pinned, by=None, at=timezone.now() - 5 * HOUR)
    assert listed(client, "sections")["/sport/"] is None

    board = put_live(pin(pinned, "lead"), section=sport)
    arranged = type(board).objects.get(pk=board.pk).published_at
    assert listed(client, "sections")["/sport/"] == written(arranged)

    at = timezone.now() + HOUR
    Article.objects.update(headline="Anew")
    publish_update(article=Article.objects.get(), by=None, substantive=True)
    Edition.objects.filter(ends_at=None).update(updated_at=at)
    assert listed(client, "sections")["/sport/"] == written(at)


def test_only_the_first_page_of_a_list_dates_it(client, make_article, make_topic):
    old = make_article("Old", topics=[make_topic()])
    publish(article=old, by=None, at=NOON - HOUR)
    Edition.objects.update(updated_at=NOON + 99 * HOUR)
    assert listed(client, "topics")["/topics/flooding/"] == written(NOON + 99 * HOUR)

    for number in range(20):
        publish(article=make_article(topics=[make_topic()]), by=None, at=NOON + number * HOUR)

    assert {*listed(client, "topics").values()} == {written(NOON + 19 * HOUR)}
    assert listed(client, "authors")[Author.objects.get().get_absolute_url()] == written(NOON + 19 * HOUR)


def test_films_are_told_with_still_player_and_length(client, make_video):
    video = make_video(standfirst="At <dusk>.")
    make_video(published_at=timezone.now() + HOUR)

    (film,) = ET.fromstring(client.get("/sitemap/films.xml").content).iter(f"{VIDEO}video")

    told = {part.tag.removeprefix(VIDEO): part.text for part in film}
    assert told["thumbnail_loc"] == f"{SITE}{video.poster.file.share}"
    assert (told["title"], told["description"], told["duration"]) == ("Gate rises", "At <dusk>.", "75")
    assert client.get(told["player_loc"].removeprefix(SITE)).status_code == 200
    assert told["publication_date"] == written(video.published_at)
    assert listed(client, "films") == {video.get_absolute_url(): None}


def test_polls_are_listed_from_the_moment_that_readers_have_them(client, make_poll):
    poll, draft = make_poll(), make_poll(state="draft")
    assert listed(client, "polls") == {poll.get_absolute_url(): None}

    type(draft).objects.update(state="live")
    assert set(listed(client, "polls")) == {poll.get_absolute_url(), draft.get_absolute_url()}


def test_pictures_of_a_month_are_those_that_readers_may_see(client, make_article, make_picture):
    shown, ended = make_picture(), make_picture(rights_until=dt.date(2020, 1, 1))
    for picture in (shown, ended, None):
        publish(article=make_article(lead_picture=picture), by=None, at=NOON)

    found = ET.fromstring(client.get("/sitemap/pictures-2026-3.xml").content)

    assert [image.text for image in found.iter(f"{IMAGE}loc")] == [f"{SITE}{shown.file.webp_1600}"]
    assert client.get("/sitemap/pictures-2026-13.xml").status_code == 404


def test_index_names_sitemaps_that_are_there(client, make_article):
    publish(article=make_article(), by=None, at=NOON)

    index = ET.fromstring(client.get("/sitemap.xml").content)
    names = [loc.text.removeprefix(SITE) for loc in index.iter(f"{MAP}loc")]
    assert "/sitemap/pictures-2026-03.xml" in names
    assert {client.get(name).status_code for name in names} == {200}
