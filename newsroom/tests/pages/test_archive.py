"""Every live story can be reached by its date, and every topic and author that has one by name."""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from articles.publishing.publish import schedule, withdraw
from articles.tests.search.searching import put_out, write

pytestmark = pytest.mark.django_db
MAY = dt.datetime(2024, 5, 31, 22, 30, tzinfo=dt.UTC)  # half past eleven in the paper's town


def hrefs(page):
    return re.findall(r'<a href="([^"]*)"', page.text.partition("<main")[2].partition("</main>")[0])


def test_archive_leads_to_every_live_story(client):
    stories = [put_out(f"Tide {number}", at=MAY + dt.timedelta(hours=number), topics=["Tides"]) for number in range(3)]
    schedule(article=write("Later", topics=["Plans"]), by=None, at=timezone.now() + dt.timedelta(days=1))
    gone = put_out("Gone", at=MAY - dt.timedelta(days=90), authors=["Ghost"])
    withdraw(article=gone, by=None)

    assert hrefs(client.get("/archive/"))[5:] == ["/archive/2024/6/", "/archive/2024/5/"]
    may, june = hrefs(client.get("/archive/2024/5/")), hrefs(client.get("/archive/2024/6/"))
    assert may[1:] == ["/archive/2024/5/31/", stories[0].get_absolute_url()]
    assert june[1:] == ["/archive/2024/6/1/", stories[2].get_absolute_url(), stories[1].get_absolute_url()]
    assert hrefs(client.get("/archive/2024/5/31/"))[2:] == [stories[0].get_absolute_url()]
    assert hrefs(client.get("/topics/"))[1:] == ["/topics/tides/"]
    assert hrefs(client.get("/authors/"))[1:] == ["/authors/nell/"]


@pytest.mark.parametrize("path", ["2024/2/", "2024/13/", "2024/5/32/", "2023/2/29/", "9999/12/", "9999/12/31/", "0/1/"])
def test_time_without_stories_is_no_page(client, path):
    put_out("Tide", at=MAY)

    assert client.get(f"/archive/{path}").status_code == 404


def test_a_month_has_one_address(client):
    put_out("Tide", at=MAY)

    assert client.get("/archive/2024/05/?before=")["Location"] == "/archive/2024/5/?before="


@time_machine.travel(dt.datetime(2024, 5, 20, tzinfo=dt.UTC), tick=False)
def test_a_full_month_goes_on_and_costs_the_same(client, make_many_live, django_assert_max_num_queries):
    make_many_live(150)
    with django_assert_max_num_queries(6):
        page = client.get("/archive/2024/5/")
    assert page.text.count("Old story") == 60
    assert 'rel="next"' in page.text
    with django_assert_max_num_queries(6):
        client.get("/archive/")


@pytest.mark.parametrize("day", ["2024-05-31", "2024-02-29"])
def test_on_this_day_shows_the_day_of_earlier_years(client, day, monkeypatch, django_assert_max_num_queries):
    noon = dt.datetime.fromisoformat(f"{day} 12:00+00:00")
    before = [noon.replace(year=year) for year in (2020, 2016)]
    shown = [put_out(f"Of {at:%Y}", at=at - dt.timedelta(hours=11)) for at in before]
    for at in (noon, before[0] + dt.timedelta(days=1), before[0] - dt.timedelta(days=1), noon - dt.timedelta(days=364)):
        put_out("Another day", at=at)
    gone = put_out("Gone", at=before[0])
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon + dt.timedelta(hours=1))
    withdraw(article=gone, by=None)
    with django_assert_max_num_queries(20):
        page = client.get("/archive/on-this-day/")

    days = [f"/archive/{at.year}/{at.month}/{at.day}/" for at in before]
    stories = [story.get_absolute_url() for story in shown]
    assert hrefs(page)[1:] == [link for both in zip(days, stories, strict=True) for link in both]


def test_films_are_listed_from_when_they_are_shown(client, make_video, make_picture):
    still = make_picture()
    films = [make_video(poster=still, published_at=MAY + dt.timedelta(hours=number)) for number in range(21)]
    later = make_video(poster=still, published_at=timezone.now() + dt.timedelta(hours=1))
    first = client.get("/videos/").text
    second = client.get("/videos/" + re.search(r'href="(\?before=[^"]*)" rel="next"', first)[1]).text

    assert [film for film in films if (film.get_absolute_url() in first) == (film.get_absolute_url() in second)] == []
    assert films[0].get_absolute_url() in second
    assert later.get_absolute_url() not in first
    assert "/videos/" in client.get("/archive/").text
