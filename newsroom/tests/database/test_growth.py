"""Pages cost the same whether the archive holds some hundred stories or some thousand."""

import datetime as dt
from collections import Counter

import pytest
from django.core.cache import cache
from django.utils import timezone

from articles.models import Edition
from articles.pages.most_read import ranked_articles
from common.pagination import cursor_for
from demo.stuffing.bulk import run
from demo.stuffing.stories import write_stories
from newsroom.dashboard import figures, stories
from newsroom.dashboard.polls import polls
from newsroom.dashboard.stories import waiting, yours
from newsroom.dashboard.viewer import Viewer
from newsroom.tests.database.work import counted_work

FEW, MORE = 2500, 10_000  # the few fill every list
FLAT = ["/sitemap.xml", "/corrections/", "/feed/", "/section-0/feed/", "/rare-section/feed/"]
FLAT += ["/topics/rare-topic/feed/", "/authors/rare-author/feed/atom/", "/series/rare-series/feed/json/"]
FLAT += ["/topics/topic-1/", "/authors/rare-author/", "/topics/rare-topic/", "/series/rare-series/"]
LISTS = ["/section-0/", "/section-1/", "/rare-section/", "/text/section-1/", "/authors/author-1/"]
SLACK = 1.2


def work_of(client, path):
    cache.clear()
    assert client.get(path).status_code == 200, path
    cache.clear()
    with counted_work() as work:
        client.get(path)
    return work.steps


def cursor_of_the_middle():
    newest = Edition.objects.live().newest_first()
    middle = newest[newest.count() // 2]
    return cursor_for(middle.first_published_at, middle.pk)


def measured(client):
    """The work of each page; the oldest half of a list is asked for as well."""
    half = cursor_of_the_middle()
    pages = {path: path for path in [*FLAT, *LISTS]} | {f"{path} half-way": f"{path}?before={half}" for path in LISTS}
    return {name: work_of(client, path) for name, path in pages.items()}


def test_pages_take_no_more_work_when_there_are_ten_times_as_many_stories(client, db):
    write_stories(FEW)
    few = measured(client)
    write_stories(MORE)
    many = measured(client)

    assert {name: (few[name], many[name]) for name in few if many[name] > SLACK * few[name] + 50} == {}


def test_work_is_seen_where_every_story_is_read(db):
    write_stories(FEW)

    with counted_work() as work:
        assert Edition.objects.filter(headline__contains="zyzzyva").count() == 0

    assert work.steps > FEW


def steps_of(act):
    with counted_work() as work:
        act()
    return work.steps


def test_readers_of_the_archive_are_no_work_for_the_first_page_of_the_desk(db):
    day = timezone.now() - dt.timedelta(days=1)

    def told():
        return figures._readers(day), figures._earners(day, Counter(), timezone.localdate())

    write_stories(FEW)
    few = steps_of(told)
    write_stories(MORE)

    assert len(told()[1]) == 8
    assert steps_of(told) <= SLACK * few + 50


def test_polls_of_the_past_are_no_work_for_the_first_page_of_the_desk(make_poll, admin_user):
    last_month = timezone.now() - dt.timedelta(days=30)
    make_poll(closes_at=timezone.now() + dt.timedelta(minutes=5))

    def told():
        needs, closing = polls(Viewer(admin_user))
        assert (len(needs), len(closing)) == (0, 1)

    few = steps_of(told)
    for _ in range(60):
        make_poll(opens_at=last_month - dt.timedelta(days=7), closes_at=last_month)

    assert steps_of(told) <= SLACK * few


def test_ranking_of_the_most_read_looks_at_the_news_alone(db):
    write_stories(FEW)

    assert steps_of(ranked_articles) < FEW / 2


@pytest.mark.parametrize("act", [waiting, yours])
def test_stories_that_are_out_are_no_work_for_the_first_page_of_the_desk(make_many_live, admin_user, monkeypatch, act):
    monkeypatch.setattr(stories, "SAVED_LAST", 20)
    make_many_live(40)

    def told():
        return list(act(Viewer(admin_user)))

    few = steps_of(told)
    make_many_live(400)
    run("ANALYZE")

    assert told() == []
    assert steps_of(told) <= SLACK * few + 50


@pytest.mark.django_db
def test_archive_of_polls_takes_no_more_work_when_there_are_many_more_polls(client, make_poll):
    def closed(count):
        for number in range(count):
            day = timezone.now() - dt.timedelta(days=2 + number)
            make_poll(opens_at=day - dt.timedelta(days=3), closes_at=day)

    def steps():
        assert client.get("/polls/").status_code == 200
        with counted_work() as work:
            client.get("/polls/")
        return work.steps

    closed(30)
    few = steps()
    closed(200)

    assert steps() <= 1.2 * few
