"""What the rows of wires hold, and by which keys."""

import datetime as dt
from email.utils import format_datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import WireItem
from articles.tests.wire_builders import ninjs, nitf, rss
from articles.wires.arrivals import take_in
from articles.wires.told import Told, key_of, plain_link

pytestmark = pytest.mark.django_db


class TestKeys:
    def test_are_the_name_then_the_address_then_the_words(self):
        assert key_of(name=" a ", link="https://c.example/1") == "a"
        assert key_of(name="", link="https://c.example/1?utm_source=x&id=2#top") == "https://c.example/1?id=2"
        assert key_of(name="", title="Wall", text="x").startswith("text:")
        assert key_of(name="a" * 400).startswith("long:")

    def test_take_an_address_that_is_none_for_nothing(self):
        assert plain_link("https://[broken") == ""

    def test_are_apart_by_source(self, make_source):
        for name in ("One", "Two"):
            take_in(source=make_source(name=name), told=Told(key="1", headline=name))

        assert WireItem.objects.count() == 2


class TestRows:
    def test_hold_one_item_a_key(self, make_source):
        source = make_source()
        WireItem.objects.create(source=source, key="1")

        with pytest.raises(IntegrityError), transaction.atomic():
            WireItem.objects.create(source=source, key="1")

    @pytest.mark.parametrize("fields", [{"address": ""}, {"folder": "coast"}, {"minutes": 0}, {"format": "fax"}])
    def test_hold_no_source_that_cannot_be(self, make_source, fields):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_source(**fields)

    def test_hold_no_time_of_an_embargo_without_one(self, make_source):
        with pytest.raises(IntegrityError), transaction.atomic():
            WireItem.objects.create(source=make_source(), key="1", is_held=True, embargoed_until=timezone.now())

    def test_are_cut_to_their_room_and_cleaned(self, make_source):
        words = {"headline": "x\u0000" * 999, "standfirst": "y" * 5000, "link": "javascript:alert(1)"}
        told = Told(key="1", html="<script>alert(1)</script><p>Words</p>", **words)

        item = take_in(source=make_source(), told=told).item

        assert (len(item.headline), len(item.standfirst), item.html, item.link) == (300, 1000, "<p>Words</p>", "")

    def test_hold_nothing_of_ours_that_a_stranger_places(self, make_source):
        html = '<div data-embed="poll" data-id="1"></div><figure data-picture="1"></figure><p>Words</p>'

        assert take_in(source=make_source(), told=Told(key="1", html=html)).item.html == "<p>Words</p>"

    def test_hold_times_and_numbers_of_any_length(self, send):
        far = ninjs("9" * 9000, versioncreated="0001-01-01T00:00:00+14:00", embargoed="9999-12-31T23:59:59-12:00")

        send(f"[{far}, {ninjs(1, uri='urn:other', headline='Other')}]")

        assert "Other" in [item.headline for item in WireItem.objects.all()]


class TestTimesThatPass:
    def test_of_a_feed_whose_day_has_come_is_no_news(self, send, make_source, time_machine):
        day = timezone.now().replace(microsecond=0) + dt.timedelta(hours=1)
        source, more = make_source(format="feed"), f"<guid>a</guid><pubDate>{format_datetime(day)}</pubDate>"
        feed = rss(("Wall", "One.", more))
        item = send(feed, source=source)[0]
        assert item.embargoed_until == day
        time_machine.move_to(day + dt.timedelta(minutes=1), tick=False)

        send(feed, source=source)

        assert item.versions.count() == 1
        assert not item.is_embargoed()

    def test_of_releases_that_are_over_move_no_embargo(self, send):
        item = send(nitf(1, released="20260101T090000Z"), nitf(2, released="20260101T100000Z"), format="nitf")[0]

        assert [version.effect for version in item.versions.order_by("pk")] == ["first", "same"]

    def test_of_an_embargo_brought_forward_frees_the_item(self, send):
        later = (timezone.now() + dt.timedelta(hours=9)).isoformat()
        item = send(ninjs(1, embargoed=later), ninjs(2, embargoed="2026-01-01T00:00:00Z"))[0]

        assert not item.is_embargoed()
