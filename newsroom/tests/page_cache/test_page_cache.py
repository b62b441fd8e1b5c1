"""No page is shown that is not current, except while a newer one is made or cannot be had."""

import asyncio
import datetime as dt
import os
from contextlib import suppress

import pytest
import time_machine
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles.models import Author, Section, Series, SeriesPart
from articles.pages.embed import story_frame
from articles.publishing.publish import publish_update, schedule, withdraw
from articles.running.course import begin
from articles.running.publish import publish_entry
from common import site_version, tombstones
from newsroom.announcing.key import indexnow_key
from newsroom.page_cache.keeper import HIT, MISS, STALE
from newsroom.page_cache.page import Answer, best_encoding
from newsroom.page_cache.pages import PUBLIC_PAGES, canonical, public_page_at
from newsroom.page_cache.store import Disk
from newsroom.tests.issue_builders import sent_issue
from newsroom.tests.newsletter_builders import make_newsletter
from newsroom.tests.page_reader import Reader, outside_the_loop
from polls.models import Tally

SEQUENCES = int(os.environ.get("PROPERTY_EXAMPLES", "0")) or 60
pytestmark = pytest.mark.django_db


def how(found):
    return found[1]


def test_a_page_is_drawn_once_until_something_on_it_changes(reader, make_live_article, editor):
    story = make_live_article("Ferry to stop")
    path = story.live_edition().get_absolute_url()

    assert [how(reader.kept(path)) for _ in range(3)] == [MISS, HIT, HIT]
    story.headline, story.version = "Ferry to stay", 2
    story.save()
    publish_update(article=story, by=editor, substantive=True)
    page, came = reader.kept(path)

    assert came == MISS
    assert b"Ferry to stay" in page.body
    assert reader.drawn == 2


def test_a_vote_leaves_every_story_without_the_poll_alone(reader, make_live_article, make_poll):
    tally, _ = Tally.objects.get_or_create(poll=make_poll())
    path = make_live_article().live_edition().get_absolute_url()
    reader.kept(path)
    reader.kept("/")

    Tally.objects.filter(pk=tally.pk).update(ballots=5)

    assert how(reader.kept(path)) == HIT
    assert how(reader.kept("/")) == MISS


def test_a_page_ends_with_the_moment_that_a_story_begins(reader, make_article, make_live_article, editor):
    make_live_article()
    at = timezone.now() + dt.timedelta(minutes=5)
    schedule(article=make_article("Later"), at=at, by=editor)
    assert b"Later" not in reader.kept("/")[0].body

    with time_machine.travel(at - dt.timedelta(seconds=1), tick=False):
        assert how(reader.kept("/")) == HIT
    with time_machine.travel(at, tick=False):
        assert b"Later" in reader.kept("/")[0].body
    assert b"Later" not in reader.kept("/")[0].body, "the clock was put back"


def test_the_disk_outlives_a_restart_and_knows_what_changed_meanwhile(reader, make_live_article, editor):
    story, other = make_live_article("One"), make_live_article("Two")
    paths = [each.live_edition().get_absolute_url() for each in (story, other)]
    for path in paths:
        reader.kept(path)
    reader.restart()
    site_version.begin_with(None)
    assert [how(reader.kept(path)) for path in paths] == [HIT, HIT]

    withdraw(article=story, by=editor, notice="Gone.")
    reader.restart()
    site_version.begin_with(None)
    page, came = reader.kept(paths[0])
    assert (page.status, came) == (410, MISS)


def test_a_page_that_another_process_has_drawn_meanwhile_is_ready(reader, make_live_article):
    path, other = make_live_article().live_edition().get_absolute_url(), Reader(reader.folder)
    assert [how(each.kept(path)) for each in (reader, other)] == [MISS, HIT]

    Section.objects.update(name="Renamed")
    assert [how(each.kept(path)) for each in (reader, other)] == [MISS, HIT]
    assert other.drawn == 0


def test_what_another_version_of_the_program_drew_is_drawn_again(reader, make_live_article, monkeypatch):
    path = make_live_article().live_edition().get_absolute_url()
    reader.kept(path)
    reader.restart()
    monkeypatch.setattr("newsroom.page_cache.page.build", lambda: "the next one")

    assert how(reader.kept(path)) == MISS
    assert how(reader.kept(path)) == HIT


def test_the_last_good_copy_stands_in_while_the_database_is_away(reader, make_live_article, monkeypatch):
    path = make_live_article("Tide").live_edition().get_absolute_url()
    reader.kept(path)
    author = Author.objects.first()
    author.name = "Somebody Else"
    author.save()

    reader.fails = True
    page, came = reader.kept(path)
    assert came == STALE
    assert b"Tide" in page.body
    reader.fails = False
    assert how(reader.kept(path)) == MISS

    monkeypatch.setattr("newsroom.page_cache.keeper.BLIND_AFTER", -1)  # nobody knows what has changed
    assert how(reader.kept(path, look=False)) == STALE
    tomorrow = timezone.now() + dt.timedelta(days=1, minutes=1)
    reader.fails = True
    with time_machine.travel(tomorrow, tick=False):
        assert reader.kept(path, look=False)[0].status == 503


def test_what_was_taken_down_is_never_a_last_good_copy(reader, make_live_article, editor, monkeypatch):
    story = make_live_article("Named in error")
    path = story.live_edition().get_absolute_url()
    reader.kept(path)
    reader.kept("/")
    tombstones.mark_taken_down(story=story.pk, notice="", files=[])
    reader.restart()  # its memory is looked through as soon as the stone is seen; this is what lies on the disk
    reader.fails = True
    monkeypatch.setattr("newsroom.page_cache.keeper.BLIND_AFTER", -1)

    assert reader.kept(path, look=False)[0].status == 503
    assert reader.kept("/", look=False)[0].status == 503


