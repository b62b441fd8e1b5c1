"""The desk's screen of a running story: written, published, put right and withdrawn in one place, by several people."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.utils import timezone

from articles.models import Article, Correction, Entry, EntryEdition, EntryStage, RunningStory
from articles.publishing.publish import CannotPublish, publish
from articles.running.write import Written, change_entry, offer


@pytest.fixture
def screen(running_story):
    return f"/admin/articles/article/{running_story.pk}/running/"


def fields(words="<p>Gates shut.</p>", **facts):
    """A new entry as the browser sends it."""
    return {"client_uuid": str(uuid4()), "headline": "", "words": words, "at": ""} | facts


def changed(entry, words, **facts):
    sent = fields(words, entry=entry.pk, version=entry.version, at=timezone.localtime(entry.at).isoformat()[:16])
    return sent | facts


@pytest.fixture
def own_story(running_story, reporter):
    """Of this reporter's as well."""
    Article.objects.filter(pk=running_story.pk).update(assigned_to=reporter)


class TestWriting:
    def test_an_entry_goes_out_in_one_step(self, client, editor, running_story, screen):
        client.force_login(editor)
        answer = client.post(screen, fields(_publish=""), follow=True)

        assert "The entry is live." in answer.text
        assert "Gates shut." in client.get(running_story.get_absolute_url()).text

    def test_a_draft_is_kept_from_readers(self, client, editor, running_story, screen):
        client.force_login(editor)
        answer = client.post(screen, fields(_draft=""), follow=True)

        assert "Readers do not see it yet." in answer.text
        assert not EntryEdition.objects.exists()

    def test_a_reporter_hands_it_to_an_editor_whatever_the_button(
        self, client, reporter, editor, own_story, screen, running_story
    ):
        client.force_login(reporter)
        assert "Hand to an editor" in client.get(screen).text
        client.post(screen, fields(_publish=""))
        entry = Entry.objects.get()
        assert entry.stage == EntryStage.WAITING
        assert not EntryEdition.objects.exists()

        client.force_login(editor)
        assert "Waits for an editor" in client.get(screen).text
        client.post(f"{screen}{entry.pk}/publish/")
        assert EntryEdition.objects.live().get().entry == entry
        assert not Entry.objects.waiting().exists()

    def test_an_entry_goes_back_to_its_writer(self, client, editor, write, screen):
        entry = write()
        offer(entry=entry)
        client.force_login(editor)
        client.post(f"{screen}{entry.pk}/give-back/")
        assert Entry.objects.get().stage == EntryStage.DRAFT

    def test_what_is_sent_twice_is_there_once(self, client, editor, screen):
        client.force_login(editor)
        sent = fields(_publish="")
        client.post(screen, sent)
        client.post(screen, sent)
        assert Entry.objects.count() == EntryEdition.objects.count() == 1

    def test_what_is_sent_again_with_other_words_loses_none(self, client, editor, sub_editor, screen):
        client.force_login(editor)
        sent = fields(_draft="")
        client.post(screen, sent)
        client.post(screen, sent | {"words": "<p>More words.</p>"})
        entry = Entry.objects.get()
        assert entry.words == "<p>More words.</p>"

        change_entry(entry=entry, seen=2, by=sub_editor, written=Written("", "<p>Their words.</p>"))
        answer = client.post(screen, sent | {"words": "<p>Late words.</p>"}).text
        assert "Two wordings" in answer
        assert "Late words." in answer
        assert Entry.objects.get().words == "<p>Their words.</p>"

    def test_lines_that_no_editor_wrote_are_paragraphs(self, client, editor, screen):
        client.force_login(editor)
        client.post(screen, fields("First line\n\nSecond & last", _draft=""))
        assert Entry.objects.get().words == "<p>First line</p><p>Second &amp; last</p>"

    def test_an_empty_entry_is_refused_and_nothing_is_lost(self, client, editor, screen):
        client.force_login(editor)
        answer = client.post(screen, fields("", _draft=""))
        assert "Write something" in answer.text
        assert not Entry.objects.exists()

    def test_what_was_typed_stands_in_the_form_that_is_refused(self, client, editor, screen):
        client.force_login(editor)
        answer = client.post(screen, fields("<p>Kept words.</p>", headline="Kept headline", at="never", _draft=""))
        assert "Kept words." in answer.text
        assert "Kept headline" in answer.text

    def test_a_refusal_of_the_gate_keeps_the_draft(self, client, editor, screen, running_story):
        Article.objects.filter(pk=running_story.pk).update(embargoed_until=timezone.now() + dt.timedelta(hours=1))
        client.force_login(editor)
        answer = client.post(screen, fields(_publish=""), follow=True)
        assert "Under embargo until" in answer.text
        assert Entry.objects.get().words == "<p>Gates shut.</p>"


