"""A running story before its readers: the newest at its address, older ones on fixed pages, news by one small file."""

import datetime as dt
import json
import re

import brotli
import pytest
from django.utils import timezone

from articles.body.kinds.embed import written
from articles.models import Partner, RunningStory
from articles.publishing.publish import publish, withdraw
from articles.running.course import end, set_order
from articles.running.publish import correct_entry, publish_entry, withdraw_entry
from articles.running.write import Written, change_entry
from common import site_version

MARKER = "Quillfeather"
HOUR = dt.timedelta(hours=1)


def ids_on(page):
    return re.findall(r'data-entry="([0-9a-f-]+)"', page)


def data_on(page):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(block)


@pytest.fixture
def address(running_story):
    return running_story.get_absolute_url()


class TestPaging:
    def test_the_newest_twenty_stand_at_the_address(self, client, many_entries, address):
        entries = many_entries(45)
        page = client.get(address).text
        assert ids_on(page) == [str(entry.uuid) for entry in reversed(entries[25:])]
        assert f'href="{address}entries/2/"' in page

    def test_an_order_from_the_first_on_turns_the_list(self, client, many_entries, running_story, address):
        entries = many_entries(5)
        set_order(running=RunningStory.objects.get(pk=running_story.pk), newest_first=False)
        assert ids_on(client.get(address).text) == [str(entry.uuid) for entry in entries]

    def test_older_pages_stay_as_they_are_while_the_story_grows(self, client, many_entries, put_out, address):
        entries = many_entries(40)
        before = ids_on(client.get(f"{address}entries/1/").text)
        put_out()
        put_out(at=timezone.now() - 24 * HOUR)  # of an earlier time, and later in coming

        assert ids_on(client.get(f"{address}entries/1/").text) == before
        assert before == [str(entry.uuid) for entry in reversed(entries[:20])]
        assert len(ids_on(client.get(f"{address}entries/3/").text)) == 2
        assert client.get(f"{address}entries/4/").status_code == 404
        assert client.get(f"{address}entries/0/").status_code == 404

    def test_an_entrys_own_address_leads_to_its_place_for_good(self, client, many_entries, address):
        entry = many_entries(45)[3]
        answer = client.get(f"{address}entry/{entry.uuid}/")
        assert (answer.status_code, answer.url) == (301, f"{address}entries/1/#e-{entry.uuid}")
        assert f'id="e-{entry.uuid}"' in client.get(answer.url).text

    def test_other_spellings_lead_to_the_story(self, client, put_out, running_story, address):
        put_out()
        answer = client.get(f"/other/words-{running_story.pk}/entries/1/")
        assert (answer.status_code, answer.url) == (302, f"{address}entries/1/")

    def test_pinned_ones_stand_first_and_key_moments_jump(self, client, many_entries, put_out, address):
        entries = many_entries(30)
        pinned = put_out("<p>Keep off the bridge.</p>", "Keep off", is_pinned=True)
        page = client.get(address).text
        assert ids_on(page)[0] == str(pinned.uuid)
        assert ids_on(page).count(str(pinned.uuid)) == 1
        assert f'href="#e-{entries[24].uuid}"' in page

    def test_a_story_that_is_over_has_its_summary_first_and_asks_for_nothing(
        self, client, put_out, running_story, address
    ):
        put_out()
        assert f'data-news="{address}news/"' in client.get(address).text
        end(running=RunningStory.objects.get(pk=running_story.pk))
        last = put_out("<p>All is well.</p>", is_closing=True)

        page = client.get(address).text
        assert ids_on(page)[0] == str(last.uuid)
        assert "data-news" not in page
        assert client.get(f"{address}news/").json()["over"] is True


def test_notes_of_several_entries_on_a_page_lead_each_to_its_own(client, put_out, address):
    for _ in range(2):
        put_out('<p>It rose<span data-footnote="">By the gauge.</span> again.</p>')
    page = client.get(address).text
    names = re.findall(r' id="(note-[^"]+)"', page)
    assert len(names) == len(set(names)) == 4
    assert set(re.findall(r'href="#(note-[^"]+)"', page)) == set(names)
    assert "It rose again." in client.get("/").text  # below the card


def test_a_story_says_that_it_is_live_for_as_long_as_it_runs(client, running_story, address):
    pages = (address, "/", "/news/")
    assert all('class="live-sign"' in client.get(path).text for path in pages)
    end(running=RunningStory.objects.get(pk=running_story.pk))
    assert not any("live-sign" in client.get(path).text for path in pages)


