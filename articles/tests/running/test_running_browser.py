"""A running story in a browser: entries come into a reader's page without moving it, and are written by keyboard."""

import os
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from PIL import Image
from playwright.sync_api import expect

from articles.models import Entry, EntryEdition, Picture, RunningStory
from articles.running.course import end
from articles.running.publish import publish_entry, withdraw_entry
from articles.running.write import Written, change_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
LOOK_NOW = "document.dispatchEvent(new Event('visibilitychange'))"  # as when one comes back to the page
TOP_OF = "entry => entry.getBoundingClientRect().top"


@pytest.fixture
def page(make_visit, running_story, many_entries):
    many_entries(6, "<p>" + "The gauge at the bridge was read once more, by torchlight. " * 12 + "</p>")
    visit = make_visit(viewport=PHONE)
    opened = visit.open(running_story.get_absolute_url())
    yield opened
    assert (visit.violations, visit.errors) == ([], [])


def test_new_ones_wait_while_the_reader_reads_on(page, put_out):
    fourth = page.locator("[data-entries] [data-entry]").nth(3)
    fourth.evaluate("entry => entry.scrollIntoView()")
    before = fourth.evaluate(TOP_OF)
    put_out("<p>First new.</p>")
    put_out("<p>Second new.</p>")
    page.evaluate(LOOK_NOW)

    button = page.get_by_role("button", name="2 new entries")
    button.wait_for()
    assert page.locator("[data-told]").inner_text() == "2 new entries"
    assert fourth.evaluate(TOP_OF) == before
    assert page.get_by_text("Second new.").count() == 0

    button.click()
    shown = page.locator("[data-entries] [data-entry]").first
    assert "Second new." in shown.inner_text()
    assert page.evaluate("document.activeElement.textContent.includes('Second new.')")
    assert button.is_hidden()


def test_new_ones_come_at_once_at_the_top_and_changes_in_their_place(page, put_out, editor):
    entry = put_out("<p>Gates shut.</p>")
    goes = put_out("<p>Never mind.</p>")
    page.locator(".entries").evaluate("section => section.scrollIntoView()")
    page.evaluate(LOOK_NOW)
    page.get_by_text("Gates shut.").wait_for()

    changed = change_entry(entry=entry, seen=1, by=editor, written=Written("", "<p>Gates open.</p>"))
    publish_entry(entry=changed, by=editor)
    withdraw_entry(entry=goes)
    page.evaluate(LOOK_NOW)
    page.get_by_text("Gates open.").wait_for()
    assert page.get_by_text("Gates shut.").count() == 0
    assert page.get_by_text("Never mind.").count() == 0
    assert page.get_by_text("This entry was withdrawn.").count() == 1


def test_a_story_that_is_over_asks_for_nothing(make_visit, put_out, running_story):
    put_out()
    end(running=RunningStory.objects.get())
    visit, asked = make_visit(viewport=PHONE), []
    visit.context.on("request", lambda request: asked.append(request.url))
    page = visit.open(running_story.get_absolute_url())
    page.evaluate(LOOK_NOW)
    page.wait_for_timeout(1500)
    assert [url for url in asked if url.endswith("/news/")] == []


def test_an_entry_is_written_and_sent_with_the_keyboard_alone(make_visit, editor, running_story):
    visit = make_visit(editor, viewport=PHONE)
    page = visit.open(f"/admin/articles/article/{running_story.pk}/running/")
    words = page.locator(".entry-form .ProseMirror")
    words.click()
    page.keyboard.type("The lane is empty.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("The entry is live.").wait_for()

    assert EntryEdition.objects.live().get().words == "<p>The lane is empty.</p>"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    address = f"/admin/articles/article/{running_story.pk}/running/"
    entry = Entry.objects.get()
    visit.open(f"{address}?entry={entry.pk}#entry-{entry.pk}")
    words.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" It is dry.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{address}#entry-{entry.pk}")
    expect(page.get_by_text("The entry is live.")).to_be_in_viewport()
    assert EntryEdition.objects.live().get().words == "<p>The lane is empty. It is dry.</p>"
    assert (visit.violations, visit.errors) == ([], [])


def test_what_a_colleague_writes_appears_while_one_types(make_visit, editor, write, sub_editor, running_story):
    visit = make_visit(editor)
    page = visit.open(f"/admin/articles/article/{running_story.pk}/running/")
    page.locator(".entry-form .ProseMirror").click()
    page.keyboard.type("Half a sen")
    write("<p>From a colleague.</p>", by=sub_editor)

    page.locator(".entry-list").get_by_text("From a colleague.").wait_for()
    page.keyboard.type("tence.")
    assert page.locator(".entry-form .ProseMirror").inner_text().strip() == "Half a sentence."
    assert Entry.objects.count() == 1


