"""Things of other sites in a story: asked for once, shown as words, framed on request, told to the desk when gone."""

import datetime as dt
import json
import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.body.cleaning import clean_body
from articles.body.kind import MEDIA
from articles.body.rendering import Objects, Renderer
from articles.embeds.ask import embed_for
from articles.embeds.told import CannotEmbed, read_answer
from articles.exporting.story_html import story_html
from articles.importing.body import to_body
from articles.models import Embed
from articles.tests.web_things import FILM, POST, stand_in
from newsroom.dashboard.home import home_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/articles/article/address/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def sites(monkeypatch):
    return stand_in(monkeypatch)


def alerts(user):
    return [(alert.title, alert.note) for alert in home_of(user)["now"] if alert.tag == "Embed"]


class TestAsking:
    def test_site_is_asked_once_and_what_it_says_is_kept(self, sites):
        _answers, asked = sites

        first, again = embed_for(address="youtu.be/dQw4w9WgXcQ?si=x"), embed_for(address=FILM)

        assert first == again
        assert asked == [
            "https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DdQw4w9WgXcQ&format=json"
        ]
        assert (first.address, first.title, first.source) == (
            FILM,
            'The barrier "rises" & falls',
            "Harbour <Trust>, YouTube",
        )

    def test_post_keeps_its_words_its_lines_and_its_day(self, sites):
        post = embed_for(address=POST)

        assert (post.title, post.author, post.provider, post.day) == ("", "Ann Rees", "X", dt.date(2026, 3, 14))
        assert post.text.splitlines() == ["The gate is shut.", "Stay away from the quay."]

    @pytest.mark.parametrize("address", [FILM, POST])
    def test_card_is_stored_as_it_is_made(self, sites, address):
        html = embed_for(address=address).html

        assert clean_body(html) == html

    def test_site_that_is_not_known_is_found_by_what_its_page_names(self, canary, internet):
        base = f"http://good.example:{canary.server_port}/held"
        link = '<link rel="alternate" type="application/json+oembed" href="/held/told?x=1&amp;y=2">'
        canary.held["talk"] = (f"<html><head>{link}</head><p>A talk</p></html>".encode(), {})
        told = {"title": "A talk", "provider_name": "Tides FM", "upload_date": "2026-02-03 10:00:00"}
        canary.held["told?x=1&y=2"] = (json.dumps(told).encode(), {"Content_Type": "application/json"})

        talk = embed_for(address=f"{base}/talk#later")

        assert [path for path, _headers in canary.asked] == ["/held/talk", "/held/told?x=1&y=2"]
        assert (talk.address, talk.title, talk.provider, talk.day) == (
            f"{base}/talk",
            "A talk",
            "Tides FM",
            dt.date(2026, 2, 3),
        )
        assert "data-frame" not in drawn(talk.html)

    def test_page_that_names_nothing_or_an_inner_address_is_refused(self, canary, internet):
        base = f"http://good.example:{canary.server_port}/held"
        canary.held["plain"] = (b"<p>Words</p>", {})
        inner = f"http://127.0.0.1:{canary.server_port}/held/secret"
        canary.held["trap"] = (f'<link type="application/json+oembed" href="{inner}">'.encode(), {})
        canary.held["secret"] = (b'{"title": "secret"}', {"Content_Type": "application/json"})

        with pytest.raises(CannotEmbed, match="does not say"):
            embed_for(address=f"{base}/plain")
        with pytest.raises(CannotEmbed, match="public internet"):
            embed_for(address=f"{base}/trap")

        assert "/held/secret" not in [path for path, _headers in canary.asked]
        assert not Embed.objects.exists()

    @pytest.mark.parametrize(
        "address", ["mailto:a@example.org", "#x", "", "javascript:alert(1)", "https://", "x" * 3000]
    )
    def test_what_is_no_address_of_the_web_is_refused(self, sites, address):
        with pytest.raises(CannotEmbed):
            embed_for(address=address)
        assert sites[1] == []

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"{",
            b"[]",
            b'"title"',
            b"{}",
            b'{"title": 7}',
            b'{"title": " "}',
            b'{"html": ["<p>"]}',
            b"\xff",
            b"[" * 90000,
        ],
    )
    def test_answer_that_says_nothing_is_refused(self, content):
        with pytest.raises(CannotEmbed):
            read_answer(content)

    def test_odd_answer_is_cut_to_what_a_card_holds(self):
        told = read_answer(json.dumps({"title": "a\u202e\n" * 9000, "html": "<p>no quotation</p>"}).encode())

        assert (len(told.title) <= 300, told.text, told.day) == (True, "", None)
        html = "<blockquote><p>" + "tide " * 9000 + "</p><a>Smarch 14, 2026</a></blockquote>"
        assert (len(read_answer(json.dumps({"html": html}).encode()).text) <= 3000) is True
        html = "<blockquote><p>Wall</p><a>February 31, 2026</a></blockquote>"
        assert read_answer(json.dumps({"html": html}).encode()).day is None

    def test_words_cannot_be_changed_and_rows_say_something(self, sites):
        post = embed_for(address=POST)

        for change in ({"text": "The gate is open."}, {"address": FILM}, {"author": "Another"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Embed.objects.filter(pk=post.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            Embed.objects.create(address="https://example.org/", provider="Example", question="x")
        with pytest.raises(IntegrityError), transaction.atomic():
            Embed.objects.create(address="ftp://example.org/", provider="Example", question="x", title="Tide")
        assert Embed.objects.filter(pk=post.pk).update(looked_at=timezone.now()) == 1


def drawn(body, medium="page"):
    return " ".join("".join(map(str, Renderer(Objects(), medium=medium).blocks(body))).split())


class TestShowing:
    def test_every_medium_says_the_words_and_links_to_the_thing(self, sites):
        for address, words in ((FILM, "Harbour &lt;Trust&gt;, YouTube"), (POST, "Stay away from the quay.")):
            html = embed_for(address=address).html
            for medium in MEDIA:
                assert words in drawn(html, medium)
                assert f'<a href="{address}">' in drawn(html, medium)
            assert "<iframe" not in drawn(html)
        assert "14 March 2026" in drawn(html)

    def test_frame_is_named_in_words_that_cannot_leave_their_attribute(self, sites):
        card = drawn(embed_for(address=FILM).html)

        assert 'data-name="The barrier &quot;rises&quot; &amp; falls"' in card
        assert 'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in card
        assert re.findall(r"<button[^>]* hidden ", card) != []
        assert card.index("</button>") < card.index("<figcaption>")  # which is the first or the last of a figure

    def test_frame_follows_from_the_address_and_never_from_the_stored_words(self):
        forged = (
            '<section data-kind="embed" data-frame="https://evil.example/" data-day="2026-02-31"><h3>A</h3>'
            '<iframe src="https://evil.example/"></iframe><footer><a href="https://evil.example/x">B</a></footer></section>'
        )

        clean = clean_body(forged)

        assert clean == (
            '<section data-kind="embed"><h3>A</h3><footer><a href="https://evil.example/x">B</a></footer></section>'
        )
        assert "data-frame" not in drawn(clean)

    @pytest.mark.parametrize("href", ["", "javascript:alert(1)", "mailto:a@example.org", "/inside"])
    def test_card_without_an_address_leaves_its_words(self, href):
        html = f'<section data-kind="embed"><h3>A</h3><p>b</p><footer><a href="{href}">c</a></footer></section>'

        assert "section" not in clean_body(html)
        assert re.sub(r"<[^>]*>", "", clean_body(html)) == "Abc"

    def test_page_lets_in_the_hosts_of_its_cards_and_no_other_page_any(self, client, sites, make_live_article):
        cards = embed_for(address=FILM).html + embed_for(address=POST).html
        story, other = make_live_article("Films", body=f"<p>Look.</p>{cards}"), make_live_article("None")

        page, plain = client.get(story.get_absolute_url()), client.get(other.get_absolute_url())

        hosts = "https://platform.twitter.com https://www.youtube-nocookie.com"
        assert f"frame-src {hosts}" in page["Content-Security-Policy"]
        assert 'fullscreen=(self "https://platform.twitter.com" "https://www' in page["Permissions-Policy"]
        assert "frame-src" not in plain["Content-Security-Policy"]
        assert "fullscreen=(self)," in plain["Permissions-Policy"]
        assert ["js/embed" in each.text for each in (page, plain)] == [True, False]
        assert set(re.findall(r'(?:src|srcset|data)="(https?://[^"/]*)', page.text)) <= {"http://localhost:8000"}

    def test_feed_text_edition_and_partners_have_the_words(self, client, sites, make_live_article):
        story = make_live_article("Films", body=f"<p>Look.</p>{embed_for(address=POST).html}")
        text = client.get(story.get_absolute_url().replace("/", "/text/", 1)).text
        feed = client.get("/feed/json/").json()["items"][0]["content_html"]

        for page in (text, feed):
            assert "Stay away from the quay." in page
            assert f'href="{POST}"' in page
            assert "Show it here" not in page

    def test_export_comes_in_again_to_the_byte(self, sites):
        body = f"<p>Look.</p>{embed_for(address=FILM).html}{embed_for(address=POST).html}"

        exported = story_html(body, {})
        back = to_body(exported, picture=lambda _place: None, address=lambda _url, _key: "", old_hosts=set())

        assert back.html == body
