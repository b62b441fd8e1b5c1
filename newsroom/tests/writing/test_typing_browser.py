"""Typing in a very long story: a key writes no document out, and nothing that is typed is lost by that."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Autosave
from demo.bench.long_story import long_body
from newsroom.tests.browser import one_at_a_time, words_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_SENT = 30 * 1024
# Every way that the editor's library writes HTML out ends in `innerHTML`.
COUNT_WHAT_IS_WRITTEN_OUT = """(() => {
  const { get, set } = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML")
  window.writtenOut = 0
  const count = function () { const html = get.call(this); window.writtenOut += html.length; return html }
  Object.defineProperty(Element.prototype, "innerHTML", { get: count, set, configurable: true })
  const ask = window.fetch
  window.fetch = (address, options) => {
    if (address.endsWith("/autosave/")) window.sent = options.body.size ?? options.body.toString().length
    return ask(address, options)
  }
  document.addEventListener("prose-editor:ready", ({ detail }) => { window.opened = detail.editor })
})()"""
# What thirty keys in a row ask of the page and of the clock while the editor takes them in.
COUNT_WHAT_KEYS_ASK = """() => {
  const { view } = window.opened
  const asked = { looks: 0, timers: 0 }
  const counted = [
    [Range.prototype, "getClientRects", "looks"],
    [Element.prototype, "getBoundingClientRect", "looks"],
    [window, "setTimeout", "timers"],
  ].map(([owner, name, what]) => {
    const usual = owner[name]
    owner[name] = function (...given) { asked[what] += 1; return usual.apply(this, given) }
    return () => { owner[name] = usual }
  })
  for (const sign of "Thirty keys in one go, at once") view.dispatch(view.state.tr.insertText(sign).scrollIntoView())
  for (const giveBack of counted) giveBack()
  return asked
}"""
PASTE = """(element, [kind, words]) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData(kind, words)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
}"""
# Edits of every sort at places drawn by a fixed seed; the HTML that is kept by block beside the library's own.
EDIT_AND_COMPARE = """(edits) => {
  let seed = 7
  const draw = (most) => (seed = (seed * 48271) % 2147483647) % most
  const { opened: editor } = window
  const form = document.getElementById("article_form")
  const acts = [
    (chain, at) => chain.insertContentAt(at, "Tide & <quay>"),
    (chain, at) => chain.deleteRange({ from: at, to: Math.min(at + draw(90), editor.state.doc.content.size) }),
    (chain, at) => chain.setTextSelection({ from: at, to: at + 9 }).toggleBold(),
    (chain, at) => chain.setTextSelection(at).splitBlock(),
    (chain, at) => chain.setTextSelection(at).toggleHeading({ level: 2 }),
    (chain, at) => chain.setTextSelection(at).toggleBulletList(),
    (chain, at) => chain.setTextSelection(at).insertTable({ rows: 2, cols: 2 }),
    (chain, at) => chain.setTextSelection({ from: at, to: at + 5 }).setLink({ href: "https://example.org/?a=1&b=2" }),
    (chain) => chain.undo(),
    (chain) => chain.redo(),
  ]
  const differing = []
  let [before, done] = [editor.getHTML(), 0]
  for (let number = 0; number < edits; number += 1) {
    const act = acts[draw(acts.length)]
    act(editor.chain(), 1 + draw(editor.state.doc.content.size - 120)).run()
    const [kept, whole] = [new FormData(form).get("body"), editor.getHTML()]
    if (kept !== whole) differing.push(number)
    if (whole !== before) done += 1
    before = whole
  }
  return { differing, done }
}"""


@pytest.fixture
def long_story(make_visit, editor, make_article, make_picture):
    """Ten thousand words with forty pictures, open at the desk: the visit and the story."""
    body = long_body(words=10_000, pictures=[make_picture("Gates").pk, make_picture("Quay").pk])
    article = make_article("The whole flood", body=body)
    visit = make_visit(editor)
    visit.context.add_init_script(COUNT_WHAT_IS_WRITTEN_OUT)
    visit.open(f"/admin/articles/article/{article.pk}/change/")
    visit.page.wait_for_function("length => window.writtenOut > length / 2", arg=len(body))
    return visit, article


def test_a_key_in_a_long_story_costs_no_document_and_loses_no_word(long_story):
    visit, article = long_story
    page, opened = visit.page, words_of(visit.page)
    assert opened == article.body

    visit.body.locator("> p").nth(150).click()
    asked = page.evaluate(COUNT_WHAT_KEYS_ASK)
    assert asked["looks"] == 0, "a layout of the whole page"
    assert 0 < asked["timers"] < 45, "of ours one for each thing that waits for a pause; the editor sets one a key"
    before = page.evaluate("window.writtenOut")
    page.keyboard.type("Thirty keys of a new sentence.", delay=20)
    page.wait_for_timeout(500)
    assert 0 < page.evaluate("window.writtenOut") - before < len(opened) / 2

    with page.expect_response("**/autosave/"):
        page.keyboard.type(" Kept.")
    assert 0 < page.evaluate("window.sent") <= MOST_SENT
    with one_at_a_time:
        assert Autosave.objects.get().fields["body"] == [words_of(page)]

    compared = page.evaluate(EDIT_AND_COMPARE, 120)
    assert compared["differing"] == []
    assert compared["done"] > 60

    visit.put_cursor("start")
    page.keyboard.type("Last ")
    visit.save()
    assert Article.objects.get(pk=article.pk).body.startswith("<p>Last ")
    assert visit.violations + visit.errors == []


def test_words_typed_in_the_moment_before_a_page_closes_are_in_the_browser(on_the_desk):
    visit, _article = on_the_desk
    other = visit.context.new_page()
    other.goto(f"{visit.address}/admin/password_change/")
    visit.page.bring_to_front()
    visit.body.click()

    visit.page.keyboard.type("Just now")
    visit.page.close()

    other.wait_for_function("""() => Object.values({ ...localStorage }).some((words) => words.includes("Just+now"))""")


def test_signs_are_typographic_until_backspace_or_the_writer_says_otherwise(on_the_desk):
    visit, article = on_the_desk
    page, body = visit.page, visit.body
    press, write = page.keyboard.press, page.keyboard.type
    body.click()

    write("\"It's 6'2\"\" - she said... the '90s ")
    expect(body.locator("p")).to_have_text("“It’s 6′2″” – she said… the ’90s ")
    write('"')
    press("Backspace")
    expect(body.locator("p").last).to_have_text('“It’s 6′2″” – she said… the ’90s "')
    write("inch and")
    press("Backspace")
    expect(body.locator("p").last).to_have_text('“It’s 6′2″” – she said… the ’90s "inch an')

    press("Enter")
    write("o'neill@example.org see https://example.org/it's--a/page and (")
    body.evaluate(PASTE, ["text/plain", "\"Pasted\", 'too'"])
    write(" 'sic')")
    expect(body.locator("p").last).to_have_text(
        "o'neill@example.org see https://example.org/it's--a/page and (“Pasted”, ‘too’ ‘sic’)"
    )
    press("Enter")
    body.evaluate(PASTE, ["text/html", "<p>\"It <b>'was'</b>\" -- so</p><ul><li>the <i>'80s</i></li></ul>"])
    press("Enter")
    press("Enter")
    page.locator("[data-part=filing] > summary").click()
    page.locator("#id_language").select_option("cy")
    body.locator("p").last.click()
    write("y 'chydig")
    page.get_by_role("button", name="Typographic quotes and dashes").click()
    expect(page.get_by_role("button", name="Typographic quotes and dashes")).to_have_attribute("aria-pressed", "false")
    write(' "as typed"')
    visit.save()

    body = Article.objects.get(pk=article.pk).body
    assert "<p>“It <strong>‘was’</strong>” – so</p><ul><li><p>the <em>’80s</em></p></li>" in body
    assert body.endswith('<p>y ’chydig "as typed"</p>')
    expect(page.get_by_role("button", name="Typographic quotes and dashes")).to_have_attribute("aria-pressed", "false")
    assert visit.violations + visit.errors == []
