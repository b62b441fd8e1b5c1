"""What newcomers tripped over at the desk, each as they met it."""

import base64

import pytest
from playwright.sync_api import expect

from articles.models import Article, Document
from articles.tests.library_builders import pdf_bytes
from newsroom.tests.browser import wait_for_editor, words_of
from newsroom.tests.issue_builders import make_issue
from newsroom.tests.writing.test_dropped_pictures_browser import bring
from newsroom.tests.writing.test_kinds_browser import press, put_in

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


def test_document_that_is_dropped_on_the_words_is_brought_without_leaving_the_story(on_the_desk):
    visit, _article = on_the_desk
    page = visit.page
    report = ["Tide_report.pdf", "application/pdf", base64.b64encode(pdf_bytes()).decode()]
    visit.body.click()
    press(page, "There is a report.", "Enter")
    bring(visit.body.locator("p").last, report)
    form = page.get_by_role("dialog", name="New document")
    expect(form.get_by_label("Title")).to_be_focused()
    form.get_by_role("button", name="Add").click()
    expect(form.locator(".field-credit")).to_contain_text("This field is required.")
    form.get_by_label("Credit").fill("Harbour Trust")
    form.get_by_role("button", name="Add").click()

    card = visit.body.locator(".desk-card")
    expect(card).to_contain_text("Tide report")
    held = Document.objects.get()
    stored = f'<div data-embed="document" data-id="{held.pk}"></div>'
    assert words_of(page) == f"<p>There is a report.</p>{stored}<p></p>"
    plus, line = page.locator(".desk-plus"), visit.body.locator("p").last
    visit.body.locator("p").last.click()
    tops = [each.bounding_box()["y"] + each.bounding_box()["height"] / 2 for each in (plus, line)]
    assert abs(tops[0] - tops[1]) < 2, "the plus stands beside another line"

    bring(line, report)
    form.get_by_role("button", name="Add").click()
    form.get_by_role("button", name="Use it").click()
    expect(card).to_have_count(2)
    assert Document.objects.count() == 1
    assert visit.violations + visit.errors == []


def test_cells_pasted_into_a_new_chart_are_its_table_with_their_headers(on_the_desk):
    visit, _article = on_the_desk
    rows = [("Year", "Metres"), ("2024", "120"), ("2025", "£1,400")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    visit.body.click()
    put_in(visit.page, "graph")
    expect(visit.body.locator("section")).to_have_count(1)
    bring(visit.body, by="paste", html=f"<table><tbody>{cells}</tbody></table>")

    expect(visit.body.locator("th")).to_have_text(["Year", "Metres"])
    expect(visit.body.locator("td")).to_have_text(["2024", "120", "2025", "£1,400"])
    expect(visit.body.locator("section")).to_have_count(1)
    assert visit.violations + visit.errors == []


def test_headline_gets_typographic_signs_when_one_leaves_it(on_the_desk):
    visit, _article = on_the_desk
    headline = visit.page.locator("[name=headline]")
    headline.fill('"No" to the mayor\'s wall')
    visit.body.click()

    expect(headline).to_have_value("“No” to the mayor’s wall")


def test_correction_is_written_where_it_is_put_in(on_the_desk):
    visit, article = on_the_desk
    visit.body.click()
    put_in(visit.page, "correction")
    visit.page.get_by_role("button", name="New correction").click()
    form = visit.page.get_by_role("dialog", name="New correction")
    form.get_by_label("Wording").fill("It is 4 m high.")
    form.get_by_role("button", name="Add").click()

    expect(visit.body.locator(".desk-card")).to_contain_text("It is 4 m high.")
    assert article.corrections.get().wording == "It is 4 m high."
    assert visit.violations + visit.errors == []


def test_story_that_one_may_only_read_has_its_side_and_no_faults(make_visit, reporter, make_article):
    visit = make_visit(reporter)
    page = visit.open(f"/admin/articles/article/{make_article('Sea wall holds', body='<p>It held.</p>').pk}/change/")

    expect(page.locator("#bar")).to_contain_text("You may read this story, and not change it.")
    expect(page.get_by_role("link", name="Suggest other words").first).to_be_visible()
    fold = page.locator("[data-part=comments] > summary")
    fold.click()
    expect(fold.locator("..")).to_have_attribute("open", "")
    assert visit.violations + visit.errors == []
