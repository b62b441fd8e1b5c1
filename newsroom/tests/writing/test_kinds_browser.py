"""Placed kinds in a real browser: put in where one stands, written by keyboard and by touch, kept to the byte."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import expect

from articles.models import Article
from articles.tests.kind_documents import DOCUMENTS
from newsroom.tests.browser import wait_for_editor
from newsroom.tests.readers.test_public_access_browser import AXE, CHECK
from newsroom.tests.writing.test_desk_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRITTEN = (
    "<p>It held.</p>"
    '<section data-kind="facts"><h3>The barrier</h3><p>Three gates.</p><ul><li><p>Built in 1987</p></li></ul></section>'
    '<section data-kind="timeline"><h3></h3><dl><dt>4.52am</dt><dd><p>High water</p></dd>'
    "<dt>Six</dt><dd><p>It fell</p></dd></dl></section>"
    '<section data-kind="known"><h3></h3><dl><dt>What we know</dt><dd><ul><li><p>Nobody is hurt</p></li></ul></dd>'
    "<dt>What we don’t know</dt><dd><ul><li><p>The cost</p></li></ul></dd></dl></section>"
    "<p>And/or more.</p>"
)


def put_in(page, words):
    page.wait_for_selector(".prose-editor[data-lists]")  # it is fetched when the words get the cursor
    page.keyboard.type("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key) if key in {"Enter", "Escape", "Backspace", "End"} else page.keyboard.type(key)


def test_kinds_are_written_by_keyboard_and_kept_to_the_byte(on_the_desk):
    visit, article = on_the_desk
    page = visit.page
    visit.body.click()
    press(page, "It held.", "Enter")

    put_in(page, "fact")
    press(page, "The barrier", "Enter", "Three gates.", "Enter", "- Built in 1987", "Enter", "Enter", "Enter")
    put_in(page, "chron")
    press(page, "Enter", "4.52am", "Enter", "High water", "Enter", "Enter", "Six", "Enter", "It fell")
    press(page, "Enter", "Enter", "Enter")
    put_in(page, "unclear")
    press(page, "Enter", "Enter", "Nobody is hurt", "Enter", "Enter", "Enter", "Enter", "The cost")
    press(page, "Enter", "Enter", "Enter", "And/or more.")
    written = page.locator("#id_body")
    expect(written).to_have_value(WRITTEN)
    visit.save()

    assert Article.objects.get(pk=article.pk).body == WRITTEN
    visit.body.locator("p").last.click()
    page.keyboard.press("End")
    press(page, "!", "Backspace")
    expect(written).to_have_value(WRITTEN)
    assert serious(page) == []
    assert visit.violations + visit.errors == []


def collected(number):
    """So many of the documents that the server keeps to the byte."""
    found = []

    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(DOCUMENTS)
    def collect(document):
        found.append(document)

    collect()
    return found


REWRITTEN = """(documents) => {
  const { editor } = document.querySelector(".ProseMirror")
  return documents.filter((html) => {
    editor.commands.setContent(html)
    return editor.getHTML().replace(/<p><\\/p>$/, "") !== html.replace(/<p><\\/p>$/, "")
  }).map((html) => [html, (editor.commands.setContent(html), editor.getHTML())])
}"""


def test_editor_writes_what_the_server_keeps_in_every_combination(on_the_desk):
    visit, _article = on_the_desk
    wait_for_editor(visit.page)

    documents = collected(60)

    assert len(documents) >= 60
    assert visit.page.evaluate(REWRITTEN, documents) == []
    assert visit.violations + visit.errors == []


def test_slash_lists_filters_leaves_and_a_block_is_moved(on_the_desk):
    visit, article = on_the_desk
    page, written = visit.page, visit.page.locator("#id_body")
    visit.body.click()
    press(page, "First.", "Enter")
    page.wait_for_selector(".prose-editor[data-lists]")
    press(page, "/")
    box = page.get_by_role("combobox", name="Put in")

    expect(page.locator(".desk-slash").get_by_role("option", selected=True)).to_have_text("Picture")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".desk-slash").get_by_role("option", selected=True)).to_have_text("Quote")
    assert box.get_attribute("aria-activedescendant") == "desk-slash-1"
    press(page, "QUÉST")
    expect(page.locator(".desk-slash").get_by_role("option")).to_have_text(["Question and answer", "Poll"])
    assert serious(page) == []
    press(page, "xx")
    expect(page.get_by_text("There is nothing of that name.")).to_be_visible()
    press(page, "Escape", " km/h or more", "Enter")
    expect(written).to_have_value("<p>First.</p><p>/QUÉSTxx km/h or more</p><p></p>")
    page.locator(".desk-plus").click()
    press(page, "key", "Enter", "In short")
    page.keyboard.press("Alt+ArrowUp")
    moved = '<p>First.</p><section data-kind="points"><h3>In short</h3>'
    expect(written).to_have_value(re.compile(f"^{moved}"))
    page.keyboard.press("Control+z")
    expect(written).not_to_have_value(re.compile(f"^{moved}"))
    visit.body.locator("p").first.click()
    press(page, "End", " ")
    put_in(page, "footn")
    page.get_by_label("Words of the note").fill("Counted twice.")
    page.get_by_role("button", name="Insert", exact=True).last.click()
    visit.save()

    assert '<p>First.<span data-footnote="">Counted twice.</span></p>' in Article.objects.get(pk=article.pk).body
    assert visit.violations + visit.errors == []


# A browser with a keyboard on its screen says so here alone.
SEES = """height => Object.defineProperty(window, "visualViewport", { configurable: true,
  value: Object.assign(new EventTarget(), { offsetTop: 0, height }) })"""
AT_HEIGHT = """([number, top]) => {
  const { editor, children } = document.querySelector(".sheet .ProseMirror")
  scrollBy(0, children[number].getBoundingClientRect().top - top)
  editor.commands.setTextSelection(editor.view.posAtDOM(children[number], 0) + children[number].textContent.length)
  editor.commands.focus(null, { scrollIntoView: false })
}"""
BESIDE = """() => {
  const words = document.createRange()
  words.selectNodeContents(document.querySelector(".sheet .ProseMirror > :nth-child(31)"))
  const [list, line] = [document.querySelector(".desk-slash"), words].map((one) => one.getBoundingClientRect())
  return { top: list.top, bottom: list.bottom, line: [line.top, line.bottom] }
}"""


def test_list_of_everything_never_covers_its_line_nor_leaves_what_is_seen(make_visit, editor, make_article):
    """On a laptop, and on a phone whose keyboard covers the lower 336 pixels."""
    article = make_article("Sea wall holds", body="<p>It held.</p>" * 60)
    visit = make_visit(editor, viewport={"width": 1366, "height": 768})
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    wait_for_editor(page)
    visit.body.click()
    page.wait_for_selector(".prose-editor[data-lists]")
    covers = []
    for width, height, seen in ((1366, 768, 768), (390, 844, 508)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SEES, seen)
        for top in (120, seen // 2, seen - 80):
            page.evaluate(AT_HEIGHT, [30, top])
            press(page, " /")
            page.locator(".desk-slash").wait_for()
            found = page.evaluate(BESIDE)
            line_top, line_bottom = found["line"]
            is_beside = found["bottom"] <= line_top or found["top"] >= line_bottom
            if not is_beside or found["top"] < 0 or found["bottom"] > seen:
                covers.append((width, top, found))
            assert page.locator(".desk-slash li").first.bounding_box()["height"] > 20
            press(page, "Backspace")
    assert covers == []
    assert visit.violations + visit.errors == []


CHART = "<table><tbody><tr><th><p>Year</p></th><th><p>Tides</p></th></tr>{}</tbody></table>".format(
    "".join(f"<tr><th><p>{year}</p></th><td><p>{year - 2000}</p></td></tr>" for year in (2023, 2024, 2025))
)
CHARTS = "".join(
    f'<section data-kind="chart" data-chart="{sort}"><h3>Tides</h3>{CHART}<footer>The log</footer></section>'
    for sort in ("bar", "line", "share", "table")
)


MAP = (
    '<section data-kind="map"><h3>Where it came</h3><dl><dt>Barrier</dt><dd>53.60013, 1.6</dd><dd>Held</dd>'
    "<dt>Thorne Staithe</dt><dd>53.60612, 1.64851</dd><dd></dd></dl></section>"
)


def test_map_is_made_in_its_dialog_from_what_people_paste(on_the_desk):
    visit, article = on_the_desk
    page, written = visit.page, visit.page.locator("#id_body")
    visit.body.click()
    put_in(page, "place")
    dialog = page.get_by_role("dialog", name="Map")
    dialog.get_by_label("What the map shows").fill("Where it came")
    dialog.get_by_label("Name").fill(" Barrier ")
    dialog.get_by_label("Position").fill("on the river")
    dialog.get_by_label("Words").fill("Held")
    expect(dialog.get_by_text("Write it as 51.98")).to_be_visible()
    dialog.get_by_label("Position").fill("https://www.openstreetmap.org/?mlat=53.60013&mlon=1.6#map=15/53.5/1.5")
    dialog.get_by_role("button", name="Another place").click()
    dialog.get_by_label("Name").last.fill("Thorne Staithe")
    dialog.get_by_label("Position").last.fill("53.60612 1.64851")
    dialog.get_by_label("Words").last.click()
    expect(dialog.locator(".map__number")).to_have_count(2)
    assert serious(page) == []
    dialog.get_by_role("button", name="Take it").click()
    expect(written).to_have_value(f"{MAP}<p></p>")

    page.get_by_role("button", name="Change: Map").click()
    dialog.get_by_role("button", name="Remove this place").last.click()
    page.wait_for_timeout(600)  # the editor takes back together what follows within half a second
    dialog.get_by_role("button", name="Take it").click()
    expect(page.locator(".desk-card__note").first).to_have_text("Barrier")
    page.keyboard.press("Control+z")
    visit.save()

    assert Article.objects.get(pk=article.pk).body == MAP
    assert visit.violations + visit.errors == []


POSITIONS = {
    "53.60013, 1.6": "53.60013, 1.6",
    "-3.5;-4": "-3.5, -4",
    "53°36'0.5\"N 1°36'W": "53.60014, -1.6",
    "53.6 N, 1.6 W": "53.6, -1.6",
    "https://www.openstreetmap.org/#map=15/53.6/1.6": "53.6, 1.6",
    "https://www.google.com/maps/place/A+Quay/@53.5,1.5,15z/data=!3m1!4b1!8m2!3d53.6!4d-1.6": "53.6, -1.6",
    "https://www.google.co.uk/maps/@53.6,-1.6,15z": "53.6, -1.6",
    "https://maps.google.com/?q=53.6,-1.6": "53.6, -1.6",
    "https://www.google.com/maps/search/?api=1&query=53.6%2C-1.6": "53.6, -1.6",
    "https://maps.apple.com/?ll=53.6,-1.6&q=Quay": "53.6, -1.6",
    "geo:53.6,-1.6?z=15": "53.6, -1.6",
    "https://maps.app.goo.gl/abc": "",
    "https://example.org/?q=12": "",
    "95, 1": "",
    "1, 181": "",
    "Fish Quay": "",
    "": "",
}


def test_position_is_taken_from_what_maps_give_and_nobody_is_asked(on_the_desk):
    visit, _article = on_the_desk
    wait_for_editor(visit.page)
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))

    read = visit.page.evaluate(
        "async (all) => { const { positionIn } = await import('desk/map-position'); return all.map(positionIn) }",
        list(POSITIONS),
    )

    assert dict(zip(POSITIONS, read, strict=True)) == POSITIONS
    assert [url for url in asked if "map-position" not in url] == []


def test_everyone_can_use_every_kind_on_the_narrowest_screen(make_visit, make_live_article):
    note = '<p>Held.<span data-footnote="">Counted twice.</span></p>'
    points = WRITTEN.replace('"facts"', '"points"') + WRITTEN.replace('"timeline"', '"questions"')
    story = make_live_article("Kinds", body=note + WRITTEN + points + CHARTS + MAP)
    visit = make_visit(viewport={"width": 320, "height": 800}, color_scheme="light")
    page = visit.open(story.get_absolute_url())
    page.evaluate(AXE)

    found = page.evaluate(CHECK, [])
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(CHECK, ["color-contrast"])
    page.emulate_media(color_scheme="light", forced_colors="active")
    room = page.locator(".chart__room").first.evaluate("rect => getComputedStyle(rect).stroke")
    page.emulate_media(media="print", forced_colors="none")
    printed = page.locator(".box, .chart svg, .map svg, .footnotes li").evaluate_all(
        "all => all.map(one => one.checkVisibility())"
    )

    assert found == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert room != "none"
    assert printed
    assert all(printed)
    assert visit.violations == []
