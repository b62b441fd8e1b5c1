import datetime as dt
import re
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.utils import timezone

from common import site_version
from common.limits import CLICKS
from supporters.appeals.link_token import appeal_token, read_token
from supporters.appeals.variants import better_of, count_click, results_of, set_views, share, variant_of
from supporters.models import Ask, AskDaily, AskVariant

READER = {"headers": {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140"}}


@pytest.fixture
def versions(db):
    ask = Ask.objects.create(name="Autumn", is_live=True)
    return [
        AskVariant.objects.create(ask=ask, label=label, headline=f"Headline {label}", text="Words", button="Join")
        for label in "AB"
    ]


def draw(article_id=None, sensitivity="normal"):
    site_version.forget()
    story = {"article_id": article_id, "title": "Tide", "url": "/news/tide-7/", "placement": "story-foot"}
    return render_to_string("components/appeal.html", story | {"sensitivity": sensitivity, "paper_name": "Courier"})


def link_for(variant, article_id=None):
    token = appeal_token(
        article_id=article_id, title="Tide", url="/news/tide-7/", placement="story-foot", variant_id=variant.pk
    )
    return f"/support/?from={token}"


def test_versions_take_turns_by_story_and_by_day(versions):
    day = dt.date(2026, 11, 20)

    turns = [[variant_of(story, day + dt.timedelta(days=ahead)) for story in range(2)] for ahead in range(2)]

    assert turns[0] != turns[1]
    assert all(set(turn) == set(versions) for turn in turns)


def test_the_same_story_shows_the_same_words_all_day_to_everybody(versions):
    assert draw(7) == draw(7)


def test_the_link_says_which_version_was_followed(versions):
    page = draw(7)

    story = read_token(re.search(r"from=([^\"]+)", page)[1])
    assert story.variant_id == variant_of(7).pk
    assert variant_of(7).headline in page


def test_gentle_stories_are_in_no_test(versions):
    page = draw(7, "gentle")

    assert "Headline" not in page
    assert read_token(re.search(r"from=([^\"]+)", page)[1]).variant_id is None


def test_a_follower_is_counted_once_a_day_without_a_cookie(versions, client, contribution_page):
    for _ in range(3):
        response = client.get(link_for(versions[0]), **READER)

    assert not response.cookies
    assert AskDaily.objects.get().clicks == 1


@pytest.mark.usefixtures("unbroken_hour")
def test_followers_of_one_network_are_counted_up_to_its_limit(versions, client, contribution_page, monkeypatch):
    monkeypatch.setattr("supporters.appeals.variants.CLICKS", replace(CLICKS, number=5))
    for turn in range(20):
        client.get(link_for(versions[0]), headers={"User-Agent": f"Mozilla/5.0 Firefox/{turn}"})

    assert AskDaily.objects.get().clicks == 5


def test_page_is_read_when_the_click_cannot_be_written_down(versions, client, contribution_page, monkeypatch):
    def is_locked(*args, **options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("supporters.appeals.variants.mark", is_locked)

    assert client.get(link_for(versions[0]), **READER).status_code == 200
    assert not AskDaily.objects.exists()


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "curl/8", "HeadlessChrome"])
def test_machines_are_not_counted(versions, client, contribution_page, agent):
    client.get(link_for(versions[0]), headers={"User-Agent": agent})

    assert not AskDaily.objects.exists()


def test_a_forged_version_is_not_counted(versions, client, contribution_page):
    client.get(link_for(versions[0]) + "x", **READER)
    count_click.call(99999, None, "2026-11-20")

    assert not AskDaily.objects.exists()


def test_a_pledge_remembers_the_version(versions, client, support_form):
    token = link_for(versions[1]).partition("=")[2]

    client.post("/support/", support_form(story=token, by="office"))

    assert [result.pledges for result in results_of(versions[0].ask)] == [0, 1]


def test_views_can_be_counted_again(versions, make_live_article):
    article = make_live_article()
    day = timezone.localdate()

    for views in (5, 8):
        set_views(article_id=article.pk, day=day, views=views)

    assert AskDaily.objects.get().views == 8


def test_an_interval_is_wilsons():
    assert share(10, 100)[2:] == (552, 1744)  # 5.52 to 17.44 per cent, as the textbooks have it
    assert share(0, 50).low == 0
    assert share(0, 0)[2:] == (0, 10000)


@pytest.mark.parametrize(
    ("clicks", "winner"),
    [([5, 6], None), ([30, 40], None), ([20, 90], "B"), ([90, 20], "A")],
)
def test_a_version_is_better_only_when_the_ranges_do_not_meet(versions, make_live_article, clicks, winner):
    article, day = make_live_article(), timezone.localdate()
    for variant, count in zip(versions, clicks, strict=True):
        AskDaily.objects.create(variant=variant, article=article, day=day, views=1000, clicks=count)

    better = better_of(results_of(versions[0].ask))

    assert (better.variant.label if better else None) == winner


def test_the_desk_says_when_nothing_can_be_said(versions, client, supporter_desk):
    client.force_login(supporter_desk)

    words = client.get(f"/admin/supporters/ask/{versions[0].ask_id}/change/").content.decode()

    assert "not enough data" in words


def test_words_that_were_counted_stand_still(versions, client, supporter_desk):
    AskDaily.objects.create(variant=versions[0], day=timezone.localdate(), clicks=1)
    client.force_login(supporter_desk)

    words = client.get(f"/admin/supporters/ask/{versions[0].ask_id}/change/").content.decode()

    assert 'name="variants-0-headline"' not in words


def test_the_contribution_page_costs_at_most_eleven_queries(
    versions, client, contribution_page, newsletter_wording, settings, django_assert_max_num_queries
):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    site_version.forget()

    with django_assert_max_num_queries(10):  # and one that hands the counting to the worker
        client.get(link_for(versions[0]), **READER)
