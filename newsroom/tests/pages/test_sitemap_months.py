"""What the sitemap says of each month: kept when stories are published, right by the clock."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import MonthChange
from articles.publishing.months import derive_months
from articles.publishing.publish import publish, publish_update, schedule, withdraw
from common.dates import month_of

NOON = dt.datetime(2026, 3, 15, 12, tzinfo=dt.UTC)


def months(at=None):
    return [(f"{timezone.localtime(row['begins_at']):%Y-%m}", row["changed"]) for row in _rows(at)]


def _rows(at):
    return MonthChange.objects.with_stories(at or timezone.now())


def test_sitemap_names_a_month_with_its_last_change_when_stories_of_several_are_published(make_article):
    publish(article=make_article(), by=None, at=NOON)
    publish(article=make_article(), by=None, at=NOON + dt.timedelta(days=1))
    publish(article=make_article(), by=None, at=NOON - dt.timedelta(days=1))
    publish(article=make_article(), by=None, at=NOON - dt.timedelta(days=60))

    assert months() == [("2026-03", NOON + dt.timedelta(days=1)), ("2026-01", NOON - dt.timedelta(days=60))]


def test_sitemap_dates_a_month_by_a_substantive_change_and_by_no_other(make_article):
    article = make_article()
    publish(article=article, by=None, at=NOON)

    publish_update(article=article, by=None, substantive=False, at=NOON + dt.timedelta(days=40))
    assert months() == [("2026-03", NOON)]

    publish_update(article=article, by=None, substantive=True, at=NOON + dt.timedelta(days=50))
    assert months() == [("2026-03", NOON + dt.timedelta(days=50))]


def test_sitemap_names_a_scheduled_story_when_its_time_has_come(make_article):
    at = timezone.now() + dt.timedelta(days=40)
    schedule(article=make_article(), by=None, at=at)

    assert months() == []
    assert months(at) == [(f"{timezone.localtime(at):%Y-%m}", at)]


def test_sitemap_drops_a_month_when_its_only_story_is_withdrawn(make_article):
    article, other = make_article(), make_article()
    publish(article=article, by=None, at=NOON)
    publish(article=other, by=None, at=NOON - dt.timedelta(days=60))

    withdraw(article=article, by=None)

    assert months() == [("2026-01", NOON - dt.timedelta(days=60))]


def test_month_keeps_one_row_for_its_past_however_often_it_changes(make_article):
    for day in range(5):
        publish(article=make_article(), by=None, at=NOON + dt.timedelta(days=day))

    assert MonthChange.objects.count() == 1


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland"])
def test_months_are_the_same_when_they_are_made_anew(make_article, zone):
    with timezone.override(zone):
        for days in (0, 16.49, 16.51, 40):
            publish(article=make_article(), by=None, at=NOON + dt.timedelta(days=days))
        schedule(article=make_article(), by=None, at=timezone.now() + dt.timedelta(days=3))
        kept = set(MonthChange.objects.values_list("begins_at", "ends_at", "changed_at"))

        derive_months()

    assert set(MonthChange.objects.values_list("begins_at", "ends_at", "changed_at")) == kept
    assert len(kept) == 3


@pytest.mark.parametrize(
    ("moment", "begins", "ends"),
    [
        (dt.datetime(2026, 12, 31, 23, 59, tzinfo=dt.UTC), (2026, 12, 1), (2027, 1, 1)),
        (dt.datetime(2026, 5, 31, 23, 30, tzinfo=dt.UTC), (2026, 6, 1), (2026, 7, 1)),
        (dt.datetime(2024, 2, 29, 12, tzinfo=dt.UTC), (2024, 2, 1), (2024, 3, 1)),
    ],
    ids=["the year's end", "summer time", "a leap day"],
)
def test_month_of_a_moment_is_that_of_the_papers_clock(moment, begins, ends):
    assert [timezone.localtime(end).timetuple()[:4] for end in month_of(moment)] == [(*begins, 0), (*ends, 0)]