class TestNews:
    def test_each_change_moves_the_number_after_it_can_be_seen(self, client, put_out, editor, address):
        def told():
            news = client.get(f"{address}news/").json()
            return news["v"], news["n"]

        assert told() == (0, 0)
        entry = put_out()
        assert told() == (1, 1)
        changed = change_entry(entry=entry, seen=1, by=editor, written=Written("", "<p>New.</p>"))
        assert told() == (1, 1)
        publish_entry(entry=changed, by=editor)
        assert told() == (2, 1)
        withdraw_entry(entry=entry)
        assert told() == (3, 0)

    def test_the_piece_holds_what_is_new_what_changed_and_what_went(self, client, put_out, editor, address):
        stays, changes, goes = put_out(), put_out(), put_out()
        publish_entry(
            entry=change_entry(entry=changes, seen=1, by=editor, written=Written("", "<p>New.</p>")), by=editor
        )
        withdraw_entry(entry=goes)
        new = put_out()

        piece = client.get(f"{address}since/3/").text
        assert set(ids_on(piece)) == {str(changes.uuid), str(new.uuid)}
        assert re.findall(r'data-gone="([0-9a-f-]+)"', piece) == [str(goes.uuid)]
        assert 'data-since="6"' in piece
        assert str(stays.uuid) not in piece
        assert ids_on(client.get(f"{address}since/6/").text) == []
        assert client.get(f"{address}since/7/").status_code == 404

    def test_a_page_that_is_far_behind_is_opened_anew(self, client, many_entries, address):
        many_entries(60)
        assert "data-reload" in client.get(f"{address}since/0/").text
        assert "data-reload" not in client.get(f"{address}since/30/").text

    def test_two_entries_of_one_second_both_come(self, client, put_out, address):
        at = timezone.now() - HOUR
        one, two = put_out(at=at), put_out(at=at)
        assert set(ids_on(client.get(f"{address}since/0/").text)) == {str(one.uuid), str(two.uuid)}


class TestSize:
    """500 entries: what one look costs."""

    def test_the_first_view_weighs_little_and_the_news_less_than_a_kilobyte(self, client, many_entries, address):
        many_entries(
            500, "<p>At {n}: " + "The water came over the wall by the mill, and the lane was empty. " * 6 + "</p>"
        )
        page = client.get(address).content
        assert len(brotli.compress(page, quality=5)) <= 60_000
        assert len(client.get(f"{address}news/").content) <= 1024
        assert client.get(f"{address}entries/25/").status_code == 200

    def test_no_number_of_entries_asks_more_queries(self, client, many_entries, address, django_assert_num_queries):
        many_entries(500)
        for tail in ("", "news/", "since/490/", "entries/3/"):
            client.get(f"{address}{tail}")  # what is kept of the story itself is drawn once
        with django_assert_num_queries(6):
            client.get(address)
        with django_assert_num_queries(4):
            client.get(f"{address}news/")
        with django_assert_num_queries(4):
            client.get(f"{address}since/490/")
        with django_assert_num_queries(4):
            client.get(f"{address}entries/3/")


class TestOtherForms:
    def test_machines_are_told_of_a_live_blog(self, client, put_out, running_story, editor, address):
        put_out('<div data-embed="poll" data-id="77"></div>')
        entry = put_out("<p>One.</p><p>Two.</p>", "Gates shut")
        data = data_on(client.get(address).text)

        assert data["@type"] == ["NewsArticle", "LiveBlogPosting"]
        (told,) = data["liveBlogUpdate"]
        assert (told["headline"], told["articleBody"]) == ("Gates shut", "One. Two.")
        assert told["url"].endswith(f"{address}entry/{entry.uuid}/")
        assert data["dateModified"] == told["dateModified"]
        assert "coverageEndTime" not in data

        end(running=RunningStory.objects.get(pk=running_story.pk))
        assert "coverageEndTime" in data_on(client.get(address).text)

    @pytest.mark.parametrize("form", ["", "atom/", "json/"])
    def test_a_feed_has_the_entries(self, client, put_out, form, address):
        entry = put_out("<p>The <strong>gates</strong> are shut.</p>", "Gates & locks")
        feed = client.get(f"{address}feed/{form}")
        assert feed.status_code == 200
        assert f"urn:uuid:{entry.uuid}" in feed.text
        assert f"{address}entry/{entry.uuid}/" in feed.text
        assert f'href="{address}feed/{form}"' in client.get(address).text

    def test_a_page_lets_in_what_its_entries_show_of_other_sites(self, client, put_out, address, running_story):
        plain = client.get(address)
        film = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        put_out(written(address=film, title="Harbour", lines=[], source="Trust, YouTube", day=None))
        pages = [client.get(address), client.get(f"{address}entries/1/")]

        assert "frame-src" not in plain["Content-Security-Policy"]
        assert all("frame-src https://www.youtube-nocookie.com" in page["Content-Security-Policy"] for page in pages)
        assert ["js/running" in page.text for page in pages] == [True, False]  # which has the script for players
        assert ["js/embed" in page.text for page in pages] == [False, True]

    def test_the_text_edition_has_them_all(self, client, many_entries, address, put_out, make_live_article):
        other = make_live_article("Elsewhere")
        many_entries(45)
        put_out(f'<p>See.</p><div data-embed="related" data-id="{other.pk}"></div>')
        text = client.get(f"/text{address}").text
        assert text.count("<article id=") == 46
        assert f"/text{other.get_absolute_url()}" in text


