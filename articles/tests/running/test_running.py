"""A running story: entries that are written, published, put right and withdrawn by themselves."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from articles.editing.optimistic_lock import StaleVersion
from articles.models import Article, Correction, Entry, EntryEdition, Picture, RunningStory, WithheldName
from articles.pictures.usage import pictures_only_of, where_used
from articles.publishing.publish import CannotPublish, NotLive, withdraw
from articles.publishing.takedowns import NotTakenDown, take_down
from articles.running.course import begin, end
from articles.running.publish import correct_entry, publish_entry, withdraw_entry
from articles.running.takedowns import lift_entry_takedown, take_down_entry
from articles.running.write import Written, change_entry, write_entry
from common import tombstones
from newsroom.node.mirror import mirror_takedowns_of_entries
from newsroom.page_cache.keeper import _leads_to, all_taken_down
from newsroom.page_cache.page import Page

HOUR = dt.timedelta(hours=1)


def test_an_entry_goes_its_whole_way(client, running_story, write, editor):
    address = running_story.get_absolute_url()
    entry = write("<p>The <strong>gates</strong> are shut.</p>", "Gates shut")
    assert "Gates shut" not in client.get(address).text

    publish_entry(entry=entry, by=editor)
    page = client.get(address).text
    assert "Gates shut" in page
    assert "<strong>gates</strong>" in page

    entry.refresh_from_db()
    changed = change_entry(entry=entry, seen=1, by=editor, written=Written("Gates open", "<p>They are open.</p>"))
    assert "Gates open" not in client.get(address).text
    correct_entry(entry=changed, by=editor, wording="We said that the gates were shut.", kind="correction")
    page = client.get(address).text
    assert "Gates open" in page
    assert "Gates shut" not in page
    assert page.count("We said that the gates were shut.") == 2  # in the entry, and once for machines
    assert "We said that the gates were shut." in client.get("/corrections/").text

    withdraw_entry(entry=entry)
    assert "Gates open" not in client.get(address).text
    with pytest.raises(NotLive):
        withdraw_entry(entry=entry)
    assert client.get(f"{address}entry/{entry.uuid}/").status_code == 410


class TestGate:
    """What stops a story stops an entry of it."""

    def refusal(self, entry, by):
        with pytest.raises(CannotPublish) as refused:
            publish_entry(entry=entry, by=by)
        assert not EntryEdition.objects.exists()
        return str(refused.value)

    def test_a_story_that_is_not_live_has_no_entries(self, running_story, write, editor):
        withdraw(article=running_story, by=editor)
        assert "publish it first" in self.refusal(write(), editor)

    def test_an_embargo_on_the_entry_or_on_the_story_holds_it(self, running_story, write, editor):
        later = timezone.now() + HOUR
        assert "under embargo" in self.refusal(write(embargoed_until=later), editor)
        Article.objects.filter(pk=running_story.pk).update(embargoed_until=later)
        assert "Under embargo" in self.refusal(write(), editor)

    def test_a_withheld_name_is_found_in_an_entry(self, running_story, write, editor):
        WithheldName.objects.create(article=running_story, name="Quillfeather")
        assert "withheld name" in self.refusal(write("<p>It was Quill<b>feather</b>.</p>"), editor)

    def test_a_draft_poll_stops_it(self, write, make_poll, editor):
        poll = make_poll(state="draft")
        words = f'<p>Now.</p><div data-embed="poll" data-id="{poll.pk}"></div>'
        assert "is a draft" in self.refusal(write(words), editor)

    def test_a_running_case_needs_whoever_may_pass_it(self, running_story, write, section_editor):
        section_editor.edits.create(section=running_story.section)
        Article.objects.filter(pk=running_story.pk).update(active_proceedings=True)
        assert "lawyer" in self.refusal(write(), section_editor)

    def test_four_eyes_are_two_people(self, write, editor, settings):
        settings.FOUR_EYES = True
        assert "somebody else" in self.refusal(write(), editor)

    def test_a_story_that_has_ended_takes_no_other_entry_but_its_summary(self, running_story, write, put_out, editor):
        old = put_out()
        end(running=RunningStory.objects.get(pk=running_story.pk))
        with pytest.raises(CannotPublish, match="has ended"):
            publish_entry(entry=write(), by=editor)
        publish_entry(entry=write("<p>All is well.</p>", is_closing=True), by=editor)
        changed = change_entry(entry=old, seen=1, by=editor, written=Written("", "<p>They were shut.</p>"))
        publish_entry(entry=changed, by=editor)

        begin(article=running_story, by=editor)
        publish_entry(entry=write(), by=editor)

    def test_the_same_words_do_not_go_out_twice(self, put_out, editor):
        with pytest.raises(CannotPublish, match="nothing has changed"):
            publish_entry(entry=put_out(), by=editor)


class TestRecord:
    def test_what_readers_had_of_an_entry_is_never_changed(self, put_out):
        edition = put_out().editions.get()
        for change in ({"words": "<p>Other.</p>"}, {"at": timezone.now()}, {"news": 9}, {"is_key": True}):
            with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
                EntryEdition.objects.filter(pk=edition.pk).update(**change)
        with pytest.raises(IntegrityError, match="never"), transaction.atomic():
            EntryEdition.objects.filter(pk=edition.pk)._raw_delete("default")

    def test_the_words_of_before_stay_in_the_record(self, put_out, editor):
        entry = put_out("<p>First words.</p>")
        between = timezone.now()
        publish_entry(entry=change_entry(entry=entry, seen=1, by=editor, written=Written("", "<p>New.</p>")), by=editor)

        assert [each.words for each in EntryEdition.objects.live(between)] == ["<p>First words.</p>"]
        assert [each.words for each in EntryEdition.objects.live()] == ["<p>New.</p>"]

    def test_each_change_has_its_own_number_and_ends_what_was(self, running_story, put_out, editor):
        first, second = put_out(), put_out()
        publish_entry(entry=change_entry(entry=first, seen=1, by=editor, written=Written("", "<p>X.</p>")), by=editor)
        withdraw_entry(entry=second)

        rows = EntryEdition.objects.order_by("news").values_list("entry", "news", "ended_news", "position")
        assert list(rows) == [(first.pk, 1, 3, 1), (second.pk, 2, 4, 2), (first.pk, 3, None, 1)]
        assert RunningStory.objects.get(pk=running_story.pk).news == 4

    def test_the_database_wants_words_and_one_closing_summary(self, running_story, write):
        write(is_closing=True)
        for wrong in ({"headline": ""}, {"is_closing": True}, {"stage": "?"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Entry.objects.create(story=running_story, **{"headline": "X"} | wrong)

    def test_an_entry_that_is_published_again_keeps_its_place_and_first_time(self, put_out, editor):
        entry = put_out()
        first = entry.editions.get().first_published_at
        withdraw_entry(entry=entry)
        publish_entry(entry=entry, by=editor)

        assert {(each.position, each.first_published_at) for each in entry.editions.all()} == {(1, first)}


def test_what_is_sent_twice_is_written_once(running_story, editor):
    key, written = uuid4(), Written("Gates shut", "")
    sent = [write_entry(story=running_story, by=editor, client_uuid=key, written=written) for _ in range(2)]

    assert [is_new for _, is_new in sent] == [True, False]
    assert Entry.objects.count() == 1


def test_of_two_who_change_one_entry_the_second_is_told(write, editor, sub_editor):
    entry = write()
    change_entry(entry=entry, seen=1, by=editor, written=Written("", "<p>Mine.</p>"))
    with pytest.raises(StaleVersion):
        change_entry(entry=Entry.objects.get(pk=entry.pk), seen=1, by=sub_editor, written=Written("", "<p>Theirs.</p>"))
    assert Entry.objects.get(pk=entry.pk).words == "<p>Mine.</p>"


def test_a_withdrawn_entry_can_be_changed_without_coming_back(client, running_story, put_out, editor):
    entry = put_out()
    withdraw_entry(entry=entry)
    change_entry(entry=entry, seen=1, by=editor, written=Written("", "<p>Quillfeather.</p>"))
    assert "Quillfeather" not in client.get(running_story.get_absolute_url()).text


def test_a_time_to_come_goes_out_as_now(write, editor):
    entry = write(at=timezone.now() + HOUR)
    publish_entry(entry=entry, by=editor)
    edition = entry.editions.get()
    assert edition.at == edition.starts_at


def test_nothing_of_a_story_that_is_gone_is_left(running_story, put_out, editor):
    put_out()
    assert EntryEdition.objects.live().exists()
    withdraw(article=running_story, by=editor)
    assert not EntryEdition.objects.live().exists()


def test_a_correction_of_an_entry_is_kept_and_is_not_the_whole_storys(running_story, put_out, editor, client):
    entry = put_out()
    changed = change_entry(entry=entry, seen=1, by=editor, written=Written("", "<p>New.</p>"))
    made = correct_entry(entry=changed, by=editor, wording="It was wrong.", kind="correction")

    assert list(running_story.corrections.current().of_whole_stories()) == []
    with pytest.raises(IntegrityError, match="never"), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(entry=None)


def test_a_story_that_is_taken_down_takes_its_entries_along(client, running_story, put_out, editor):
    entry = put_out("<p>Quillfeather.</p>")
    address = running_story.get_absolute_url()
    beside = ["", "news/", "since/0/", "entries/1/", f"entry/{entry.uuid}/"]
    assert [client.get(f"{address}{tail}").status_code for tail in beside] == [200, 200, 200, 200, 301]

    take_down(article=running_story, by=editor, reason="A court order.")
    assert [client.get(f"{address}{tail}").status_code for tail in beside] == [410] * 5


class TestTakingDown:
    def test_one_entry_is_taken_from_everywhere_and_the_story_stays(self, client, put_out, running_story, editor):
        stays, goes = put_out("<p>Stays.</p>"), put_out("<p>Quillfeather.</p>")
        address = running_story.get_absolute_url()
        take_down_entry(entry=goes, by=editor, reason="A court order.")

        page = client.get(address).text
        assert "Stays." in page
        assert "Quillfeather" not in page
        assert client.get(f"{address}entry/{goes.uuid}/").status_code == 410
        assert client.get(f"{address}entry/{stays.uuid}/").status_code == 301
        with pytest.raises(CannotPublish, match="taken down"):
            publish_entry(entry=goes, by=editor)

    def test_its_own_pictures_go_and_those_of_others_stay(self, put_out, make_picture, editor, client):
        own, shared = make_picture("Own"), make_picture("Shared")
        words = "".join(f'<figure data-picture="{picture.pk}"></figure>' for picture in (own, shared))
        entry = put_out(words)
        put_out(f'<figure data-picture="{shared.pk}"></figure>')
        take_down_entry(entry=entry, by=editor, reason="A court order.")

        assert [client.get(each.file.url).status_code for each in (own, shared)] == [410, 200]

    def test_lifting_lets_it_be_published_again(
        self, put_out, make_picture, editor, client, django_capture_on_commit_callbacks
    ):
        picture = make_picture()
        entry = put_out(f'<figure data-picture="{picture.pk}"></figure>')
        take_down_entry(entry=entry, by=editor, reason="A court order.")
        with pytest.raises(NotTakenDown):
            take_down_entry(entry=entry, by=editor, reason="Again.")
        with django_capture_on_commit_callbacks(execute=True):
            lift_entry_takedown(entry=entry, by=editor)

        assert client.get(picture.file.url).status_code == 200
        publish_entry(entry=entry, by=editor)
        with pytest.raises(NotTakenDown):
            lift_entry_takedown(entry=entry, by=editor)

    def test_the_stones_stand_on_every_node(self, put_out, editor):
        entry = put_out()
        take_down_entry(entry=entry, by=editor, reason="A court order.")
        tombstones.lift_entry(entry=entry.uuid, files=[])
        mirror_takedowns_of_entries()
        assert str(entry.uuid) in tombstones.entries_taken_down()

        lift_entry_takedown(entry=entry, by=editor)
        mirror_takedowns_of_entries()
        assert tombstones.entries_taken_down() == {}

    def test_no_kept_page_that_has_it_is_shown_again(self, running_story, put_out, editor):
        entry = put_out()
        page = Page(200, [], f'<a href="/x/entry/{entry.uuid}/">'.encode(), "", "", 0, frozenset(), 0.0, 0.0)
        assert not _leads_to([77], (b"host", b"/"), page)
        tombstones.mark_entry_taken_down(entry=entry.uuid, files=[])
        assert _leads_to(all_taken_down(), (b"host", b"/"), page)

    def test_a_picture_of_a_live_entry_counts_as_seen_by_readers(self, put_out, make_picture, running_story):
        picture = make_picture()
        put_out(f'<figure data-picture="{picture.pk}"></figure>')
        assert Picture.objects.with_use().get(pk=picture.pk).is_live
        assert [(use.article, use.is_live) for use in where_used(picture)] == [(running_story, True)]
        with pytest.raises(ProtectedError):
            picture.delete()
        assert picture in pictures_only_of(running_story)
