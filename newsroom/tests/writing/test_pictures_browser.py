"""Many pictures in a real browser: sent one by one with a line each, and placed in a story as a gallery."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Picture
from articles.tests.picture_builders import picture_bytes
from newsroom.tests.browser import words_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def photo(name, content):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def stored(article):
    return Article.objects.get(pk=article.pk).body


def gallery_of(*figures):
    inside = "".join(f'<figure data-picture="{pk}"><figcaption>{words}</figcaption></figure>' for pk, words in figures)
    return f'<figure data-gallery="pictures">{inside}</figure>'


def test_a_gallery_is_chosen_ordered_by_keyboard_saved_and_reopened_to_the_byte(on_the_desk, make_picture):
    visit, article = on_the_desk
    page, names = visit.page, ("Tide", "Quay", "Gate")
    pictures = {name: make_picture(name, alt="Water") for name in names}
    one, two, three = (pictures[name].pk for name in names)
    visit.body.click()
    page.keyboard.type("It held.")

    page.get_by_role("button", name="Insert a gallery").click()
    dialog = page.get_by_role("dialog", name="Choose pictures")
    for name in names:
        dialog.get_by_role("searchbox").fill(name)
        expect(dialog.locator("[data-id]")).to_have_count(1)
        dialog.get_by_role("button", name=name).click()
    expect(dialog.get_by_text("3 chosen")).to_be_visible()
    dialog.get_by_role("button", name="Take them").click()
    expect(page.locator(".desk-gallery .desk-figure img")).to_have_count(3)
    page.keyboard.type("Our words")
    page.get_by_role("button", name="Later: Picture").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".desk-gallery [role=status]")).to_have_text("Place 2 / 3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Earlier: Picture").last).to_be_focused()
    visit.save()

    before = stored(article)
    assert before == "<p>It held.</p>" + gallery_of((two, ""), (three, ""), (one, "Our words"))
    assert {line.picture_id for line in article.placements.all()} == {one, two, three}

    expect(page.locator(".desk-gallery .desk-figure img")).to_have_count(3)
    visit.body.locator("p").first.click()
    page.keyboard.type("!")
    page.keyboard.press("Backspace")
    assert words_of(page) == before

    for _ in names:
        page.get_by_role("button", name="Remove: Picture").first.click()
    expect(page.locator(".desk-gallery")).to_have_count(0)
    assert (visit.violations, visit.errors) == ([], [])


def test_many_files_are_sent_one_by_one_and_their_words_written_together(make_visit, picture_desk):
    visit = make_visit(picture_desk)
    page = visit.open("/admin/articles/picture/many/")

    files = [photo(f"{number}.jpg", picture_bytes(size=(40 + number, 30))) for number in range(2)]
    page.set_input_files("#id_files", [files[0], photo("half.jpg", picture_bytes()[:-40]), files[1]])
    expect(page.get_by_text("3 of 3 done")).to_be_visible()
    expect(page.locator(".arrival", has_text="half.jpg")).to_contain_text("Refused: This file is damaged")
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("Credit").first.fill("Ada Pask")
    for number in (1, 2):
        page.get_by_label("Alternative text").nth(number - 1).fill(f"Shown {number}")
    page.get_by_role("button", name="Save all 2").click()

    expect(page.get_by_text("The words of 2 pictures are saved.")).to_be_visible()
    assert sorted(Picture.objects.values_list("alt", "credit")) == [("Shown 1", "Ada Pask"), ("Shown 2", "Ada Pask")]
    assert (visit.violations, visit.errors) == ([], [])


def test_a_chosen_file_and_its_focal_point_survive_a_missing_alternative_text(make_visit, picture_desk):
    visit = make_visit(picture_desk)
    page = visit.open("/admin/articles/picture/add/")
    mark, fate = page.get_by_role("slider", name="Focal point"), page.locator(".picture-notice--kept")
    page.locator("#id_file").set_input_files(photo("Quay 7.jpg", picture_bytes(size=(600, 400))))
    mark.press("ArrowRight")
    page.locator("#id_credit").fill("Nell")

    page.locator("input[name=_save]").click()
    expect(fate).to_have_text("“Quay 7.jpg” is kept: you need not choose it again.")
    expect(mark).to_have_attribute("aria-valuenow", "51")
    expect(page.locator(".focal__picture")).to_have_js_property("naturalWidth", 600)
    page.locator("#id_alt").fill("A quay")
    with page.expect_navigation():
        page.locator("input[name=_save]").click()

    picture = Picture.objects.get()
    assert (picture.file_name, picture.focal_point, picture.width) == ("Quay 7.jpg", "0.51x0.5", 600)
    assert visit.violations == []
    assert visit.errors == []
