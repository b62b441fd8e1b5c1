import datetime as dt
import os
import time
import urllib.error
import urllib.request
from threading import Event

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles.models import Picture
from articles.pictures.files import files_of
from articles.pictures.rights import keep_to_rights
from articles.publishing.takedowns import lift_takedown, take_down
from common import media_expiry, tombstones
from newsroom.node import upkeep
from newsroom.node.mirror import Mirror
from newsroom.node.sweep import sweep_copies
from newsroom.tests.processes import free_port, manage, managed, read_until, wait_until

TOMORROW = timezone.localdate() + dt.timedelta(days=1)


@pytest.fixture
def machines(settings, tmp_path):
    """Turns to one machine or to another: they share the database, and each has a folder of its own."""

    def turn_to(name):
        settings.DATA = tmp_path / name
        settings.DATA.mkdir(exist_ok=True)

    turn_to("first")
    return turn_to


@pytest.fixture
def age():
    """Makes the files of this machine older than anything that happens now."""

    def make(folder):
        for path in folder.rglob("*"):
            os.utime(path, (time.time() - 60, time.time() - 60))

    return make


@pytest.mark.django_db(transaction=True)
def test_a_takedown_of_one_machine_holds_on_the_other_and_is_lifted_there(
    machines, make_live_article, legal, settings, age
):
    article, elsewhere = make_live_article(), Mirror()
    machines("second")
    elsewhere.bring_up_to_date()
    before = tombstones.notice_of(article.pk)
    machines("first")
    take_down(article=article, by=legal, reason="A court says so.", notice="Taken down.")
    machines("second")

    elsewhere.bring_up_to_date()
    held = tombstones.notice_of(article.pk)
    age(settings.DATA)
    lift_takedown_on("first", machines, article, legal)
    machines("second")
    elsewhere.bring_up_to_date()

    assert (before, held, tombstones.notice_of(article.pk)) == (None, "Taken down.", None)


def lift_takedown_on(machine, machines, article, by):
    machines(machine)
    lift_takedown(article=article, by=by, reason="The court changed its mind.")


@pytest.mark.django_db(transaction=True)
def test_a_stone_that_has_no_row_yet_is_left_standing(machines, make_live_article, legal):
    article = make_live_article()
    take_down(article=article, by=legal, reason="A court says so.")
    lift_takedown(article=article, by=legal, reason="It changed its mind.")
    tombstones.mark_taken_down(story=article.pk, notice="Again.", files=["pictures/pier.jpg"])

    Mirror().bring_up_to_date()

    assert tombstones.notice_of(article.pk) == "Again."
    assert tombstones.is_file_taken_down("pictures/pier.jpg")


@pytest.mark.django_db(transaction=True)
def test_a_file_that_another_takedown_names_stays_down(machines, make_live_article, legal, age, settings):
    first, second = make_live_article(), make_live_article()
    for article in (first, second):
        takedown = take_down(article=article, by=legal, reason="A court says so.")
        takedown.files = ["pictures/pier.jpg"]
        takedown.save(update_fields=["files"])
    Mirror().bring_up_to_date()
    age(settings.DATA)
    lift_takedown(article=first, by=legal, reason="It changed its mind.")

    Mirror().bring_up_to_date()

    assert tombstones.is_file_taken_down("pictures/pier.jpg")


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_pictures_rights_reaches_the_other_machine_and_goes_again(machines, make_picture, settings, age):
    picture, elsewhere = make_picture(rights_until=TOMORROW), Mirror()
    name = files_of([picture])[0]
    machines("second")
    elsewhere.bring_up_to_date()
    told = media_expiry.end_of(name)
    age(settings.DATA)
    picture.rights_until = None
    picture.save(update_fields=["rights_until"])
    keep_to_rights([picture])

    media_expiry.serve_until([name], told)
    age(settings.DATA)
    elsewhere.bring_up_to_date()

    assert told == Picture(rights_until=TOMORROW).rights_end
    assert media_expiry.end_of(name) is None


@pytest.mark.django_db(transaction=True)
def test_nothing_is_asked_but_the_number_until_something_changes(
    machines, make_live_article, django_assert_num_queries
):
    make_live_article()
    mirror = Mirror()
    mirror.bring_up_to_date()

    with django_assert_num_queries(1):
        mirror.bring_up_to_date()


def test_one_process_of_a_machine_does_it_and_the_next_takes_over(machines):
    with upkeep._the_turn() as first, upkeep._the_turn() as second:
        pass
    with upkeep._the_turn() as later:
        pass

    assert (first, second, later) == (True, False, True)


def test_a_database_that_is_away_is_told_of_once_and_asked_again(machines, monkeypatch, caplog, db):
    asked, stop = [], Event()

    def ask(self):
        asked.append(1)
        if len(asked) == 4:
            stop.set()
        if len(asked) < 4:
            raise OperationalError("no answer")

    monkeypatch.setattr(upkeep, "EVERY", 0.01)
    monkeypatch.setattr(Mirror, "bring_up_to_date", ask)

    upkeep.keep_node(stop)

    assert len(asked) == 4
    assert caplog.text.count("cannot be read: no answer") == 1


def test_a_machine_on_its_own_has_nothing_to_keep_up():
    assert upkeep.start_upkeep() is None


TAKE_DOWN = """
from django.contrib.auth.models import User
from articles.models import Article, Section
from articles.publishing.takedowns import take_down
section = Section.objects.create(name="News", slug="news")
article = Article.objects.create(pk=7421, headline="Tide", slug="tide", body="<p>Six.</p>", section=section)
take_down(article=article, by=User.objects.create(username="legal"), reason="A court says so.", notice="Gone.")
"""


@pytest.mark.postgresql
def test_another_machine_refuses_a_story_within_two_seconds_of_its_takedown(
    postgresql_database_url, copy_collected, tmp_path
):
    shared = {"DATABASE_URL": postgresql_database_url, "SITE_URL": "http://localhost", "DEMO": "1", "WORKERS": "1"}
    port = free_port()
    copy_collected(tmp_path / "second")

    def status():
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/news/tide-7421/", timeout=5).status
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.status

    with managed("serve", DATA=str(tmp_path / "second"), PORT=str(port), **shared) as process:
        read_until(process, "Ctrl-C")
        done = manage("shell", "-v", "0", "-c", TAKE_DOWN, DATA=str(tmp_path / "first"), **shared)

        assert done.returncode == 0, done.stderr
        assert wait_until(lambda: status() == 410, seconds=2)


@pytest.fixture
def copies(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media-copies"
    settings.MEDIA_COPIES_BYTES = 1000

    def make(name, size):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
        time.sleep(0.02)  # the moment at which a file was brought is the clock of the disk
        return path

    return make


def test_the_oldest_copies_go_when_there_are_too_many(copies):
    paths = [copies(f"__processed__/{number}.avif", 300) for number in range(4)]

    sweep_copies(time.time())

    assert [path.exists() for path in paths] == [False, False, True, True]


def test_copies_of_originals_go_after_an_hour_and_renditions_stay(copies):
    original, rendition = copies("pictures/pier.jpg", 300), copies("__processed__/pier.avif", 300)
    sweep_copies(time.time())
    kept = original.exists()

    sweep_copies(time.time() + 3700)

    assert (kept, original.exists(), rendition.exists()) == (True, False, True)
