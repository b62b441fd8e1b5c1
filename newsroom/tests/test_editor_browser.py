"""The body editor in a real browser, under the policy that the desk really sends."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article, Byline, Picture, Video
from articles.tests.picture_builders import picture_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal{color:red}</style></head><body>
<p class=MsoNormal><b>The tide</b>&nbsp; turned <i>at six</i>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Gates</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span>Pumps
for £5&nbsp;million</p>
<p class=MsoNormal><span style='color:red'><a href="https://example.org/wall">The plan</a></span>
<a href="javascript:alert(1)">no</a></p></body></html>"""
WORD_KEPT = (
    "<p><strong>The tide</strong> turned <em>at six</em>.</p><ul><li><p>Gates</p></li><li><p>Pumps for £5&nbsp;million"
    '</p></li></ul><p><a href="https://example.org/wall">The plan</a> no</p>'
)
GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span
style="font-size:16pt;font-weight:400;">Wall to be raised</span></h2><p dir="ltr" style="line-height:1.38"><span
style="font-weight:400;font-style:normal;">Plain, </span><span style="font-weight:700;">bold</span><span
style="font-weight:400;font-style:italic;"> and slanted</span></p><br><ol><li dir="ltr" style="list-style-type:decimal">
<p role="presentation"><span style="font-weight:400">One</span></p></li></ol><p><a
href="https://www.google.com/url?q=https://example.org/a&amp;sa=D" style="text-decoration:none"><span
style="color:#1155cc;font-weight:400">link</span></a></p></b><br class="Apple-interchange-newline">"""
GOOGLE_KEPT = (
    "<p>Wall to be raised</p><p>Plain, <strong>bold</strong><em> and slanted</em></p><ol><li><p>One</p></li></ol>"
    '<p><a href="https://example.org/a">link</a></p>'
)
PASTE = """(element, html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def on_the_desk(make_visit, editor, make_article):
    """A story without words, open at the desk: the visit and its body."""
    article = make_article("Sea wall holds", body="")
    visit = make_visit(editor)
    visit.open(f"/admin/articles/article/{article.pk}/change/")
    body = body_of(visit.page)
    expect(body).to_have_accessible_name("Body:")
    return visit, body, article


def body_of(page):
    return page.locator(".prose-menubar + .ProseMirror")


def save(page):
    with page.expect_navigation():
        page.locator(".submit-row input[name=_continue]").click()


def stored(article):
    return Article.objects.get(pk=article.pk).body


def written(page):
    return page.locator("#id_body").input_value()


def choose(page, button, words):
    """Press a button of the toolbar and take the row with these words from the list that opens."""
    with page.expect_popup() as popup:
        page.get_by_role("button", name=button, exact=True).click()
    popup.value.get_by_text(words).first.click()


def test_two_words_keep_an_ordinary_space(on_the_desk):
    visit, body, article = on_the_desk

    body.click()
    visit.page.keyboard.type("Two words")
    save(visit.page)

    assert stored(article) == "<p>Two words</p>"
    assert visit.violations == []
    assert visit.errors == []


@pytest.mark.parametrize(("pasted", "kept"), [(WORD, WORD_KEPT), (GOOGLE, GOOGLE_KEPT)], ids=["Word", "Google Docs"])
def test_a_paste_keeps_paragraphs_bold_italics_links_and_lists(on_the_desk, pasted, kept):
    visit, body, article = on_the_desk

    body.click()
    body.evaluate(PASTE, pasted)
    save(visit.page)

    assert stored(article) == kept
    assert visit.violations == []
    assert visit.errors == []


def test_every_object_is_chosen_saved_and_reopened_to_the_byte(on_the_desk, make_picture, make_poll, make_live_article):
    visit, body, article = on_the_desk
    picture, poll = make_picture("The wall at dusk"), make_poll("Raise it?")
    video = Video.objects.create(title="Tide", slug="tide", poster=picture, file="films/tide.webm", seconds=75)
    other = make_live_article("Town hall clock stops")
    page = visit.page
    body.click()
    page.keyboard.type("It held.")

    choose(page, "Insert a picture", "The wall at dusk")
    page.keyboard.type("Our own words")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Insert a pull quote").click()
    page.keyboard.type("We counted")
    page.keyboard.press("Enter")
    page.keyboard.type("Ned")
    page.keyboard.press("Enter")
    choose(page, "Insert a poll", "Raise it?")
    choose(page, "Insert a film", "Tide")
    page.get_by_role("button", name="Insert the newest films").click()
    choose(page, "Insert a link to a story", "Town hall clock stops")
    page.keyboard.type("And more.")
    expect(page.locator(".desk-card", has_text="Raise it?")).to_be_visible()
    before = written(page)
    save(page)

    assert (
        before
        == stored(article)
        == (
            f'<p>It held.</p><figure data-picture="{picture.pk}"><figcaption>Our own words</figcaption></figure>'
            '<figure data-quote="pull"><blockquote>We counted</blockquote><figcaption>Ned</figcaption></figure>'
            f'<div data-embed="poll" data-id="{poll.pk}"></div><div data-embed="watch" data-id="{video.pk}"></div>'
            f'<div data-embed="watch" data-id=""></div><div data-embed="related" data-id="{other.pk}"></div>'
            "<p>And more.</p>"
        )
    )
    assert {line.kind for line in article.placements.all()} == {"picture", "poll", "video", "linked"}

    expect(page.locator(".desk-card", has_text="Town hall clock stops")).to_be_visible()
    expect(page.locator(".desk-figure img")).to_be_visible()
    body_of(page).locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")

    assert written(page) == before
    assert visit.violations == []
    assert visit.errors == []


def test_a_picture_can_be_added_on_the_way(on_the_desk):
    visit, body, article = on_the_desk
    body.click()

    with visit.page.expect_popup() as popup:
        visit.page.get_by_role("button", name="Insert a picture", exact=True).click()
    popup.value.get_by_role("link", name="Add picture").click()
    photo = {"name": "wall.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()}
    popup.value.locator("input[type=file]").set_input_files(photo)
    popup.value.locator("#id_alt").fill("A wall")
    popup.value.locator("#id_credit").fill("Ada Pask")
    with popup.value.expect_event("close"):
        popup.value.locator("input[name=_save]").click()

    expect(visit.page.locator(".desk-figure__credit")).to_have_text("Ada Pask")
    assert written(visit.page).startswith(f'<figure data-picture="{Picture.objects.get().pk}">')
    assert visit.violations == []


def test_the_lead_picture_is_chosen_and_shown(on_the_desk, make_picture):
    visit, _, article = on_the_desk
    picture = make_picture("The wall at dusk")

    choose(visit.page, "Choose a picture", "The wall at dusk")
    expect(visit.page.locator(".picture-field img")).to_be_visible()
    save(visit.page)

    assert Article.objects.get(pk=article.pk).lead_picture == picture
    expect(visit.page.locator(".picture-field")).to_contain_text("Cormac Ilderton")


def test_an_object_that_is_gone_is_named(on_the_desk):
    visit, _, article = on_the_desk
    Article.objects.filter(pk=article.pk).update(body='<div data-embed="poll" data-id="77"></div><p>On.</p>')

    visit.page.reload()

    expect(visit.page.get_by_text("Poll 77 is missing")).to_be_visible()


def test_words_survive_a_form_that_is_refused(on_the_desk):
    visit, body, article = on_the_desk
    body.click()
    visit.page.keyboard.type("Do not lose me")
    visit.page.locator("#id_headline").fill("")

    save(visit.page)

    expect(visit.page.locator(".errornote")).to_be_visible()
    expect(body_of(visit.page)).to_have_text("Do not lose me")
    assert stored(article) == ""


def test_tab_leaves_the_editor(on_the_desk):
    visit, body, _ = on_the_desk

    body.click()
    visit.page.keyboard.press("Tab")

    expect(body).not_to_be_focused()
    expect(visit.page.get_by_role("toolbar")).to_be_visible()


def test_enter_in_a_field_saves_and_never_publishes(on_the_desk):
    visit, _, article = on_the_desk

    visit.page.locator("#id_kicker").fill("Flooding")
    with visit.page.expect_navigation():
        visit.page.locator("#id_kicker").press("Enter")

    assert Article.objects.get(pk=article.pk).kicker == "Flooding"
    assert not article.editions.exists()


def test_a_byline_is_put_in_order_with_a_button(on_the_desk, make_author):
    visit, _, article = on_the_desk
    Byline.objects.create(article=article, author=make_author("Ivo Marsh"), role="photographs", position=1)
    visit.page.reload()

    visit.page.get_by_role("button", name="Move up").last.click()
    save(visit.page)

    ordered = article.bylines.order_by("position").values_list("author__name", flat=True)
    assert list(ordered) == ["Ivo Marsh", "Nell Thackaberry"]
    assert visit.violations == []


def test_asks_before_unsaved_words_are_left(on_the_desk):
    visit, body, _ = on_the_desk
    asked = []
    visit.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    body.click()
    visit.page.keyboard.type("Unsaved")

    visit.open("/admin/")

    assert asked == ["beforeunload"]


def test_a_preview_shows_unsaved_words_under_the_public_policy(on_the_desk):
    visit, body, article = on_the_desk
    body.click()
    visit.page.keyboard.type("Not saved yet")

    with visit.page.expect_popup() as popup:
        visit.page.get_by_role("button", name="Preview").click()

    expect(popup.value.get_by_text("Not saved yet")).to_be_visible()
    assert stored(article) == ""
    assert visit.violations == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_can_be_used_by_everyone(make_visit, editor, make_live_article, make_topic, make_picture, scheme):
    article = make_live_article("Sea wall holds", topics=[make_topic()], lead_picture=make_picture())
    stranger, visit = make_visit(color_scheme=scheme), make_visit(editor, color_scheme=scheme)
    story = f"/admin/articles/article/{article.pk}/change/"
    paths = ["/admin/", "/admin/articles/article/", story, "/admin/articles/article/add/"]
    pages = [stranger.open("/admin/login/")]

    found = serious(pages[0])
    for path in paths:
        page = visit.open(path)
        page.wait_for_load_state("networkidle")
        found += serious(page)

    assert found == []
    assert visit.violations + stranger.violations == []


def serious(page):
    broken = Axe().run(page).response["violations"]
    return [(page.url, rule["id"], node["target"]) for rule in broken for node in rule["nodes"]
            if rule["impact"] in {"serious", "critical"}]  # fmt: skip
