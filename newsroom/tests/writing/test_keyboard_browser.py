"""A story from the list to its readers by keyboard alone, with every stop on the way in sight."""

import pytest
from playwright.sync_api import expect

from articles.models import Article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_STOPS = 90
# Whether the focus is there, and whether somebody who looks for it sees it.
IS_THERE = "(selector) => document.activeElement.matches(selector)"
IS_IN_SIGHT = """() => {
  const shown = [document.activeElement, document.activeElement.closest(".select2-container, .prose-editor")]
  return shown.filter(Boolean).some((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none"
  })
}"""


def tab_to(page, selector):
    """Press Tab until the focus is there. Nothing on the way may hold it, and each stop has to be seen."""
    unseen = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if not page.evaluate(IS_IN_SIGHT):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        if page.evaluate(IS_THERE, selector):
            assert unseen == []
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_a_story_goes_from_the_list_to_its_readers_by_keyboard_alone(make_visit, editor, make_author, make_section):
    make_author("Ivo Marsh"), make_section("News")
    visit = make_visit(editor)
    page = visit.open("/admin/articles/article/")
    press, write = page.keyboard.press, page.keyboard.type

    tab_to(page, "a.addlink[href$='/article/add/']")
    press("Enter")
    expect(page.locator("#id_headline")).to_be_focused()
    visit.body.wait_for()
    write("Sea wall holds")
    press("Shift+Tab")
    expect(page.locator("#id_section")).to_be_focused()
    write("News")
    tab_to(page, ".ProseMirror[aria-multiline]")
    write("The tide turned at six.")
    press("Enter")
    write("- Nobody was hurt.")
    press("Enter")
    write("The road is shut.")
    press("Escape")
    tab_to(page, "#bylines-group .select2-selection")
    press("Enter")
    write("Ivo")
    expect(page.get_by_role("option", name="Ivo Marsh")).to_be_visible()
    press("Enter")

    press("F6")
    tab_to(page, "input[formtarget=preview]")
    with page.expect_popup() as preview:
        press("Enter")
    expect(preview.value.get_by_role("heading", name="Sea wall holds")).to_be_visible()
    expect(preview.value.get_by_text("Nobody was hurt.")).to_be_visible()
    preview.value.close()

    press("Shift+Tab")
    expect(page.locator(".bar input[name=_continue]")).to_be_focused()
    with page.expect_navigation():
        press("Enter")
    article = Article.objects.get()
    assert (article.headline, article.stage) == ("Sea wall holds", "draft")
    assert article.body.startswith("<p>The tide turned at six.</p><ul><li><p>Nobody was hurt.</p></li><li><p>The road")
    expect(page.get_by_role("region", name="Checklist")).to_contain_text("words")

    tab_to(page, "button[name=_publish]")
    with page.expect_navigation():
        press("Enter")
    expect(page.get_by_text("The story is live.")).to_be_visible()
    assert article.live_edition().bylines.get().author.name == "Ivo Marsh"
    assert visit.violations + visit.errors == []
