"""Hubs and search engines hear at once what came, changed or went, and nothing of what is yet to come."""

import datetime as dt
import json
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import EntryEdition, Section
from articles.publishing.publish import publish, publish_update, schedule, withdraw
from articles.running.publish import withdraw_entry
from common.outbound import CannotFetch
from newsroom.announcing import changes, tasks
from newsroom.announcing.changes import announce_changes
from newsroom.announcing.key import indexnow_key
from newsroom.newsletters.composing.approve import approve
from newsroom.newsletters.sending.freeze import freeze
from newsroom.tests.issue_builders import make_issue, sent_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription

HUB = "https://hub.example.org/"
SITE = "http://localhost:8000"


@pytest.fixture
def told(db, settings, monkeypatch):
    """What was posted where. The first look of all has been taken, so that all from now on is news."""
    settings.WEBSUB_HUBS, settings.INDEXNOW = [HUB], True
    posts = []
    monkeypatch.setattr(tasks, "tell", lambda url, *, body, headers: posts.append((url, body.decode())))
    announce_changes()
    return posts


def addresses(posts):
    return [url for to, body in posts if to == tasks.INDEXNOW_AT for url in json.loads(body)["urlList"]]


def test_story_is_told_once_when_it_comes_changes_and_goes(told, make_article):
    article = make_article("Tide")
    assert announce_changes() == []  # a draft

    for act in (
        lambda: publish(article=article, by=None),
        lambda: publish_update(article=article, by=None, substantive=True),
        lambda: article.corrections.create(wording="At six.", made_at=timezone.now()),
        lambda: withdraw(article=article, by=None, notice="Withdrawn."),
    ):
        told.clear()
        act()
        announce_changes()
        announce_changes()

        assert addresses(told) == [f"{SITE}{article.get_absolute_url()}"]


def test_feeds_of_the_paper_and_of_the_section_and_the_one_around_it_are_told(told, make_article, make_section):
    inner = Section.objects.create(name="Harbour", slug="harbour", parent=make_section("News"))
    make_section("Sport")
    publish(article=make_article(section=inner), by=None)
    announce_changes()

    ((_hub, body),) = [post for post in told if post[0] == HUB]
    asked = parse_qs(body)
    assert asked["hub.mode"] == ["publish"]
    first = [f"{SITE}/feed/", f"{SITE}/harbour/feed/", f"{SITE}/news/feed/"]
    assert sorted(asked["hub.url"]) == sorted(path + form for path in first for form in ("", "atom/", "json/"))


def test_scheduled_story_is_told_when_it_begins_and_not_before(told, make_article):
    article = make_article("Embargoed tide")
    schedule(article=article, by=None, at=timezone.now() + dt.timedelta(hours=1))
    announce_changes()
    assert told == []

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        announce_changes()

    assert addresses(told) == [f"{SITE}{article.get_absolute_url()}"]


def test_many_at_once_are_told_in_parts_and_none_is_left_out(told, make_live_article, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 2)
    stories = [make_live_article() for _ in range(5)]
    announce_changes()

    assert sorted(addresses(told)) == sorted(f"{SITE}{story.get_absolute_url()}" for story in stories)
    assert len([to for to, _body in told if to == tasks.INDEXNOW_AT]) == 3


def test_what_was_there_before_is_no_news(db, settings, monkeypatch, make_live_article):
    make_live_article()
    settings.INDEXNOW = True
    monkeypatch.setattr(tasks, "tell", lambda *args, **kwargs: pytest.fail("told"))

    assert announce_changes() == []


def test_nobody_is_told_where_nobody_is_named(db, monkeypatch, make_live_article, django_assert_num_queries):
    make_live_article()
    with django_assert_num_queries(0):
        assert announce_changes() == []


