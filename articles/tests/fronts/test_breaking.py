"""The breaking bar: over every page, from its second to its second, and never for ever."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import BreakingBar
from articles.publishing.publish import schedule, withdraw
from articles.tests.front_builders import put_up_bar
from common import site_version

HOUR = dt.timedelta(hours=1)
LIST = "/admin/articles/breakingbar/"
PAGES = [
    "/",
    "/news/",
    "/topics/flooding/",
    "/authors/nell-thackaberry/",
    "/corrections/",
    "/polls/",
    "/support/",
    "/no/",
]


@pytest.fixture
def breaking_bar(db):
    return put_up_bar()


def region(response):
    return '<section class="breaking" aria-label="Breaking news">' in response.text


def forget():
    site_version.forget()


@pytest.mark.parametrize("page", PAGES)
def test_stands_over_every_public_page(page, client, breaking_bar, make_live_article, make_topic):
    make_live_article(topics=[make_topic()])

    response = client.get(page)

    assert region(response)
    assert breaking_bar.words in response.text
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_stands_over_a_story(client, breaking_bar, make_live_article):
    assert region(client.get(make_live_article().get_absolute_url()))


def test_leads_to_its_story(client, make_live_article):
    article = make_live_article()
    put_up_bar(article=article)

    assert f'<a href="{article.get_absolute_url()}">Barrier closed</a>' in client.get("/support/").text


def test_waits_for_a_story_and_goes_with_it(client, make_article, make_live_article):
    embargoed, live = make_article(), make_live_article()
    schedule(article=embargoed, by=None, at=timezone.now() + HOUR)
    put_up_bar("Embargoed words", article=embargoed)
    put_up_bar("False alarm", article=live)
    assert "False alarm" in client.get("/").text

    withdraw(article=live, by=None)
    forget()

    page = client.get("/").text
    assert "False alarm" not in page
    assert "Embargoed words" not in page


def test_ends_on_the_second_even_where_it_is_remembered(db):
    made = put_up_bar()
    bar = BreakingBar.objects.with_story().get(pk=made.pk)
    moment = dt.timedelta(microseconds=1)

    assert [bar.is_shown(bar.starts_at - moment), bar.is_shown(bar.starts_at)] == [False, True]
    assert [bar.is_shown(bar.ends_at - moment), bar.is_shown(bar.ends_at)] == [True, False]


def test_is_remembered_and_asks_the_database_nothing(client, breaking_bar):
    client.get("/support/")

    with CaptureQueriesContext(connection) as asked:
        assert region(client.get("/support/"))

    assert [query for query in asked.captured_queries if "breakingbar" in query["sql"]] == []


def test_the_newest_of_two_is_drawn(client, db):
    put_up_bar("Earlier", starts_at=timezone.now() - HOUR)
    put_up_bar("Later")

    page = client.get("/support/").text
    assert "Later" in page
    assert "Earlier" not in page


@pytest.mark.parametrize(
    ("lasts", "rule"),
    [
        (dt.timedelta(0), "breaking_bar_ends_after_it_starts"),
        (-HOUR, "breaking_bar_ends_after_it_starts"),
        (24 * HOUR + dt.timedelta(seconds=1), "breaking_bar_lasts_a_day_at_most"),
        (dt.timedelta(days=30), "breaking_bar_lasts_a_day_at_most"),
    ],
)
def test_the_database_ends_it_within_a_day(lasts, rule, db):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        put_up_bar(lasts=lasts)


def test_may_stand_for_a_whole_day(db):
    assert put_up_bar(lasts=24 * HOUR).pk


def said(**fields):
    now = timezone.localtime()
    until = fields.pop("until", now + 2 * HOUR)
    return {
        "words": "Barrier closed",
        "article": "",
        "starts_at_0": f"{now:%Y-%m-%d}",
        "starts_at_1": f"{now:%H:%M:%S}",
        "ends_at_0": f"{until:%Y-%m-%d}",
        "ends_at_1": f"{until:%H:%M:%S}",
    } | fields


def test_an_editor_puts_it_up(client, editor):
    client.force_login(editor)

    response = client.post(f"{LIST}add/", said())

    assert response.status_code == 302
    assert BreakingBar.objects.live().get().made_by == editor
    assert "On every page" in client.get(LIST).text


@pytest.mark.parametrize(
    ("until", "words"),
    [(timezone.now() + 25 * HOUR, "24 hours at most"), (timezone.now() - HOUR, "That time has passed")],
)
def test_an_editor_is_told_what_an_end_has_to_be(until, words, client, editor):
    client.force_login(editor)

    response = client.post(f"{LIST}add/", said(until=timezone.localtime(until)))

    assert words in response.text
    assert not BreakingBar.objects.exists()


def test_a_new_bar_is_offered_an_end_two_hours_away(client, editor):
    client.force_login(editor)

    offered = client.get(f"{LIST}add/").context["adminform"].form.initial["ends_at"]

    assert abs(offered - timezone.now() - 2 * HOUR) < dt.timedelta(minutes=1)


def test_an_editor_takes_it_down(client, editor, breaking_bar):
    client.force_login(editor)
    assert "Take it down now" in client.get(f"{LIST}{breaking_bar.pk}/change/").text

    client.post(f"{LIST}{breaking_bar.pk}/end/")

    assert not BreakingBar.objects.live().exists()
    assert client.get(f"{LIST}{breaking_bar.pk}/end/").status_code == 405


def test_what_readers_have_seen_is_not_rewritten(client, editor, breaking_bar):
    breaking_bar.end()
    client.force_login(editor)

    assert client.post(f"{LIST}{breaking_bar.pk}/change/", said(words="Never said")).status_code == 403
    assert client.post(f"{LIST}{breaking_bar.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("path", ["", "add/", "{pk}/change/", "{pk}/end/", "{pk}/delete/"])
def test_others_have_no_bar(path, client, reporter, breaking_bar):
    client.force_login(reporter)

    assert client.post(LIST + path.format(pk=breaking_bar.pk), said()).status_code == 403
    assert BreakingBar.objects.live().exists()
