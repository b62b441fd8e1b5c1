"""The page that a story is written on: where things stand, and that a save moves none of them."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.tests.browser import one_at_a_time, wait_for_editor
from newsroom.tests.writing.test_desk_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# As a story of the paper is: headline and standfirst take two lines of the sheet each.
HEADLINE = "After 11 winters away, the curlews come home to the Saltings"
STANDFIRST = (
    "A bank of harbour shingle, 14 patient counters and one closed footpath brought back a roost that was lost."
)
PARAGRAPHS = "".join(
    f"<p>The {number}th line of the long report of the night of the tide.</p>" for number in range(100)
)
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
BODY_BEGINS = "document.querySelector('.sheet .ProseMirror').getBoundingClientRect().top + scrollY"
# Of each paragraph that is gone to: whether bar and buttons are in sight, and its first line is not below them.
OUT_OF_SIGHT = """() => [...document.querySelectorAll(".sheet .ProseMirror > p")].flatMap((paragraph, index) => {
  paragraph.scrollIntoView({ block: index % 2 ? "start" : "end" })
  const [bar, tools, { left, top }] = [".bar", ".prose-menubar", null]
    .map((selector) => (selector ? document.querySelector(selector) : paragraph).getBoundingClientRect())
  const isThere = bar.top === 0 && tools.top === bar.bottom && tools.bottom < 100 && tools.height > 40
  const isReadable = paragraph.contains(document.elementFromPoint(left + 4, top + 4))
  return isThere && isReadable ? [] : [[index, bar.top, tools.top, top]]
})"""
WHERE = """() => {
  const { from } = document.querySelector(".sheet .ProseMirror").editor.state.selection
  return [scrollY, from, document.activeElement.className.includes("ProseMirror")]
}"""


@pytest.fixture
def long_story(make_article):
    return make_article(HEADLINE, standfirst=STANDFIRST, body=f"{PARAGRAPHS}<h2>What comes next</h2><p>The end.</p>")


def opened(visit, article):
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    wait_for_editor(page)
    return page


def pressed(page, key):
    with page.expect_response(lambda response: response.request.method == "POST" and "/change/" in response.url):
        page.keyboard.press(key)


@pytest.mark.parametrize(("screen", "lowest"), [(LAPTOP, 260), (PHONE, 420)], ids=["laptop", "phone"])
def test_body_begins_high_and_its_tools_stay_in_sight_at_each_of_a_hundred_paragraphs(
    make_visit, editor, long_story, screen, lowest
):
    visit = make_visit(editor, viewport=screen)
    page = opened(visit, long_story)

    begins = page.evaluate(BODY_BEGINS)
    unseen = page.evaluate(OUT_OF_SIGHT)

    assert 150 < begins <= lowest
    assert page.locator(".sheet .ProseMirror > p").count() > 100
    assert unseen == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for name in ("Save", "Preview", "Publish…"):
        expect(page.locator(".bar").get_by_text(name).or_(page.locator(f".bar [value='{name}']"))).to_be_in_viewport()
    assert visit.violations + visit.errors == []


def test_page_follows_the_cursor_at_both_ends_of_the_window(make_visit, editor, long_story):
    visit = make_visit(editor, viewport=LAPTOP)
    page = opened(visit, long_story)
    lines = page.locator(".sheet .ProseMirror > p")

    def cursor():
        """Where it stands once the page has followed it, which it does with the next frame."""
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return page.evaluate("document.getSelection().getRangeAt(0).getBoundingClientRect().y")

    lines.nth(40).click()
    assert 100 < cursor() < 700
    for number in range(30):
        page.keyboard.press("Enter")
        page.keyboard.type(f"Line {number}")
        assert 100 < cursor() < 720
    page.evaluate("scrollBy({ top: 700, behavior: 'instant' })")
    assert cursor() < 20
    page.keyboard.type("on")

    assert 100 < cursor() < 720
    expect(lines.nth(70)).to_contain_text("Line 29on")


def test_save_moves_nothing_and_says_what_is_to_be_put_right(make_visit, editor, long_story):
    visit = make_visit(editor, viewport=LAPTOP)
    page = opened(visit, long_story)
    pages = []
    page.on("framenavigated", lambda frame: pages.append(frame.url))
    page.locator(".sheet .ProseMirror > p").nth(60).click()
    page.keyboard.press("End")
    page.keyboard.type(" Twice  spaced.")
    page.wait_for_timeout(500)  # the page has followed the cursor
    before = page.evaluate(WHERE)

    pressed(page, "Control+s")
    page.keyboard.type(" Typed meanwhile.")
    expect(page.locator("[data-state=saved]")).to_contain_text("Saved at")
    scrolled, cursor, has_focus = page.evaluate(WHERE)

    assert (scrolled, has_focus) == (before[0], True)
    stored = Article.objects.get(pk=long_story.pk)
    assert " Twice  spaced." in stored.body.replace("&nbsp;", " ") or " Twice spaced." in stored.body
    assert page.locator("[name=version]").input_value() == str(stored.version) == "2"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+z")

    pressed(page, "Control+s")
    expect(page.locator("[data-state=saved]")).to_be_visible()
    assert "spaced. Typed meanwhile.</p>" in Article.objects.get(pk=long_story.pk).body
    assert page.locator("[name=version]").input_value() == "3"

    page.locator("#id_slug").evaluate("box => { box.value = 'no slug!' }")
    pressed(page, "Control+s")
    wrong = page.get_by_role("alert", name="What to put right")
    expect(wrong).to_contain_text("Slug")
    assert page.evaluate("scrollY") == scrolled
    wrong.get_by_role("link", name="Slug").click()
    expect(page.locator("#id_slug")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("a-slug")
    pressed(page, "Control+s")
    expect(wrong).to_be_hidden()
    expect(page.locator("[data-state=saved]")).to_be_visible()
    assert (Article.objects.get(pk=long_story.pk).slug, pages) == ("a-slug", [])

    with one_at_a_time:
        Article.objects.filter(pk=long_story.pk).update(headline="Somebody else’s", version=40)
    page.locator("#id_headline").fill("Ours")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", name="Two wordings")).to_be_visible()
    assert visit.violations + visit.errors == []


def test_first_save_of_a_new_story_comes_back_to_where_its_writer_was(make_visit, editor):
    visit = make_visit(editor)
    page = visit.open("/admin/articles/article/add/")
    wait_for_editor(page)

    page.keyboard.type("Sea wall holds")  # the headline has the cursor
    visit.body.click()
    page.keyboard.type("The tide turned.")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    wait_for_editor(page)
    expect(visit.body).to_be_focused()
    expect(page.locator(".bar [data-said]")).to_contain_text("Saved at")
    page.keyboard.type(" Nobody was hurt.")
    pressed(page, "Control+s")
    expect(page.locator("[data-state=saved]")).to_be_visible()

    assert Article.objects.get().body == "<p>The tide turned. Nobody was hurt.</p>"
    assert visit.violations + visit.errors == []


def test_form_is_gone_about_by_keys_and_its_side_comes_from_below_on_a_phone(make_visit, editor, long_story):
    visit = make_visit(editor, viewport=LAPTOP)
    page = opened(visit, long_story)

    expect(page.locator(".bar [data-count]")).to_contain_text("min read")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("F6")
    expect(visit.body).to_be_focused()
    page.keyboard.press("Control+Alt+2")
    expect(page.locator(".sheet .ProseMirror > h2")).to_have_count(2)
    page.keyboard.press("Control+Alt+1")
    expect(page.locator(".sheet .ProseMirror > h2")).to_have_count(1)
    page.keyboard.press("F6")
    expect(page.locator("#side summary").first).to_be_focused()
    page.locator("[data-part=outline] summary").click()
    page.get_by_role("button", name="What comes next").click()
    expect(page.locator(".sheet .ProseMirror > h2")).to_be_in_viewport()
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator("#side")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#side")).to_be_visible()
    assert visit.violations + visit.errors == []

    # A visit of its own: a window that is on its way out of full screen cannot be made smaller.
    visit = make_visit(editor, viewport=PHONE)
    page = opened(visit, long_story)
    expect(page.locator("#side")).to_be_hidden()
    page.get_by_role("link", name="About this story").click()
    expect(page.get_by_role("button", name="Save and publish now")).to_be_in_viewport()
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="About this story")).to_be_focused()
    page.get_by_role("link", name="Section: ").click()
    expect(page.locator("#id_section")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator(".bar").get_by_text("Publish…").click()
    expect(page.get_by_role("button", name="Save and publish now")).to_be_in_viewport()
    assert visit.violations + visit.errors == []


def test_enter_leads_from_the_headline_to_the_words_and_tab_through_a_table(on_the_desk):
    visit, article = on_the_desk
    page = opened(visit, article)
    page.locator("#id_headline").fill("Wall")
    for words in (" holds", "It held."):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    expect(visit.body).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.locator(".prose-editor[data-lists]").wait_for(state="attached")
    page.keyboard.type("/grid")
    page.locator("[role=option][aria-selected=true]", has_text="Table").wait_for()
    page.keyboard.press("Enter")
    expect(visit.body.locator("tr")).to_have_count(3)
    for words in "abc":
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("C")
    visit.save()

    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Wall holds", "It held.")
    assert re.findall(r"<t[hd]><p>(.*?)</p>", article.body) == ["a", "b", "C", "", "", "", "", "", ""]
    last = visit.body.locator("td").last
    last.click()
    page.keyboard.type("z")
    expect(last).to_have_text("z")  # the cursor has come there
    page.keyboard.press("Tab")
    expect(visit.body).not_to_be_focused()


def test_part_that_is_unfolded_comes_into_sight(make_visit, editor, long_story):
    page = opened(make_visit(editor, viewport=LAPTOP), long_story)
    part = page.locator("[data-part=filing]")
    part.locator("> summary").scroll_into_view_if_needed()

    part.locator("> summary").click()
    expect(page.locator("#id_slug")).to_be_in_viewport(ratio=1)
