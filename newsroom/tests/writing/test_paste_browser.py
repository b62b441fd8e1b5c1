"""What the editor makes of what is really pasted into it, in Chromium."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.tests.clipboard_corpus import clipboards, same_blanks
from articles.tests.link_addresses import LINKS
from newsroom.tests.browser import NOTHING_IS_BEING_SAVED, is_form, one_at_a_time, wait_for_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(element, html) => {
  element.editor.commands.clearContent(true)
  const data = new DataTransfer()
  data.setData("text/html", html)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
  const status = element.closest(".prose-editor").querySelector("[role=status].desk-paste")
  return [element.editor.getHTML(), status.textContent]
}"""


def put_the_cursor_in(visit):
    """From then on the rules of pasting are on their way."""
    wait_for_editor(visit.page)
    visit.body.click()
    visit.page.wait_for_selector(".desk-paste[data-ready]", state="attached")


def test_editor_makes_the_body_of_every_clipboard(on_the_desk):
    visit, _article = on_the_desk
    put_the_cursor_in(visit)

    wrong = {}
    for clipboard in clipboards():
        html, told = visit.body.evaluate(PASTE, clipboard.html)
        html = "" if html == "<p></p>" else html
        trailing = html.removesuffix("<p></p>")  # a line to write on, below a table
        if (same_blanks(trailing), told) != (same_blanks(clipboard.body), clipboard.told):
            wrong[clipboard.name] = (html, told)

    assert wrong == {}
    assert visit.violations == []
    assert visit.errors == []


def test_editor_resolves_addresses_as_the_server_does(on_the_desk):
    visit, _article = on_the_desk
    wait_for_editor(visit.page)
    resolve = """async (element, addresses) => {
      const { resolveAddress } = await import("desk/link-address")
      const { rules } = element.editor.extensionManager.extensions.find(({ name }) => name === "link").options
      return addresses.map((written) => resolveAddress(written, rules))
    }"""

    found = visit.body.evaluate(resolve, [written for written, _href, _refusal in LINKS])

    pairs = zip(LINKS, found, strict=True)
    assert [(right, got) for right, got in pairs if (got["href"], got["refusal"]) != right[1:]] == []


def test_a_paste_that_comes_before_its_rules_waits_for_them(on_the_desk):
    visit, _article = on_the_desk
    wait_for_editor(visit.page)

    html, told = visit.body.evaluate(PASTE, "<h1>Wall</h1><p onclick='x'>It <b>held</b>.<script>1</script></p>")
    assert (html, told) == ("<p></p>", "")  # nothing as it came

    expect(visit.body.locator("strong")).to_have_text("held")
    assert visit.body.evaluate("element => element.editor.getHTML()") == "<h2>Wall</h2><p>It <strong>held</strong>.</p>"


def test_what_is_pasted_a_moment_before_it_is_saved_is_saved(on_the_desk):
    visit, article = on_the_desk
    wait_for_editor(visit.page)
    slow_line = []  # on which the rules of pasting do not come before the save is asked for
    visit.page.route("**/clean-html*.js", lambda route: slow_line.append(route))

    visit.body.evaluate(PASTE, "<p>The wall held.</p>")
    visit.page.locator(".bar [name=_continue]").click()
    visit.page.wait_for_timeout(500)
    unsaved = Article.objects.get(pk=article.pk).body
    with visit.page.expect_response(lambda response: response.request.method == "POST" and is_form(response.url)):
        slow_line[0].continue_()
    visit.page.wait_for_function(NOTHING_IS_BEING_SAVED)

    assert (unsaved, Article.objects.get(pk=article.pk).body) == (article.body, "<p>The wall held.</p>")


def test_own_words_and_objects_are_copied_whole(on_the_desk, make_picture):
    visit, _article = on_the_desk
    picture = make_picture("The wall at dusk")
    put_the_cursor_in(visit)
    body = (
        f'<h2>Wall</h2><figure data-picture="{picture.pk}"><figcaption>Dusk</figcaption></figure>'
        '<figure data-quote="pull"><blockquote>Held</blockquote><figcaption>Ned</figcaption></figure>'
        '<ol start="4"><li><p>10<sup>6</sup></p></li></ol><div data-embed="watch" data-id=""></div><p>End.</p>'
    )
    copied = """(element, body) => {
      element.editor.commands.setContent(body)
      element.editor.commands.selectAll()
      return element.editor.view.serializeForClipboard(element.editor.state.selection.content()).dom.innerHTML
    }"""

    html = visit.body.evaluate(copied, body)

    assert "data-pm-slice" in html
    assert visit.body.evaluate(PASTE, html) == [body, ""]


