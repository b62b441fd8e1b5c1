"""Every live story can be reached by its date, and every topic and author that has one by name."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from articles.models import Edition
from articles.publishing.publish import schedule, withdraw
from articles.tests.searching import put_out, write

pytestmark = pytest.mark.django_db
MAY = dt.datetime(2024, 5, 31, 22, 30, tzinfo=dt.UTC)  # half past eleven in the paper's town


def hrefs(page):
    return re.findall(r'<a href="([^"]*)"', page.text.partition("<main")[2].partition("</main>")[0])


def test_archive_leads_to_every_live_story(client):
    stories = [put_out(f"Tide {number}", at=MAY + dt.timedelta(hours=number), topics=["Tides"]) for number in range(3)]
    schedule(article=write("Later", topics=["Plans"]), by=None, at=timezone.now() + dt.timedelta(days=1))
    gone = put_out("Gone", at=MAY - dt.timedelta(days=90), authors=["Ghost"])
    withdraw(article=gone, by=None)

    assert hrefs(client.get("/archive/"))[3:] == ["/archive/2024/6/", "/archive/2024/5/"]
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


def test_a_full_month_goes_on_and_costs_the_same(client, make_many_live, django_assert_max_num_queries):
    make_many_live(150)
    newest = timezone.localtime(Edition.objects.order_by("-first_published_at").first().first_published_at)
    with django_assert_max_num_queries(6):
        page = client.get(f"/archive/{newest:%Y}/{newest.month}/")
    assert page.text.count("Old story") == 60
    assert 'rel="next"' in page.text
    with django_assert_max_num_queries(6):
        client.get("/archive/")