def test_what_is_typed_is_kept_until_it_has_arrived_and_arrives_once(make_visit, editor, running_story):
    visit = make_visit(editor, viewport=PHONE)
    page = visit.open(f"/admin/articles/article/{running_story.pk}/running/")
    page.on("dialog", lambda dialog: dialog.accept())
    words = page.locator(".entry-form .ProseMirror")
    words.click()
    page.keyboard.type("The lane is empty.")
    page.get_by_placeholder("Headline").fill("At the lane")
    page.reload()
    page.get_by_text("This is what you had typed and not sent.").wait_for()
    assert words.inner_text().strip() == "The lane is empty."

    visit.context.set_offline(True)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Not sent: there is no connection.").wait_for()
    assert not Entry.objects.exists()
    words.click()
    page.keyboard.press("End")
    page.keyboard.type(" So is the quay.")
    page.get_by_text("Not sent yet.").wait_for()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Not sent: there is no connection.").wait_for()
    visit.context.set_offline(False)
    page.get_by_text("The entry is live.").wait_for()

    live = EntryEdition.objects.live().get()
    assert (live.headline, live.words) == ("At the lane", "<p>The lane is empty. So is the quay.</p>")
    assert page.get_by_placeholder("Headline").input_value() == ""
    page.reload()
    assert words.inner_text().strip() == ""


def test_two_windows_of_one_story_send_an_entry_each(make_visit, editor, running_story):
    visit = make_visit(editor)
    address = f"/admin/articles/article/{running_story.pk}/running/"
    first = visit.open(address)
    first.locator(".entry-form .ProseMirror").click()
    first.keyboard.type("From the lane.")
    second = visit.context.new_page()
    second.goto(visit.address + address)
    second.get_by_text("This is what you had typed and not sent.").wait_for()
    second.locator(".entry-form .ProseMirror").click()
    second.keyboard.press("Control+a")
    second.keyboard.type("From the quay.")
    second.keyboard.press("Control+Enter")
    second.get_by_text("The entry is live.").wait_for()

    first.locator(".entry-form .ProseMirror").click()
    first.keyboard.press("Control+Enter")
    first.get_by_text("The entry is live.").wait_for()

    live = EntryEdition.objects.live().values_list("words", flat=True)
    assert set(live) == {"<p>From the lane.</p>", "<p>From the quay.</p>"}


@pytest.fixture
def phone(make_visit, editor, running_story, tmp_path):
    """The screen of the story on a phone, how often it was tapped, and a way to take a picture there."""
    User.objects.update(first_name="Nell", last_name="Ames")
    visit = make_visit(editor, viewport=PHONE, has_touch=True)
    page, taps = visit.open(f"/admin/articles/article/{running_story.pk}/running/"), []

    def tap(name):
        page.get_by_role("button", name=name, exact=True).tap()
        taps.append(name)

    def take_picture(colour, at=None):
        Image.new("RGB", (800, 600), colour).save(tmp_path / "lane.jpg")
        os.utime(tmp_path / "lane.jpg", at)
        with page.expect_file_chooser() as chooser:
            page.locator("[data-picture]").tap()
        taps.append("Picture")
        chooser.value.set_files(tmp_path / "lane.jpg")

    yield SimpleNamespace(page=page, taps=taps, tap=tap, take_picture=take_picture)
    assert (visit.violations, visit.errors) == ([], [])


def test_a_picture_from_a_phone_goes_out_with_its_entry_in_three_taps(phone):
    page, words = phone.page, phone.page.locator(".entry-form .ProseMirror")
    words.tap()
    page.keyboard.type("The lane at the mill.")
    phone.take_picture("teal")
    page.get_by_role("dialog").get_by_label("Credit").wait_for()
    page.keyboard.type("Water in a lane.")  # the field has the focus
    phone.tap("Save and publish")
    page.get_by_text("The entry is live.").wait_for()
    picture = Picture.objects.get(alt="Water in a lane.")
    assert (phone.taps, picture.credit) == (["Picture", "Save and publish"], "Nell Ames")  # and the first, of the words
    assert EntryEdition.objects.live().get().words.count(f'data-picture="{picture.pk}"') == 1

    page.reload()
    phone.taps.clear()
    phone.take_picture("plum")
    page.get_by_role("dialog").get_by_label("Credit").wait_for()
    page.keyboard.type("A mill.")
    assert not page.get_by_role("button", name="Save and publish").count()  # nothing is written yet
    phone.tap("Save")
    page.get_by_role("dialog").wait_for(state="detached")
    page.keyboard.type("The mill itself.")
    phone.tap("Publish")
    page.get_by_text("The entry is live.").wait_for()
    newest = EntryEdition.objects.live().latest("starts_at").words
    assert (phone.taps, newest.count("data-picture=")) == (["Picture", "Save", "Publish"], 1)
    assert "The mill itself." in newest


def test_whoever_publishes_while_a_picture_comes_is_asked_for_its_words_first(phone):
    page = phone.page
    page.locator(".entry-form .ProseMirror").tap()
    page.keyboard.type("The lane at the mill.")
    phone.take_picture("teal", at=(0, 0))
    phone.tap("Publish")
    words = page.get_by_role("dialog")
    words.get_by_label("Alternative text").fill("Water in a lane.")
    assert words.get_by_label("Credit").input_value() == ""  # an old file may be somebody else's
    words.get_by_label("Credit").fill("Cormac Ilderton")
    phone.tap("Save")
    page.get_by_text("The entry is live.").wait_for()
    assert 'data-picture="' in EntryEdition.objects.live().get().words