class TestChanging:
    def test_an_entry_is_changed_where_it_stands(self, client, editor, put_out, screen):
        entry = put_out()
        client.force_login(editor)
        page = client.get(f"{screen}?entry={entry.pk}").text
        assert page.count('id="article_form"') == 1
        assert page.index(f'id="entry-{entry.pk}"') < page.index('id="article_form"')
        client.post(screen, changed(entry, "<p>Gates open.</p>", _publish=""))
        assert EntryEdition.objects.live().get().words == "<p>Gates open.</p>"

    def test_a_time_that_nobody_touched_keeps_its_seconds(self, client, editor, put_out, screen):
        entry = put_out()
        client.force_login(editor)
        client.post(screen, changed(entry, "<p>New.</p>", _publish=""))
        assert Entry.objects.get().at == entry.at
        earlier = timezone.localtime(entry.at) - dt.timedelta(minutes=9)
        client.post(screen, changed(Entry.objects.get(), "<p>New.</p>", at=earlier.isoformat()[:16], _publish=""))
        assert Entry.objects.get().at == earlier.replace(second=0, microsecond=0)

    @pytest.mark.parametrize("button", ["_correct", "_publish"])
    def test_a_correction_says_what_was_wrong(self, client, editor, put_out, screen, running_story, button):
        entry = put_out()
        client.force_login(editor)
        wrong = changed(entry, "<p>Gates open.</p>", _correct="", kind="correction", wording="")
        assert "Say what was wrong." in client.post(screen, wrong).text
        assert EntryEdition.objects.live().get().words == "<p>The gates are shut.</p>"

        said = changed(entry, "<p>Gates open.</p>", kind="correction", wording="They were open.")
        client.post(screen, said | {button: ""})
        made = Correction.objects.get()
        assert (made.entry, made.made_by, made.article) == (entry, editor, running_story)
        assert EntryEdition.objects.live().get().words == "<p>Gates open.</p>"

    def test_a_correction_that_replaces_one_of_an_entry_stands_in_the_entry_too(
        self, client, editor, put_out, running_story
    ):
        entry = put_out()
        old = Correction.objects.create(article=running_story, entry=entry, wording="Wrong.")
        client.force_login(editor)
        sent = {"article": running_story.pk, "kind": "correction", "wording": "Right.", "place": "foot"}
        client.post("/admin/articles/correction/add/", sent | {"supersedes": old.pk})
        assert Correction.objects.get(wording="Right.").entry == entry

    def test_who_saves_second_is_shown_both_wordings(self, client, editor, sub_editor, put_out, screen):
        entry = put_out()
        change_entry(entry=entry, seen=1, by=sub_editor, written=Written("", "<p>Their words.</p>"))
        entry.version = 1
        client.force_login(editor)
        answer = client.post(screen, changed(entry, "<p>My words.</p>", _publish="")).text

        assert "Two wordings" in answer
        assert "Their words." in answer
        assert "My words." in answer
        assert Entry.objects.get().words == "<p>Their words.</p>"
        version = re.search(r'name="version" value="(\d+)"', answer)[1]
        client.post(screen, changed(entry, "<p>My words.</p>", _publish="") | {"version": version})
        assert EntryEdition.objects.live().get().words == "<p>My words.</p>"

    def test_an_entry_is_withdrawn_in_place(self, client, editor, put_out, screen):
        entry = put_out()
        client.force_login(editor)
        client.post(f"{screen}{entry.pk}/withdraw/")
        assert not EntryEdition.objects.live().exists()
        assert "Withdrawn" in client.get(screen).text

    def test_an_entry_of_another_story_is_not_found_here(self, client, editor, put_out, make_live_article, screen):
        other = make_live_article()
        RunningStory.objects.create(article=other)
        foreign = Entry.objects.create(story=other, headline="Elsewhere")
        client.force_login(editor)
        assert client.get(f"{screen}?entry={foreign.pk}").status_code == 404
        for act in ("publish", "give-back", "withdraw"):
            assert client.post(f"{screen}{foreign.pk}/{act}/").status_code == 404


