"""The body editor in a real browser, under the policy that the desk really sends."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Video
from newsroom.tests.browser import one_at_a_time, words_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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
    "<h2>Wall to be raised</h2><p>Plain, <strong>bold</strong><em> and slanted</em></p><ol><li><p>One</p></li></ol>"
    '<p><a href="https://example.org/a">link</a></p>'
)
PASTE = """(element, html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


def stored(article):
    return Article.objects.get(pk=article.pk).body


def test_two_words_keep_an_ordinary_space(on_the_desk):
    visit, article = on_the_desk

    visit.body.click()
    visit.page.keyboard.type("Two words")
    visit.save()

    assert stored(article) == "<p>Two words</p>"
    assert visit.violations == []
    assert visit.errors == []


@pytest.mark.parametrize(("pasted", "kept"), [(WORD, WORD_KEPT), (GOOGLE, GOOGLE_KEPT)], ids=["Word", "Google Docs"])
def test_a_paste_keeps_paragraphs_bold_italics_links_and_lists(on_the_desk, pasted, kept):
    visit, article = on_the_desk

    visit.body.click()
    visit.body.evaluate(PASTE, pasted)
    visit.save()

    assert stored(article) == kept
    assert visit.violations == []
    assert visit.errors == []


def test_every_object_is_chosen_saved_and_reopened_to_the_byte(on_the_desk, make_picture, make_poll, make_live_article):
    visit, article = on_the_desk
    picture, poll = make_picture("The wall at dusk"), make_poll("Raise it?")
    video = Video.objects.create(title="Tide", slug="tide", poster=picture, file="films/tide.webm", seconds=75)
    other = make_live_article("Town hall clock stops")
    page = visit.page
    visit.body.click()
    page.keyboard.type("It held.")

    visit.choose("Insert a picture", "The wall at dusk")
    page.keyboard.type("Our own words")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Insert a pull quote").click()
    page.keyboard.type("We counted")
    page.keyboard.press("Enter")
    page.keyboard.type("Ned")
    page.keyboard.press("Enter")
    visit.choose("Insert a poll", "Raise it?")
    visit.choose("Insert a film", "Tide")
    page.get_by_role("button", name="Insert the newest films").click()
    visit.choose("Insert a link to a story", "Town hall clock stops")
    page.keyboard.type("And more.")
    expect(page.locator(".desk-card", has_text="Raise it?")).to_be_visible()
    before = words_of(page)
    visit.save()

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
    visit.body.locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")

    assert words_of(page) == before
    assert visit.violations == []
    assert visit.errors == []


def test_an_object_that_is_gone_is_named(on_the_desk):
    visit, article = on_the_desk
    with one_at_a_time:
        Article.objects.filter(pk=article.pk).update(body='<div data-embed="poll" data-id="77"></div><p>On.</p>')

    visit.page.reload()

    expect(visit.page.get_by_text("Poll 77 is missing")).to_be_visible()


def test_words_survive_a_form_that_is_refused(on_the_desk):
    visit, article = on_the_desk
    visit.body.click()
    visit.page.keyboard.type("Do not lose me")
    visit.page.locator("#id_slug").evaluate("(box) => { box.value = 'no slug!' }")

    visit.save()

    expect(visit.page.get_by_role("alert", name="What to put right")).to_be_visible()
    expect(visit.body).to_have_text("Do not lose me")
    assert stored(article) == ""


def test_the_editor_and_its_tools_have_names(on_the_desk):
    visit, _ = on_the_desk

    expect(visit.body).to_have_accessible_name("Body:")
    expect(visit.page.get_by_role("toolbar", name="Formatting and objects")).to_be_visible()


def test_tab_leaves_the_editor(on_the_desk):
    visit, _ = on_the_desk

    visit.body.click()
    visit.page.keyboard.press("Tab")

    expect(visit.body).not_to_be_focused()
