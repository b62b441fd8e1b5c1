"""Looking at sources: what is asked, what is kept of an answer, and what is done when there is none."""

import datetime as dt
import os
import time

import pytest
from django.utils import timezone

from articles.models import WireItem
from articles.tests.wire_builders import HEADLINE, newsml, rss
from articles.wires.fetch import LONGEST_PAUSE, look_at
from articles.wires.folder import STILL, folder_of, forget_files
from articles.wires.tasks import look_at_due_sources, look_at_source

pytestmark = pytest.mark.django_db
UTC = dt.UTC
MINUTE = dt.timedelta(minutes=1)
FEED = rss((HEADLINE, "One.", '<guid isPermaLink="false">a</guid>')).encode()
XML = {"Content_Type": "application/rss+xml"}


@pytest.fixture
def at_address(make_source, internet, canary):
    """A source whose address answers so."""

    def make(path="held/feed", content=FEED, headers=XML, **fields):
        canary.held["feed"] = (content, headers)
        return make_source(format="feed", address=f"http://good.example/{path}", **fields)

    return make


def looked(source):
    taken = look_at(source)
    source.refresh_from_db()
    return taken


class TestAddress:
    def test_gives_its_items_once_and_is_asked_only_for_what_is_new(self, at_address, canary):
        source = at_address(headers=XML | {"ETag": '"7"'})

        assert [looked(source), looked(source)] == [1, 0]

        assert [headers.get("If-None-Match") for _path, headers in canary.asked] == [None, '"7"']
        assert WireItem.objects.get().headline == HEADLINE
        assert (source.trouble, source.failing_since) == ("", None)
        assert source.due_at > timezone.now() + 9 * MINUTE

    def test_is_kept_for_known_only_when_all_of_it_came_in(self, at_address):
        source = at_address(content=b"<rss", headers=XML | {"ETag": '"7"'})

        assert looked(source) == 0

        assert source.etag == ""
        assert source.trouble

    @pytest.mark.parametrize("path", ["page", "status/404", "status/500", "broken"])
    def test_that_fails_is_told_and_asked_less_and_less(self, at_address, path):
        source, pauses = at_address(path), []

        for _ in range(8):
            looked(source)
            pauses.append(round((source.due_at - source.looked_at) / MINUTE))

        assert pauses[:3] == [10, 20, 40]
        assert pauses[-1] == LONGEST_PAUSE / MINUTE
        assert source.failing_since < source.looked_at
        assert source.trouble

    def test_that_is_gone_is_asked_no_more(self, at_address):
        source = at_address("status/410")

        looked(source)

        assert not source.is_active
        assert "gone for good" in source.trouble

    def test_that_asks_for_quiet_gets_it(self, at_address):
        source = at_address("status/429/3600")

        looked(source)

        assert source.due_at - source.looked_at == 60 * MINUTE

    def test_that_has_moved_is_followed(self, at_address):
        assert looked(at_address("to//held/feed")) == 1

    def test_inside_the_network_is_not_asked(self, make_source, canary):
        source = make_source(format="feed", address=f"http://127.0.0.1:{canary.server_port}/held/feed")

        looked(source)

        assert canary.asked == []
        assert "not on the public internet" in source.trouble

    def test_that_works_again_has_no_trouble_any_more(self, at_address, canary):
        source = at_address("status/500")
        looked(source)
        source.address = "http://good.example/held/feed"
        source.save()

        looked(source)

        assert (source.trouble, source.failures, source.failing_since) == ("", 0, None)


class TestFolder:
    @pytest.fixture
    def folder(self, make_source, settings, tmp_path):
        settings.DATA = tmp_path
        source = make_source(format="newsml", address="", folder="coast")
        folder_of(source).mkdir(parents=True)
        return source

    @staticmethod
    def put(source, name, content, age=60):
        path = folder_of(source) / name
        path.write_text(content)
        os.utime(path, (time.time() - age,) * 2)

    def test_is_emptied_oldest_first(self, folder):
        self.put(folder, "b.xml", newsml(2, headline="New", status='qcode="stat:usable"'), age=60)
        self.put(folder, "a.xml", newsml(1), age=90)

        assert looked(folder) == 2

        assert [version.effect for version in WireItem.objects.get().versions.order_by("pk")] == ["first", "update"]
        assert sorted(path.name for path in folder_of(folder).iterdir()) == ["refused", "taken"]

    def test_leaves_what_is_still_being_written(self, folder):
        self.put(folder, "a.xml", newsml(1), age=STILL - 4)
        self.put(folder, "b.xml.part", newsml(1))
        self.put(folder, ".c.xml", newsml(1))

        assert looked(folder) == 0
        assert len([path for path in folder_of(folder).iterdir() if path.is_file()]) == 3

    def test_sets_aside_what_cannot_be_read_and_takes_the_rest(self, folder):
        self.put(folder, "a.xml", "<newsItem><broken></newsItem>", age=90)
        self.put(folder, "b.xml", newsml(1))

        looked(folder)

        assert WireItem.objects.count() == 1
        assert folder.trouble.startswith("a.xml: It is broken XML, at line 1")
        assert folder.due_at - folder.looked_at == 10 * MINUTE  # one bad file makes no bad source
        assert "line 1" in next((folder_of(folder) / "refused").glob("*-a.xml.txt")).read_text()

    def test_is_not_blocked_by_names_that_are_there_or_too_long(self, folder):
        for name in (f"{'a' * 251}.xml", "b.xml"):
            self.put(folder, name, "<broken>", age=90)
        (folder_of(folder) / "taken" / "c.xml").mkdir(parents=True)
        self.put(folder, "c.xml", newsml(1))

        assert looked(folder) == 1
        assert not [path for path in folder_of(folder).iterdir() if path.is_file()]

    def test_takes_a_file_of_a_clock_that_is_ahead(self, folder):
        self.put(folder, "a.xml", newsml(1), age=-7200)

        assert looked(folder) == 1

    def test_keeps_what_it_took_for_a_month_whatever_the_sender_says(self, folder):
        self.put(folder, "a.xml", newsml(1), age=40 * 86400)
        looked(folder)

        forget_files(folder)

        assert len(list((folder_of(folder) / "taken").iterdir())) == 1

    def test_that_is_none_is_told(self, folder):
        folder_of(folder).rmdir()
        folder_of(folder).write_text("A file of this name.")

        assert looked(folder) == 0
        assert "coast" in folder.trouble

    def test_follows_no_link_out_of_it(self, folder, tmp_path):
        (tmp_path / "secret.xml").write_text(newsml(1))
        (folder_of(folder) / "a.xml").symlink_to(tmp_path / "secret.xml")

        assert looked(folder) == 0
        assert (tmp_path / "secret.xml").exists()


class TestTurns:
    def test_hands_each_due_source_over_once(self, make_source):
        now = timezone.now()
        (
            make_source(name="Due"),
            make_source(name="Later", due_at=now + MINUTE),
            make_source(name="Off", is_active=False),
        )

        assert [look_at_due_sources(), look_at_due_sources()] == [1, 0]

    def test_takes_one_up_again_whose_task_was_lost(self, make_source, time_machine):
        make_source()
        look_at_due_sources()
        time_machine.move_to(timezone.now() + 16 * MINUTE)

        assert look_at_due_sources() == 1

    def test_leaves_alone_what_was_switched_off_meanwhile(self, at_address, canary):
        source = at_address(is_active=False)

        look_at_source.call(source.pk)

        assert canary.asked == []