class TestRights:
    def test_a_reporter_publishes_and_withdraws_nothing(self, client, reporter, own_story, put_out, write, screen):
        live, draft = put_out(), write()
        client.force_login(reporter)
        for address in (f"{screen}{draft.pk}/publish/", f"{screen}{live.pk}/withdraw/", f"{screen}end/"):
            assert client.post(address).status_code == 403
        assert EntryEdition.objects.live().count() == 1

    def test_a_correction_by_a_reporter_waits(self, client, reporter, own_story, put_out, screen):
        entry = put_out()
        client.force_login(reporter)
        sent = changed(entry, "<p>New.</p>", _correct="", kind="correction", wording="It was wrong.")
        client.post(screen, sent)
        assert not Correction.objects.exists()
        assert EntryEdition.objects.live().get().words == "<p>The gates are shut.</p>"

    def test_a_reporter_of_other_stories_reads_and_writes_nothing(self, client, reporter, write, screen):
        write()
        client.force_login(reporter)
        page = client.get(screen).text
        assert "The gates are shut." in page
        assert "article_form" not in page
        assert client.post(screen, fields()).status_code == 403
        assert Entry.objects.count() == 1


class TestCourse:
    def test_a_story_begins_ends_and_is_taken_up_again(self, client, editor, make_live_article):
        story = make_live_article()
        screen = f"/admin/articles/article/{story.pk}/running/"
        client.force_login(editor)
        assert "Tell this story in entries?" in client.get(screen).text

        client.post(f"{screen}begin/")
        assert "New entry" in client.get(screen).text
        client.post(f"{screen}end/")
        assert RunningStory.objects.get().is_over
        client.post(f"{screen}begin/")
        assert not RunningStory.objects.get().is_over
        client.post(f"{screen}order/")
        assert not RunningStory.objects.get().newest_first

    def test_a_story_that_says_nothing_begins_with_its_standfirst(self, client, editor, make_article):
        story = make_article(body="", standfirst="")
        screen = f"/admin/articles/article/{story.pk}/running/"
        client.force_login(editor)
        client.post(f"{screen}begin/")
        answer = client.post(screen, fields(_publish=""), follow=True).text
        for told in ("publish it first", "What you wrote is kept", "once the story itself is live"):
            assert told in answer
        with pytest.raises(CannotPublish, match="write a standfirst"):
            publish(article=story, by=editor)

        Article.objects.filter(pk=story.pk).update(standfirst="The river is over its banks.")
        publish(article=story, by=editor)
        client.post(f"{screen}{Entry.objects.get().pk}/publish/")
        page = client.get(story.get_absolute_url()).text
        assert "The river is over its banks." in page
        assert "Gates shut." in page
        assert "once the story itself is live" not in client.get(screen).text


class TestOthers:
    def test_the_list_comes_only_when_something_is_new(self, client, editor, sub_editor, write, screen):
        write()
        client.force_login(editor)
        marker = re.search(r'data-marker="([^"]+)"', client.get(screen).text)[1]
        assert client.get(f"{screen}entries/", {"seen": marker}).status_code == 204

        write("<p>From a colleague.</p>", by=sub_editor)
        answer = client.get(f"{screen}entries/", {"seen": marker})
        assert answer.status_code == 200
        assert "From a colleague." in answer.text

    def test_the_screen_costs_the_same_for_any_number(
        self, client, editor, put_out, screen, django_assert_max_num_queries
    ):
        for _ in range(8):
            put_out()
        client.force_login(editor)
        client.get(screen)
        with django_assert_max_num_queries(24):
            client.get(screen)


def test_the_desks_first_page_leads_to_what_runs_and_says_what_waits(
    client, editor, reporter, own_story, write, screen
):
    client.force_login(editor)
    page = client.get("/admin/").text
    assert page.count(f'href="{screen}"') == 1
    offer(entry=write())
    offer(entry=write())
    page = client.get("/admin/").text
    assert "2 entries wait for an editor" in page
    assert page.count(f'href="{screen}"') == 2

    client.force_login(reporter)
    page = client.get("/admin/").text
    assert "wait for an editor" not in page
    assert page.count(f'href="{screen}"') == 1
