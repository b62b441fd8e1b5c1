"""An entry that becomes a story, a story that becomes an entry, and a running story on a front."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Article, Entry, EntryEdition, RunningStory, WithheldName
from articles.publishing.publish import publish, withdraw
from articles.running.course import end
from articles.running.moving import break_out, take_in
from articles.running.publish import publish_entry
from articles.tests.front_builders import pin, put_live
from common import site_version

HOUR = dt.timedelta(hours=1)


class TestBreakingOut:
    def test_a_story_of_its_own_has_the_entrys_words_and_the_storys_guards(
        self, put_out, running_story, make_author, editor
    ):
        WithheldName.objects.create(article=running_story, name="Quill")
        Article.objects.filter(pk=running_story.pk).update(election=True, embargoed_until=timezone.now() - HOUR)
        entry = put_out("<p>The mill is under water.</p>", "Mill under water", author=make_author("Wren Halloran"))
        story = break_out(entry=entry, by=editor)

        assert (story.headline, story.body, story.slug) == (
            "Mill under water",
            "<p>The mill is under water.</p>",
            "mill-under-water",
        )
        assert [line.author.name for line in story.bylines.all()] == ["Wren Halloran"]
        assert story.election
        assert story.withheld_names.count() == 1
        assert not story.editions.exists()

    def test_readers_find_the_way_while_the_story_is_live(self, client, put_out, running_story, editor):
        entry = put_out("<p>The mill is under water.</p>")
        story = break_out(entry=entry, by=editor)
        address = running_story.get_absolute_url()
        entry = Entry.objects.get()
        publish_entry(entry=entry, by=editor)
        assert story.headline == "The mill is under water."
        assert story.get_absolute_url() not in client.get(address).text

        publish(article=story, by=editor)
        assert story.get_absolute_url() in client.get(address).text
        withdraw(article=story, by=editor)
        assert story.get_absolute_url() not in client.get(address).text

    def test_an_entry_under_embargo_makes_a_story_under_embargo(self, write, editor):
        later = timezone.now() + HOUR
        assert break_out(entry=write(embargoed_until=later), by=editor).embargoed_until == later

    def test_the_desk_does_it_with_one_button(self, client, editor, put_out, running_story):
        entry = put_out("<p>The mill is under water.</p>", "Mill")
        client.force_login(editor)
        answer = client.post(f"/admin/articles/article/{running_story.pk}/running/{entry.pk}/break-out/")
        story = Article.objects.get(headline="Mill")
        assert answer.url == f"/admin/articles/article/{story.pk}/change/"


class TestTakingIn:
    def test_a_story_becomes_the_draft_of_an_entry_that_leads_to_it(
        self, client, running_story, make_live_article, editor
    ):
        other = make_live_article("Mill & lane", standfirst="It <rose>.")
        entry = take_in(story=running_story, other=other, by=editor)
        assert not EntryEdition.objects.exists()
        publish_entry(entry=entry, by=editor)

        page = client.get(running_story.get_absolute_url()).text
        assert "It &lt;rose&gt;." in page
        assert other.get_absolute_url() in page

    def test_the_desk_offers_stories_that_run_and_are_ones_own(
        self, client, reporter, running_story, make_live_article
    ):
        other = make_live_article("Mill")
        client.force_login(reporter)
        address = f"/admin/articles/article/{other.pk}/take-in/"
        assert running_story.headline not in client.get(address).text
        client.post(address, {"story": running_story.pk})
        assert not Entry.objects.exists()

        Article.objects.filter(pk=running_story.pk).update(assigned_to=reporter)
        assert running_story.headline in client.get(address).text
        answer = client.post(address, {"story": running_story.pk})
        assert answer.url.endswith(f"?entry={Entry.objects.get().pk}#entry-{Entry.objects.get().pk}")


class TestOnAFront:
    @pytest.fixture
    def front(self, open_paper, running_story):
        put_live(pin(running_story, "lead"))

    def test_the_last_three_entries_stand_under_its_card(self, client, front, many_entries):
        many_entries(5)
        page = client.get("/").text
        assert [f"Reading {n}" in page for n in range(1, 6)] == [False, False, True, True, True]

    def test_none_stand_there_when_it_is_over_or_has_none_live(self, client, front, put_out, write, running_story):
        write("<p>Quillfeather in a draft.</p>")
        put_out("<p>The lane is empty.</p>")
        page = client.get("/").text
        assert "The lane is empty." in page
        assert "Quillfeather" not in page

        end(running=RunningStory.objects.get(pk=running_story.pk))
        site_version.forget()
        assert "The lane is empty." not in client.get("/").text
