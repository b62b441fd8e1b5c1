import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import ReadHour
from newsroom.jobs.appeal_views import count_recent_views
from newsroom.jobs.schedule import HOUR, PeriodicJob
from supporters.appeals.variants import variant_of
from supporters.models import Ask, AskDaily, AskVariant


@pytest.fixture
def versions(db):
    ask = Ask.objects.create(name="Autumn", is_live=True)
    return [AskVariant.objects.create(ask=ask, label=each, headline=each, text="Words", button="Join") for each in "AB"]


def test_readers_of_a_story_are_counted_for_the_version_of_its_day(versions, make_live_article):
    article, gentle = make_live_article(), make_live_article(sensitivity="gentle")
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    for story in (article, gentle):
        for hours in (0, 1, 24):
            ReadHour.objects.create(article=story, hour=noon - dt.timedelta(hours=hours), readers=10)

    for _ in range(2):
        call_command("count_appeal_views", verbosity=0)

    today = timezone.localdate()
    counted = dict(AskDaily.objects.filter(article=article).values_list("day", "views"))
    assert counted == {today: 20, today - dt.timedelta(days=1): 10}
    assert AskDaily.objects.get(day=today).variant == variant_of(article.pk, today)
    assert not AskDaily.objects.filter(article=gentle).exists()


def test_last_hour_is_counted_on_the_day_on_which_the_clocks_go_back(versions, make_live_article, time_machine):
    last_hour = dt.datetime(2026, 10, 25, 23, 30, tzinfo=dt.UTC)  # the day has 25 hours in London
    time_machine.move_to(last_hour + dt.timedelta(minutes=5), tick=False)
    story = make_live_article()
    ReadHour.objects.create(article=story, hour=last_hour, readers=10)

    call_command("count_appeal_views", verbosity=0)

    assert AskDaily.objects.get(article=story, day=dt.date(2026, 10, 25)).views == 10


def test_the_worker_counts_them_once_an_hour(versions, make_live_article):
    ReadHour.objects.create(article=make_live_article(), hour=timezone.now(), readers=10)
    counting, of_another_worker = PeriodicJob(count_recent_views, HOUR), PeriodicJob(count_recent_views, HOUR)
    counting.run_if_due()
    ReadHour.objects.update(readers=20)
    counting.run_if_due()
    of_another_worker.run_if_due()

    assert AskDaily.objects.get().views == 10  # the second and third came too soon


def test_without_a_live_appeal_nothing_is_counted(make_live_article):
    call_command("count_appeal_views", verbosity=0)

    assert not AskDaily.objects.exists()