def test_a_takedown_empties_the_memory_of_what_names_the_story(reader, make_live_article):
    story, other = make_live_article("Named in error"), make_live_article("Another", hours_ago=3000)
    editions = [each.live_edition() for each in (story, other)]
    paths = [[each.get_absolute_url(), story_frame(each), each.share_card.address] for each in editions]
    for path in [*paths[0], *paths[1], "/"]:
        reader.kept(path)

    tombstones.mark_taken_down(story=story.pk, notice="", files=[])
    reader.keeper._drop_what_is_gone(tombstones.taken_down())

    left = {target.decode() for _host, target in reader.keeper.memory.pages}
    assert left == {*paths[1]}


@pytest.mark.parametrize(
    "headers",
    [
        [("Set-Cookie", "a=1")],
        [("Vary", "Cookie")],
        [("Vary", "Accept-Encoding, Cookie")],
        [("Cache-Control", "private")],
        [("Cache-Control", "max-age=0, no-cache")],
        [("Cache-Control", "no-store")],
    ],
)
def test_an_answer_for_one_reader_is_not_kept(headers):
    assert Answer(200, []).may_be_kept
    assert not Answer(200, headers).may_be_kept
    assert not Answer(500, []).may_be_kept


def test_every_page_on_the_list_is_drawn_for_nobody_in_particular(
    reader, open_paper, full_story, make_poll, make_video, write
):
    begin(article=full_story, by=None)
    publish_entry(entry=write(story=full_story), by=None)
    edition, poll, video = full_story.live_edition(), make_poll(), make_video()
    series = Series.objects.create(name="Tides", slug="tides")
    SeriesPart.objects.create(series=series, article=full_story, position=1)
    places = {"slug": edition.slug, "pk": full_story.pk, "section": edition.section.slug, "key": indexnow_key()}
    day = timezone.localtime(edition.first_published_at)
    places |= {"kind": "story", "digest": edition.share_card.digest}
    places |= {"year": day.year, "month": day.month, "day": day.day}
    slugs = {"articles:video": video.slug, "articles:video_embed": video.slug}
    subjects = {
        "articles:section": edition.section.slug,
        "articles:topic": edition.topics.first().slug,
        "articles:author": edition.bylines.first().author.slug,
        "articles:series": series.slug,
    }
    places |= {"newsletter": sent_issue(make_newsletter(), full_story).newsletter.slug, "number": 1}
    subjects |= {f"text:{of}": subjects[f"articles:{of}"] for of in ("section", "topic", "author")}
    for name in PUBLIC_PAGES:
        subject = subjects.get(name.partition("_")[0])  # of its page and of its feeds
        own = places | {"slug": subject or slugs.get(name, places["slug"])}
        if name.startswith("polls:") or name == "text:poll":
            own |= {"slug": poll.slug, "pk": poll.pk}
        if name.startswith("articles:video"):
            own["pk"] = video.pk
        answer = reader.drawing(_address(name, own))
        assert (answer.status, answer.may_be_kept) == (200, True), name


DAY = ["year", "month", "day"]
CARD = ["kind", "pk", "digest"]
LETTERS = ["newsletter"], ["newsletter", "number"]


def _address(name, places):
    for kept in (
        [],
        ["slug"],
        ["slug", "pk"],
        ["section", "slug", "pk"],
        ["section", "slug", "pk", "number"],
        ["year", "month"],
        DAY,
        ["key"],
        CARD,
        *LETTERS,
    ):
        with suppress(NoReverseMatch):
            return reverse(name, kwargs={key: places[key] for key in kept})
    raise AssertionError(name)


def test_the_key_has_the_listed_part_of_the_query_alone():
    assert canonical(b"/news/?utm_source=x&before=2&fbclid=1") == b"/news/?before=2"
    assert canonical(b"/news/?before=2&after=1") == canonical(b"/news/?after=1&before=2")
    assert canonical(b"/news/?utm_source=x") == b"/news/"
    assert public_page_at("/support/") is None
    assert public_page_at("/admin/") is None


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        (b"gzip, deflate, br, zstd", "br"),
        (b"gzip, zstd;q=0.5", "zstd"),
        (b"GZIP", "gzip"),
        (b"br;q=0, gzip", "gzip"),
        (b"*", "br"),
        (b"*;q=0", ""),
        (b"identity", ""),
        (b"", ""),
    ],
)
def test_a_browser_gets_an_encoding_that_it_takes(accepted, best):
    assert best_encoding(accepted) == best


def test_a_crowd_before_a_page_that_has_changed_has_it_drawn_once(reader, make_live_article):
    path = make_live_article("Tide").live_edition().get_absolute_url()
    reader.kept(path)
    Section.objects.update(name="Renamed")
    site_version.read()

    async def crowd():
        async def draw():
            await asyncio.sleep(0.05)
            with outside_the_loop():
                return reader.drawing(path)

        key = b"localhost", path.encode()
        return await asyncio.gather(*(reader.keeper.page(key, public_page_at(path), draw) for _ in range(500)))

    found = asyncio.run(crowd())
    assert reader.drawn == 2
    assert [how(each) for each in found].count(STALE) == 499


def test_a_folder_that_cannot_be_had_only_makes_pages_dearer(tmp_path, reader, make_live_article):
    (tmp_path / "taken").touch()
    reader.keeper.disk = disk = Disk(tmp_path / "taken", 50_000)
    path = make_live_article("Tide").live_edition().get_absolute_url()

    assert "Tide" in reader.kept(path)[0].body.decode()
    assert how(reader.kept(path)) == HIT
    assert disk.read((b"localhost", path.encode())) is None
