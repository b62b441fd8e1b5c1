"""An entry goes out by itself at its time, as it was when somebody chose that; what cannot is told."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, DeskLetter, Entry, EntryEdition, EntryStage
from articles.publishing.publish import CannotPublish, NotLive, withdraw
from articles.running.publish import publish_entry
from articles.running.schedule import call_off, publish_due_entries, schedule_entry
from articles.running.write import Written, change_entry

HOUR = dt.timedelta(hours=1)
MARKER = "quintoleri"


@pytest.fixture
def later():
    return timezone.now() + HOUR


@pytest.fixture
def planned(write, editor, later):
    entry = write(f"<p>{MARKER} at six.</p>", MARKER)
    schedule_entry(entry=entry, by=editor, at=later)
    entry.refresh_from_db()
    return entry


@pytest.fixture
def at_its_time(planned, time_machine):
    """The clock stands at the moment of the planned entry when this is called."""

    def go():
        time_machine.move_to(planned.goes_out_at, tick=False)
        publish_due_entries()
        planned.refresh_from_db()

    return go


def test_it_goes_out_at_its_time_once_and_stands_where_it_came(
    client, running_story, planned, put_out, at_its_time, later
):
    address = running_story.get_absolute_url()
    put_out("<p>Before it.</p>")
    publish_due_entries()
    assert MARKER not in client.get(address).text

    at_its_time()
    publish_due_entries()
    edition = planned.editions.get()
    assert MARKER in client.get(address).text
    assert (edition.starts_at, edition.at, edition.position, edition.news) == (later, later, 2, 2)
    assert (planned.stage, planned.goes_out_at) == (EntryStage.DONE, None)
    assert not DeskLetter.objects.exists()


def test_a_change_to_a_live_entry_waits_and_leaves_its_time(put_out, editor, later, time_machine):
    entry = put_out("<p>Old.</p>")
    changed = change_entry(entry=entry, seen=1, by=editor, written=Written("", "<p>New.</p>"))
    schedule_entry(entry=changed, by=editor, at=later)
    assert EntryEdition.objects.live().get().words == "<p>Old.</p>"
    time_machine.move_to(later)
    publish_due_entries()
    live = EntryEdition.objects.live().get()
    assert (live.words, live.at) == ("<p>New.</p>", entry.at)


def test_whatever_else_is_done_with_it_calls_it_off(planned, editor, later):
    def is_off():
        planned.refresh_from_db()
        off = planned.goes_out_at is None and planned.goes_out_by is None
        schedule_entry(entry=planned, by=editor, at=later) if off else None
        return off

    call_off(entry=planned)
    assert is_off()
    change_entry(entry=planned, seen=1, by=editor, written=Written("", "<p>Other words.</p>"))
    assert is_off()
    publish_entry(entry=planned, by=editor)
    planned.refresh_from_db()
    assert planned.goes_out_at is None
    with pytest.raises(NotLive):
        call_off(entry=planned)
    with pytest.raises(IntegrityError, match="entry_scheduled_has_a_time"), transaction.atomic():
        Entry.objects.update(goes_out_at=later)


def test_the_gate_is_asked_for_that_moment(write, running_story, editor, later):
    embargoed = write(embargoed_until=later)
    with pytest.raises(CannotPublish, match="under embargo"):
        schedule_entry(entry=embargoed, by=editor, at=later - HOUR / 2)
    schedule_entry(entry=embargoed, by=editor, at=later)
    with pytest.raises(CannotPublish, match="time has passed"):
        schedule_entry(entry=embargoed, by=editor, at=timezone.now())
    withdraw(article=running_story, by=editor)
    with pytest.raises(CannotPublish, match="not live"):
        schedule_entry(entry=embargoed, by=editor, at=later)


@pytest.mark.parametrize("because", ["embargo", "withdrawn", "right"])
def test_what_the_gate_stops_then_waits_and_whoever_chose_the_time_is_told(
    client, because, planned, running_story, editor, at_its_time, later
):
    colleague = User.objects.create_user("colleague", "colleague@courier.example", is_staff=True)
    colleague.groups.set(editor.groups.all())
    editor.email = "editor@courier.example"
    editor.save()
    if because == "embargo":
        Article.objects.filter(pk=running_story.pk).update(embargoed_until=later + HOUR)
    if because == "withdrawn":
        withdraw(article=running_story, by=editor)
    if because == "right":
        editor.is_active = False
        editor.save()
    at_its_time()
    publish_due_entries()

    reason = {"embargo": "Under embargo", "withdrawn": "not live", "right": "may not publish it any more"}[because]
    assert not EntryEdition.objects.exists()
    assert planned.stage == EntryStage.WAITING
    assert reason in planned.kept_back
    letters = DeskLetter.objects.all()
    assert all(reason in letter.body and f"#entry-{planned.pk}" in letter.body for letter in letters)
    told = {letter.to for letter in letters}
    assert told == {colleague.email if because == "right" else editor.email}
    client.force_login(colleague)
    assert reason in client.get(f"/admin/articles/article/{running_story.pk}/running/").text


def test_the_desk_schedules_moves_and_calls_off(client, editor, reporter, write, running_story, settings):
    settings.TIME_ZONE = "Europe/London"
    entry = write()
    screen = f"/admin/articles/article/{running_story.pk}/running/"
    sent = {"entry": entry.pk, "version": 1, "headline": "", "words": entry.words, "at": "", "_schedule": ""}
    client.force_login(editor)

    def send(at, **facts):
        return client.post(screen, sent | {"goes_out_at": at} | facts, follow=True).text

    assert "Say when." in send("")
    assert "may be ambiguous" in send("2027-10-31T01:30")  # that hour comes twice
    assert "is scheduled for 31 July 2027, 18:00 BST" in send("2027-07-31T18:00")
    assert "An entry goes out by itself" in client.get("/admin/").text
    page = send("2027-12-31T18:00", version=Entry.objects.get().version)
    assert "Goes out on 31 December 2027, 18:00 GMT" in page

    kept = sent | {"version": Entry.objects.get().version, "words": "<p>Others.</p>", "_draft": ""}
    kept.pop("_schedule")
    assert "so that is called off" in client.post(screen, kept, follow=True).text
    send("2027-07-31T18:00", version=Entry.objects.get().version, words="<p>Others.</p>")
    client.post(f"{screen}{entry.pk}/call-off/")
    assert Entry.objects.get().stage == EntryStage.DRAFT

    Article.objects.filter(pk=running_story.pk).update(assigned_to=reporter)
    client.force_login(reporter)
    assert client.post(f"{screen}{entry.pk}/call-off/").status_code == 403
    assert 'name="_schedule"' not in client.get(f"{screen}?entry={entry.pk}").text
    send("2027-07-31T18:00", version=Entry.objects.get().version, words="<p>Mine.</p>")
    assert Entry.objects.get().stage == EntryStage.WAITING
