"""Addresses that lead nowhere are mended in one hop, or meet what they may have meant."""

import datetime as dt
from urllib.parse import unquote_to_bytes

import pytest
import time_machine
from django.db import Error
from django.test import Client

from articles.models import Topic
from articles.publishing.publish import withdraw
from articles.publishing.takedowns import take_down
from articles.tests.search.searching import put_out
from common import limits
from newsroom.pages import lost

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(make_poll):
    make_poll(slug="quay")
    return put_out("Ferry sinks in the harbour", slug="ferry-sinks", section="Sport", topics=["Old town"])


def ask(address, method="GET"):
    """As it is on the line: the test client would take // for the beginning of another site."""
    path, _, query = address.partition("?")
    return Client().generic(method, "/", PATH_INFO=unquote_to_bytes(path).decode("latin-1"), QUERY_STRING=query)


DAMAGED = {
    "/SPORT/": "/sport/",
    "/Sport": "/sport/",
    "//sport//": "/sport/",
    "//": "/",
    "/sport/).": "/sport/",
    "/sport/%20": "/sport/",
    "/sport/&utm_source=x&b=1": "/sport/?utm_source=x&b=1",
    "/sport/&utm_source=x?before=1-1": "/sport/?utm_source=x&before=1-1",
    "/SPORT/?before=1-1&utm=a": "/sport/?before=1-1&utm=a",
    "/sport\\": "/sport/",
    "/topics/Old-Town/": "/topics/old-town/",
    "/authors/NELL/”": "/authors/nell/",
    "/Corrections/,": "/corrections/",
    "/SEARCH/?q=ferry": "/search/?q=ferry",
    "/sitemap.xml).": "/sitemap.xml",
    "/TEXT/Sport/": "/text/sport/",
}
OF_STORY = {
    "//sport/ferry-sinks-{pk}/": "/sport/ferry-sinks-{pk}/",
    "/Sport/ferry-sinks-{pk}/)": "/sport/ferry-sinks-{pk}/",
    "/sport/other-words-{pk}.": "/sport/ferry-sinks-{pk}/",
    "/sport/ferry-sinks-{pk}/&utm=x": "/sport/ferry-sinks-{pk}/?utm=x",
    "/text//sport/ferry-{pk}/": "/text/sport/ferry-sinks-{pk}/",
}


@pytest.mark.parametrize(("damaged", "whole"), [*DAMAGED.items(), *OF_STORY.items()])
def test_a_damaged_address_leads_to_its_page_in_one_hop(client, story, damaged, whole):
    answer = ask(damaged.format(pk=story.pk))

    assert (answer.status_code, answer.get("Location")) == (302, whole.format(pk=story.pk))
    assert client.get(answer["Location"]).status_code == 200


LEADS_NOWHERE = ["/nowhere/).", "//evil.example/", "/\\evil.example/", "/sport/none-999999/)", "/ADMIN//"]


@pytest.mark.parametrize("address", [*LEADS_NOWHERE, "/DRAFT/abc/", "/polls/none-99/)", "/x" * 200, "/topics/none/."])
def test_an_address_of_no_page_is_not_found(story, address):
    answer = ask(address)

    assert answer.status_code == 404
    assert "evil.example" not in answer.get("Location", "")


def test_what_is_sent_to_a_damaged_address_is_sent_nowhere(story):
    assert ask("//sport//", "POST").status_code == 404


def test_the_nearest_stories_are_offered(client, story):
    put_out("Ferry tickets are dear", slug="tickets")
    page = client.get("/2019/03/harbour-ferry-sinking.html/sinks-harbour-ferry/").text

    assert page.count("Ferry sinks in the harbour") == 1
    assert "Ferry tickets" not in page  # half of the words have to be there
    assert "Ferry tickets" in client.get("/ferry/").text
    assert "Ferry" not in client.get("/zyzzyva/").text


def test_a_story_is_offered_in_the_second_in_which_it_comes_out(client):
    with time_machine.travel(dt.datetime(2026, 11, 30, 9, 0, 0, 300_000, dt.UTC), tick=False):
        put_out("Ferry sinks in the harbour", hours_ago=0)
    with time_machine.travel(dt.datetime(2026, 11, 30, 9, 0, 0, 301_000, dt.UTC), tick=False):
        assert "Ferry sinks" in client.get("/ferry/").text


@pytest.mark.parametrize("address", ["/ferry.php", "/admin/ferry/", "/12/", "/a/b/"])
def test_probes_are_not_searched_for(client, story, address, monkeypatch):
    monkeypatch.setattr(lost, "nearest", lambda words: pytest.fail(f"searched for {words}"))

    client.get(address)


def test_a_flood_is_answered_without_a_search(client, story, monkeypatch):
    monkeypatch.setattr(limits.time, "monotonic", lambda: 7.0)
    monkeypatch.setattr(lost, "LOST", limits.ProcessLimit(2))
    pages = [client.get(f"/ferry-{letter}{letter}{letter}/") for letter in "abcd"]

    assert ["Ferry sinks" in page.text for page in pages] == [True, True, False, False]
    assert ["no-store" in page.get("Cache-Control", "") for page in pages] == [False, False, True, True]


def test_kept_page_offers_what_was_published_since(reader, make_article, make_live_article):
    lost_at = f"/news/ferry-fares-{make_article('A draft').pk}/"
    assert reader.kept(lost_at)[0].status == 404

    make_live_article("Ferry fares rise")

    assert "Ferry fares rise" in reader.kept(lost_at)[0].body.decode()


@pytest.mark.parametrize("act", ["withdraw", "take_down"])
def test_what_is_gone_is_neither_offered_nor_led_to(client, story, editor, act):
    assert "Ferry sinks" in client.get("/ferry/").text
    if act == "withdraw":
        withdraw(article=story, by=editor)
    else:
        take_down(article=story, by=editor, reason="A court order.")

    assert "Ferry sinks" not in client.get("/ferry/").text
    assert ask(f"/Sport//ferry-sinks-{story.pk}/)").status_code in {404, 410}


def test_page_stands_without_the_database(client, story, monkeypatch):
    def broken(*arguments):
        raise Error("gone")

    for name in ("nearest", "_page_at"):
        monkeypatch.setattr(lost, name, broken)

    assert client.get("/ferry-sinks/").status_code == 404
    assert Topic.objects.exists()
