"""The diary: planned is not scheduled."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Article, Edition, PlannedStory
from articles.publishing.publish import schedule

DIARY = "/admin/articles/plannedstory"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def make_plan(make_section):
    def make(title="Budget day", **fields):
        fields.setdefault("planned_for", timezone.localdate())
        return PlannedStory.objects.create(title=title, section=make_section(), **fields)

    return make


def test_a_month_shows_what_is_planned_scheduled_and_published(
    desk, make_plan, make_article, make_live_article, editor
):
    make_plan("Budget day", assigned_to=editor)
    make_live_article("Out already", hours_ago=0.01)
    coming = make_article("Out soon")
    schedule(article=coming, by=editor, at=timezone.now() + dt.timedelta(seconds=5))

    page = desk.get(f"{DIARY}/calendar/").text

    assert [words in page for words in ("Budget day", "Out already", "Out soon")] == [True, True, True]
    assert [f"diary__entry--{kind}" in page for kind in ("planned", "scheduled", "published")] == [True, True, True]


@pytest.mark.parametrize(("month", "status"), [("2026-02", 200), ("2026-13", 404), ("x", 404), ("0001-01", 404)])
def test_shows_any_month_that_there_is(desk, month, status):
    assert desk.get(f"{DIARY}/calendar/", {"month": month}).status_code == status


def test_begins_the_story_once(desk, make_plan, editor):
    plan = make_plan("Budget day", assigned_to=editor)

    for _click in range(2):
        desk.post(f"{DIARY}/{plan.pk}/begin/")

    article = Article.objects.get()
    assert (article.headline, article.slug, article.assigned_to) == ("Budget day", "budget-day", editor)
    assert article.plan == plan
    assert not Edition.objects.exists()


def test_a_story_that_is_destroyed_leaves_its_plan(desk, make_plan):
    plan = make_plan()
    desk.post(f"{DIARY}/{plan.pk}/begin/")

    Article.objects.get().delete()

    plan.refresh_from_db()
    assert plan.article is None


def test_costs_the_same_however_full_the_month_is(desk, make_plan, django_assert_max_num_queries):
    for number in range(20):
        make_plan(f"Plan {number}")

    with django_assert_max_num_queries(10):
        desk.get(f"{DIARY}/calendar/")