def every_address(address, entry):
    beside = ("", "news/", "since/0/", "entries/1/", f"entry/{entry.uuid}/", "embed/", "republish/")
    feeds = ("feed/", "feed/atom/", "feed/json/")
    own = [f"{address}{tail}" for tail in (*beside, *feeds)]
    return [
        *own,
        f"/text{address}",
        "/",
        "/news/",
        "/feed/",
        "/corrections/",
        "/search/?q=flood",
        "/sitemap.xml",
    ]


def where_the_marker_is(client, address, entry):
    pages = {path: client.get(path, follow=True).text for path in every_address(address, entry)}
    token = Partner.objects.get_or_create(name="Radio")[0].renew_token()
    site_version.begin_with(None)  # this process knows the partners of before
    for path in ("stories/", f"stories/{entry.story.uuid}/", f"stories/{entry.story.uuid}/entries/", "changes/"):
        for form in ("ninjs", "plain"):
            asked = client.get(f"/api/v1/{path}", {"form": form}, headers={"Authorization": f"Bearer {token}"})
            pages[f"{path}?{form}"] = asked.text
    return [path for path, page in pages.items() if MARKER.lower() in page.lower()]


class TestMarker:
    """An entry that readers do not have is at no address."""

    def test_a_live_one_is_found(self, client, put_out, address):
        entry = put_out(f"<p>{MARKER}.</p>", MARKER)
        found = where_the_marker_is(client, address, entry)
        assert "/" in found  # where the story leads the front
        assert {f"stories/{entry.story.uuid}/entries/?{form}" for form in ("ninjs", "plain")} <= {*found}
        assert len(found) == 11

    @pytest.mark.parametrize("stands", ["draft", "offered", "embargoed", "withdrawn", "changed", "story withdrawn"])
    def test_one_that_is_not_live_is_nowhere(self, client, stands, write, put_out, running_story, editor, address):
        words = f"<p>{MARKER}.</p>"
        put_out("<p>Between them.</p>")
        entry = write(words, MARKER, embargoed_until=timezone.now() + HOUR if stands == "embargoed" else None)
        if stands in {"withdrawn", "story withdrawn"}:
            publish_entry(entry=entry, by=editor)
        if stands == "withdrawn":
            withdraw_entry(entry=entry)
        if stands == "changed":
            entry = put_out("<p>Harmless.</p>")
            change_entry(entry=entry, seen=1, by=editor, written=Written(MARKER, words))
        if stands == "story withdrawn":
            withdraw(article=running_story, by=editor)
        put_out("<p>After it.</p>") if stands != "story withdrawn" else None

        assert where_the_marker_is(client, address, entry) == []

    def test_old_words_are_nowhere_after_a_correction(self, client, put_out, editor, address):
        entry = put_out(f"<p>{MARKER}.</p>")
        changed = change_entry(entry=entry, seen=1, by=editor, written=Written("", "<p>Put right.</p>"))
        correct_entry(entry=changed, by=editor, wording="A name was wrong.", kind="correction")
        assert where_the_marker_is(client, address, entry) == []

    def test_a_link_to_a_story_that_is_withdrawn_goes_with_it(
        self, client, put_out, make_live_article, editor, address
    ):
        other = make_live_article(f"{MARKER} breaks away")
        entry = put_out(f'<p>More:</p><div data-embed="related" data-id="{other.pk}"></div>')
        assert address in where_the_marker_is(client, address, entry)
        withdraw(article=other, by=editor)
        assert where_the_marker_is(client, address, entry) == []
        publish(article=other, by=editor)
        assert address in where_the_marker_is(client, address, entry)
