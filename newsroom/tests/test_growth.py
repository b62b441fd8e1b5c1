"""Pages cost the same whether the archive holds some hundred stories or some thousand."""

from django.core.cache import caches

from articles.models import Edition
from demo.stuffing.stories import write_stories
from newsroom.tests.work import counted_work

FEW, MORE = 400, 3600
FLAT = ["/sitemap.xml"]
SLACK = 1.2


def work_of(client, path):
    caches["process"].clear()
    assert client.get(path).status_code == 200, path
    caches["process"].clear()
    with counted_work() as work:
        client.get(path)
    return work.steps


def paths():
    return FLAT


def test_pages_take_no_more_work_when_there_are_ten_times_as_many_stories(client, db):
    write_stories(FEW)
    few = {path: work_of(client, path) for path in paths()}
    write_stories(MORE)
    many = {path: work_of(client, path) for path in paths()}

    assert {path: (few[path], many[path]) for path in paths() if many[path] > SLACK * few[path] + 50} == {}


def test_work_is_seen_where_every_story_is_read(db):
    write_stories(FEW)

    with counted_work() as work:
        assert Edition.objects.filter(headline__contains="zyzzyva").count() == 0

    assert work.steps > FEW
