"""Pages cost the same whether the archive holds some hundred stories or some thousand."""

from django.core.cache import caches

from articles.models import Edition
from common.pagination import cursor_for
from demo.stuffing.stories import write_stories
from newsroom.tests.work import counted_work

FEW, MORE = 2500, 10_000  # the few fill every list
FLAT = ["/sitemap.xml", "/corrections/", "/feed/", "/section-0/feed/", "/rare-section/feed/"]
FLAT += ["/topics/topic-1/", "/authors/rare-author/", "/topics/rare-topic/", "/series/rare-series/"]
LISTS = ["/section-0/", "/section-1/", "/rare-section/", "/text/section-1/", "/authors/author-1/"]
SLACK = 1.2


def work_of(client, path):
    caches["process"].clear()
    assert client.get(path).status_code == 200, path
    caches["process"].clear()
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