def test_whoever_did_not_listen_is_told_again_later_and_not_for_ever(told, monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    again = []

    class Later:
        def enqueue(self, *arguments, tries):
            again.append((arguments, tries))

    def refuse(url, **options):
        raise CannotFetch("busy")

    monkeypatch.setattr(tasks, "tell", refuse)
    monkeypatch.setattr(type(tasks.tell_hub), "using", lambda task, **options: Later())
    tasks.tell_hub.func(HUB, ["a"])
    tasks.tell_hub.func(HUB, ["a"], tries=3)
    tasks.tell_hub.func(HUB, ["a"], tries=len(tasks.RETRY_AFTER))

    assert again == [((HUB, ["a"]), 1), ((HUB, ["a"]), 4)]


def test_feeds_name_their_hub_in_every_form(client, told, make_live_article):
    make_live_article()
    link = "{http://www.w3.org/2005/Atom}link"
    rss = ET.fromstring(client.get("/feed/").content).find("channel")
    atom = ET.fromstring(client.get("/feed/atom/").content)

    for feed in (rss, atom):
        assert [one.attrib["href"] for one in feed.findall(link) if one.attrib["rel"] == "hub"] == [HUB]
    assert json.loads(client.get("/feed/json/").content)["hubs"] == [{"type": "WebSub", "url": HUB}]


def test_key_of_search_engines_stands_at_its_address_alone(client, db):
    key = indexnow_key()

    assert client.get(f"/{key}.txt").text == key
    assert client.get(f"/{key[:-1]}x.txt").status_code == 404


def test_feed_of_a_letter_is_told_when_an_issue_begins_to_go_out(told, make_live_article, editor):
    story = make_live_article(hours_ago=2)
    announce_changes()
    morning = make_newsletter()
    make_subscription(morning)
    make_issue(make_newsletter("evening"), stories=[story], state="frozen")
    issue = make_issue(morning, stories=[story])
    approve(issue=issue, by=editor)
    told.clear()
    announce_changes()
    assert told == []  # not a word of what is yet to come

    freeze(issue=issue, by=editor)
    announce_changes()

    ((_hub, body),) = [post for post in told if post[0] == HUB]
    assert parse_qs(body)["hub.url"] == [f"{SITE}/letters/morning/feed/"]
    assert addresses(told) == [f"{SITE}/letters/morning/1/"]
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=10)):
        announce_changes()
        told.clear()
        announce_changes()
    assert told == []


def test_feed_of_a_letter_names_the_hub(client, settings, make_live_article):
    settings.WEBSUB_HUBS = [HUB]
    sent_issue(make_newsletter(), make_live_article())

    feed = ET.fromstring(client.get("/letters/morning/feed/").content)

    links = {link.get("rel"): link.get("href") for link in feed.iter("{http://www.w3.org/2005/Atom}link")}
    assert links["hub"] == HUB
    assert links["self"].endswith("/letters/morning/feed/")
    assert len(list(feed.iter("item"))) == 1


def test_entry_is_told_with_its_storys_address_and_the_feed_of_its_entries_alone(told, put_out, running_story, client):
    announce_changes()
    told.clear()
    entry = put_out()
    announce_changes()
    address = f"{SITE}{running_story.get_absolute_url()}"
    published = timezone.localtime(running_story.live_edition().first_published_at)
    ((_hub, body),) = [post for post in told if post[0] == HUB]
    assert addresses(told) == [address]
    assert parse_qs(body)["hub.url"] == [f"{address}feed/", f"{address}feed/atom/", f"{address}feed/json/"]

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5), tick=False):
        withdraw_entry(entry=entry)
        now = timezone.localtime().isoformat(timespec="seconds")
        maps = [f"/sitemap/{published:%Y-%m}.xml", "/sitemap.xml", "/news-sitemap.xml"]
        assert [path for path in maps if f"<lastmod>{now}</lastmod>" not in client.get(path).text] == []
        page = client.get(running_story.get_absolute_url()).text
        assert f'"dateModified": "{now}"' in page
        assert f'property="article:modified_time" content="{now}"' in page
        told.clear()
        announce_changes()
    assert addresses(told) == [address]


def test_entries_of_a_minute_are_told_once_and_the_last_of_them_is_told(told, put_out, running_story, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    DBTaskResult.objects.all().delete()
    begun = timezone.now()

    def work():
        for row in DBTaskResult.objects.ready():
            row.claim("worker")
            row.task.func(*row.args_kwargs["args"])
            row.set_successful(None)

    def waiting():
        return DBTaskResult.objects.filter(status="READY").count()

    with time_machine.travel(begun, tick=False) as clock:
        announce_changes()
        work()  # the story, which has gone live
        told.clear()
        for _each_three_seconds in range(40):
            put_out()
            announce_changes()
            assert waiting() <= 2  # a hub, and the search engines
            work()
            clock.shift(3)
        last = EntryEdition.objects.latest("starts_at").starts_at
        assert len(told) == 2
        work()
        assert waiting() == 0
    assert len(told) == 4
    address = f"{SITE}{running_story.get_absolute_url()}"
    assert addresses(told) == [address] * 2
    assert last + dt.timedelta(minutes=1) > DBTaskResult.objects.latest("started_at").started_at > last
