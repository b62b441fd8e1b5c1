"""What a story shows is chosen in dialogs of its page: found as one types, by keyboard, without losing the place."""

import pytest
from playwright.sync_api import expect

from articles.models import Picture, Video
from articles.tests.imaging.test_captions import PLAIN
from articles.tests.picture_builders import picture_bytes
from articles.tests.pictures.test_film_form import WEBM
from newsroom.tests.browser import one_at_a_time, words_of
from newsroom.tests.writing.test_desk_browser import serious
from polls.models import Poll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
VTT = PLAIN.encode()


def photo(name="quay.jpg"):
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture_bytes()}


def figure(picture):
    return f'<figure data-picture="{picture.pk}"><figcaption></figcaption></figure>'


def opened(visit, button):
    visit.page.get_by_role("button", name=button, exact=True).click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog.locator("[data-id]").first).to_be_visible()
    return dialog


def test_picture_is_found_by_typing_and_chosen_with_the_arrow_keys(on_the_desk, make_picture):
    visit, _article = on_the_desk
    page = visit.page
    pictures = [make_picture(f"{name} at low tide") for name in ("Quay", "Gate", "Wall")]
    make_picture("Market day")
    visit.body.click()
    page.keyboard.type("It held.")

    page.keyboard.press("Enter")
    page.locator(".prose-editor[data-lists]").wait_for()
    page.keyboard.type("/photo")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Choose a picture")
    expect(dialog.locator(".choice__label")).to_have_text(
        ["Market day", "Wall at low tide", "Gate at low tide", "Quay at low tide"]
    )
    page.keyboard.type("TIDE low")
    expect(dialog.locator("[data-id]")).to_have_count(3)
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(dialog.locator("[data-id]").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("x")
    expect(dialog.get_by_text("Nothing fits")).to_be_visible()
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")  # before the answer is there
    expect(dialog.locator("[data-id]").first).to_be_focused()
    expect(dialog.locator("[data-id]")).to_have_count(3)
    page.keyboard.press("Enter")

    expect(dialog).to_have_count(0)
    page.keyboard.type("Our words")
    chosen = figure(pictures[2]).replace("></fig", ">Our words</fig", 1)
    assert words_of(page) == f"<p>It held.</p>{chosen}<p></p>"
    assert visit.violations + visit.errors == []


@pytest.mark.parametrize(("kind", "typed"), [("document", "/pdf"), ("sound", "/audio")])
def test_file_of_the_library_is_put_in_from_the_list_of_everything(on_the_desk, make_document, make_sound, kind, typed):
    visit, _article = on_the_desk
    page, held = visit.page, {"document": make_document, "sound": make_sound}[kind]("Harbour log")
    visit.body.click()
    page.locator(".prose-editor[data-lists]").wait_for()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=f"Choose a {kind}")
    expect(dialog.get_by_role("button", name="Upload")).to_be_visible()
    expect(dialog.locator("[data-id]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator(".ProseMirror .desk-card")).to_contain_text("Harbour log")
    assert words_of(page) == f'<div data-embed="{kind}" data-id="{held.pk}"></div><p></p>'
    assert visit.violations + visit.errors == []


def test_escape_gives_back_the_place_in_the_words(on_the_desk, make_poll):
    visit, _article = on_the_desk
    make_poll("Raise it?")
    page = visit.page
    visit.body.click()
    page.keyboard.type("Before after.")
    for _ in " after.":
        page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => document.querySelector('.sheet .ProseMirror').editor.state.selection.from === 7")

    opened(visit, "Insert a poll")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(visit.body).to_be_focused()
    page.keyboard.type(" and")

    assert words_of(page) == "<p>Before and after.</p>"
    assert visit.violations + visit.errors == []


def test_picture_is_uploaded_within_and_its_words_asked_for(on_the_desk, make_picture):
    visit, article = on_the_desk
    make_picture("There already")
    page = visit.page
    visit.body.click()
    dialog = opened(visit, "Insert a picture")

    with page.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Upload").click()
    chooser.value.set_files(photo())
    words = page.get_by_role("dialog", name="Words of the picture")
    words.get_by_label("Alternative text").fill("A quay")
    words.get_by_label("Credit").fill("Ada Pask")
    words.get_by_role("button", name="Save").click()

    expect(page.locator(".desk-figure__credit")).to_have_text("Ada Pask")
    page.keyboard.type("On below it.")
    expect(page.locator(".ProseMirror > p")).to_have_text("On below it.")
    picture = Picture.objects.latest("pk")
    assert words_of(page).startswith(figure(picture))
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert visit.violations + visit.errors == []


def test_picture_that_comes_after_one_has_left_is_in_the_library_and_not_in_the_story(on_the_desk, make_picture):
    visit, _article = on_the_desk
    make_picture("There already")
    page, held = visit.page, []
    page.route("**/picture/many/", lambda route: held.append(route))
    visit.body.click()
    dialog = opened(visit, "Insert a picture")
    with page.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Upload").click()
    chooser.value.set_files(photo())
    expect(dialog.locator("progress")).to_be_visible()

    page.keyboard.press("Escape")
    with page.expect_response("**/picture/many/"):
        held[0].continue_()
    page.keyboard.type("On.")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert words_of(page) == "<p>On.</p>"
    assert Picture.objects.count() == 2
    assert visit.violations + visit.errors == []


def test_poll_and_film_are_made_in_the_page_and_stand_in_the_text(on_the_desk, make_picture):
    visit, _article = on_the_desk
    make_picture("The gate")
    page = visit.page
    visit.body.click()
    page.keyboard.type("It held.")
    page.get_by_role("button", name="Insert a poll", exact=True).click()
    page.get_by_role("button", name="New poll").click()
    form, add = page.get_by_role("dialog", name="New poll"), page.get_by_role("button", name="Add", exact=True)
    form.locator("[name=question]").fill("Isn’t it wrong to raise it?")
    expect(form.locator("[data-question-advice]")).to_contain_text("It leads")
    form.locator("[name=question]").fill("Raise it?")
    expect(form.locator("[name=slug]")).to_have_value("raise-it")
    form.locator("[name=state]").select_option("live")
    add.click()
    expect(form.locator(".inline-group")).to_contain_text("at least 2 answers")
    expect(form.locator("[name=choices-0-label]")).to_be_focused()
    form.get_by_role("button", name="Add another Answer").click()
    for number, words in ((0, "Raise it"), (2, "Leave it"), (3, "Neither")):
        form.locator(f"[name=choices-{number}-label]").fill(words)
    add.click()
    cards = visit.body.locator(".desk-card")
    expect(cards).to_contain_text("Raise it?")

    visit.body.locator("p").last.click()
    page.get_by_role("button", name="Insert a film", exact=True).click()
    page.get_by_role("button", name="New film").click()
    form = page.get_by_role("dialog", name="New film")
    form.locator("[name=title]").fill("The gate rises")
    form.locator("[name=file]").set_input_files({"name": "gate.webm", "mimeType": "video/webm", "buffer": WEBM})
    form.locator("[name=captions]").set_input_files({"name": "gate.vtt", "mimeType": "text/vtt", "buffer": VTT})
    add.click()
    expect(form.locator(".field-seconds")).to_contain_text("This field is required.")
    expect(form.locator(".field-file")).to_contain_text("gate.webm")  # it is kept, and need not be sent again
    form.locator("[name=seconds]").fill("9")
    form.get_by_role("button", name="Choose a picture").click()
    page.get_by_role("dialog", name="Choose a picture").get_by_role("button", name="The gate").click()
    expect(form.locator(".picture-field")).to_contain_text("The gate")
    add.click()

    expect(cards).to_have_count(2)
    expect(cards.last).to_contain_text("The gate rises")
    poll, film = Poll.objects.with_choices().get(), Video.objects.get()
    assert [answer.label for answer in poll.answers] == ["Raise it", "Leave it", "Neither"]
    assert (film.transcript, film.captions.read()[:6]) == ("The gate rises.", b"WEBVTT")
    placed = [f'<div data-embed="{name}" data-id="{row.pk}"></div>' for name, row in (("poll", poll), ("watch", film))]
    assert words_of(page) == f"<p>It held.</p>{''.join(placed)}<p></p>"
    assert len(visit.context.pages) == 1
    assert visit.violations + visit.errors == []


def test_story_is_not_offered_to_itself_and_older_ones_come_at_a_press(on_the_desk, make_many_live):
    visit, article = on_the_desk
    with one_at_a_time:
        make_many_live(30)
    visit.body.click()
    dialog = opened(visit, "Insert a link to a story")

    expect(dialog.locator("[data-id]")).to_have_count(24)
    dialog.get_by_role("button", name="Show more").click()
    expect(dialog.locator("[data-id]")).to_have_count(30)
    expect(dialog.locator("[data-id]").nth(24)).to_be_focused()
    expect(dialog.get_by_role("button", name="Show more")).to_be_hidden()
    assert article.headline not in dialog.locator(".choice__label").all_text_contents()
    assert visit.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dialogs_are_fit_for_everybody_on_a_phone(
    make_visit, editor, make_live_article, make_picture, make_poll, scheme
):
    pictures = [make_picture(f"The wall at dusk, seen from the harbour office, {number}") for number in range(9)]
    article, _poll = make_live_article("Sea wall holds", lead_picture=pictures[0]), make_poll("Raise it?")
    visit = make_visit(editor, color_scheme=scheme, viewport=PHONE)
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    visit.body.wait_for()
    for button in ("Insert a picture", "Insert a gallery", "Insert a poll"):
        dialog = opened(visit, button)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = "dialog => [...dialog.querySelectorAll('*')].filter(one => one.scrollWidth > innerWidth).length"
        assert dialog.evaluate(wide) == 0
        dialog.get_by_role("button", name="Close").click()
    assert visit.violations + visit.errors == []