def test_paste_says_politely_how_many_rows_did_not_fit(on_the_desk):
    visit, _article = on_the_desk
    put_the_cursor_in(visit)

    html, told = visit.body.evaluate(PASTE, f"<table>{'<tr><td>a</td><td>b</td></tr>' * 203}</table>")

    assert html.count("<tr>") == 200
    assert told == "3 rows of a long table were left out."
    expect(visit.page.get_by_role("status").filter(has_text="rows of a long table")).to_be_visible()


def test_link_dialog_refuses_with_words_and_completes(on_the_desk):
    visit, article = on_the_desk
    page = visit.page
    wait_for_editor(page)
    visit.body.click()
    page.keyboard.type("The plan")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    address = page.get_by_label("URL")

    address.fill("../plan.html")
    page.get_by_role("button", name="Update").click()

    expect(page.get_by_text("Give the whole one, with the name of its site.")).to_be_visible()
    expect(address).to_have_value("../plan.html")
    address.fill("www.example.org/plan?utm_source=x")
    page.get_by_role("button", name="Update").click()
    expect(visit.body.locator("a")).to_have_attribute("href", "https://www.example.org/plan")
    visit.save()
    assert Article.objects.get(pk=article.pk).body == '<p><a href="https://www.example.org/plan">The plan</a></p>'
    assert visit.violations == []
    assert visit.errors == []


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["screen", "phone"])
def test_toolbar_stays_in_sight_at_every_paragraph(on_the_desk, size):
    visit, article = on_the_desk
    page = visit.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    with one_at_a_time:
        Article.objects.filter(pk=article.pk).update(body="<p>One line of the story.</p>" * 100)
    page.reload()
    wait_for_editor(page)
    where = """(paragraph) => {
      paragraph.scrollIntoView({ block: "center", behavior: "instant" })
      const bar = document.querySelector(".prose-menubar").getBoundingClientRect()
      const box = paragraph.getBoundingClientRect()
      const button = document.querySelector(".prose-menubar button").getBoundingClientRect()
      const top = document.elementFromPoint(button.x + button.width / 2, button.y + button.height / 2)
      return [bar.top >= -1, bar.bottom <= box.top, Boolean(top?.closest(".prose-menubar")), scrollY]
    }"""

    seen = [visit.body.locator("p").nth(place).evaluate(where) for place in range(9, 100, 10)]

    assert [found[:3] for found in seen] == [[True, True, True]] * 10
    assert seen[-1][3] > seen[0][3] + 500


def test_table_is_saved_and_reopened_to_the_byte(on_the_desk):
    visit, article = on_the_desk
    wait_for_editor(visit.page)
    visit.body.click()
    visit.body.evaluate(PASTE, next(c.html for c in clipboards() if c.name == "excel-table"))
    visit.save()
    first = Article.objects.get(pk=article.pk).body

    visit.body.locator("td").first.click()
    visit.page.keyboard.press("End")
    visit.page.keyboard.type("!")
    visit.page.keyboard.press("Backspace")
    visit.save()

    assert "<th><p>Place</p></th>" in first
    assert Article.objects.get(pk=article.pk).body == first
    assert visit.violations == []


def test_wide_table_scrolls_in_its_own_place(make_visit, make_live_article):
    cells = "".join(f"<{{tag}}><p>Heading{place}</p></{{tag}}>" for place in range(12))
    rows = f"<tr>{cells.format(tag='th')}</tr><tr>{cells.format(tag='td')}</tr>"
    article = make_live_article("Tables hold", body=f"<table><tbody>{rows}</tbody></table>")
    visit = make_visit(viewport={"width": 320, "height": 700})
    width = "[document.documentElement.scrollWidth, document.querySelector('.table').scrollWidth]"

    for path in (article.get_absolute_url(), f"/text{article.get_absolute_url()}"):
        page = visit.open(path)
        page_width, table_width = page.evaluate(width)
        assert page_width <= 320
        assert table_width > 600
        page.locator(".table").focus()
        expect(page.locator(".table")).to_be_focused()
