"""What newcomers tripped over at the desk, each as they met it."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.tests.browser import wait_for_editor
from newsroom.tests.issue_builders import make_issue
from newsroom.tests.test_kinds_browser import press, put_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_letters_typed_before_the_list_came_are_looked_for_in_it(on_the_desk):
    visit, _article = on_the_desk
    page = visit.page
    held = []
    page.route("**/slash-list*.js", lambda route: held.append(route))
    visit.body.click()
    press(page, "It held.", "Enter", "/", "tim")
    expect(page.locator("#id_body")).to_have_value("<p>It held.</p><p>/tim</p>")
    while held:
        held.pop().continue_()
    page.unroute("**/slash-list*.js")
    expect(page.locator(".desk-slash").get_by_role("option", selected=True)).to_have_text("Timeline")
    page.keyboard.press("Enter")

    expect(visit.body.locator("section.desk-box--timeline")).to_be_visible()
    assert "/tim" not in page.locator("#id_body").input_value()
    assert visit.errors == []


def test_line_of_the_checklist_that_is_open_stays_so_when_the_list_is_drawn_anew(on_the_desk):
    visit, article = on_the_desk
    Article.objects.filter(pk=article.pk).update(body=f"<p>{'word ' * 40}.</p><p>The end is near near.</p>")
    page = visit.page
    page.reload()
    wait_for_editor(page)
    page.locator("[data-part=checklist] > summary").click()
    lines = page.locator(".checklist__warnings details")
    lines.first.locator("summary").click()
    visit.body.click()
    with page.expect_response("**/checklist/"):
        press(page, "End", f" {'More ' * 40}.")
    expect(lines.first.locator(".passage")).to_have_count(2)
    expect(lines.first).to_have_attribute("open", "")
    visit.save()

    expect(lines.first).to_have_attribute("open", "")
    expect(lines.last).not_to_have_attribute("open", "")


def test_all_buttons_stand_in_the_toolbar_of_a_small_laptop_also_in_a_table(on_the_desk):
    visit, _article = on_the_desk
    visit.page.set_viewport_size({"width": 1366, "height": 768})
    visit.body.click()
    put_in(visit.page, "grid")
    expect(visit.body.locator("table")).to_be_visible()
    expect(visit.page.locator(".prose-menubar button", has_text="call_merge")).to_be_visible()

    assert visit.page.evaluate("(bar => bar.scrollWidth <= bar.clientWidth)(document.querySelector('.prose-menubar'))")


def test_one_word_is_one_word(on_the_desk):
    visit, _article = on_the_desk
    visit.body.click()
    visit.page.keyboard.type("Held")
    expect(visit.page.locator(".bar [data-count]")).to_have_text("1 word · 1 min read")
    visit.page.keyboard.type(" on")
    expect(visit.page.locator(".bar [data-count]")).to_have_text("2 words · 1 min read")


def test_note_of_an_issue_has_the_buttons_of_a_letter_and_its_steps_wait_for_a_save(
    make_visit, editor, make_live_article
):
    issue = make_issue(stories=[make_live_article("The wall")])
    visit = make_visit(editor)
    page = visit.open(f"/admin/newsroom/issue/{issue.pk}/change/")
    note = page.locator(".prose-editor .ProseMirror")
    steps = page.locator("[name=step]")
    expect(steps.first).to_be_enabled()
    for button in ("Picture", "Gallery", "Quote", "Poll", "Film", "Related", "Insert"):
        expect(page.locator(".prose-menubar").get_by_text(button, exact=True)).to_have_count(0)
    note.click()
    page.keyboard.type("Good morning.")

    for step in steps.all():
        expect(step).to_be_disabled()
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("[name=step]").first).to_be_enabled()
    issue.refresh_from_db()
    assert issue.note == "<p>Good morning.</p>"
    assert visit.violations + visit.errors == []


def test_values_of_a_list_have_their_headings_on_a_phone(make_visit, editor, make_live_article):
    story = make_live_article("The wall")
    visit = make_visit(editor, viewport={"width": 360, "height": 800})
    page = visit.open("/admin/articles/article/")
    before = "cell => getComputedStyle(cell, '::before').content"

    assert page.locator("td.field-shown_standing").evaluate(before) == '"Standing: "'
    expect(page.locator("td.field-at_stage")).to_be_hidden()  # a live story without a change is at none
    Article.objects.filter(pk=story.pk).update(version=story.version + 1, stage="review")
    page.reload()
    expect(page.locator("td.field-at_stage")).to_have_text("Changes: in review")
    assert visit.violations == []
