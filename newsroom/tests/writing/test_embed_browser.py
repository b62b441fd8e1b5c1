"""Things of other sites in a real browser: pasted, asked for, undone; and pages that ask nobody by themselves."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from articles.body.kinds.embed import written
from articles.models import Article
from articles.tests.web_things import FILM, POST, stand_in
from newsroom.tests.browser import wait_for_editor
from newsroom.tests.readers.test_public_access_browser import AXE, CHECK
from newsroom.tests.writing.test_desk_browser import serious
from newsroom.tests.writing.test_kinds_browser import press, put_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(element, [text, html]) => {
  const data = new DataTransfer()
  data.setData("text/plain", text)
  if (html) data.setData("text/html", html)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""
CARDS = "".join(
    written(address=address, title=title, lines=["The gate is shut."], source="Ann, there", day=None)
    for address, title in ((FILM, 'The "barrier"'), (POST, ""), ("https://example.org/" + "a" * 90, "A talk"))
)
ASKED = re.compile("^https://")


@pytest.fixture
def sites(monkeypatch):
    return stand_in(monkeypatch)


def paste(visit, text, html=""):
    wait_for_editor(visit.page)
    visit.body.evaluate(PASTE, [text, html])


@pytest.mark.parametrize("html", ["", f'<meta charset="utf-8"><a href="{FILM}">{FILM}</a>'])
def test_pasted_address_becomes_a_card_and_undo_makes_it_an_address_again(on_the_desk, sites, html):
    visit, article = on_the_desk
    page, body = visit.page, page_body(visit)
    visit.body.click()
    press(page, "Look.", "Enter")

    paste(visit, f" {FILM}\n", html)
    expect(body).to_have_value(re.compile('<p>Look.</p><section data-kind="embed">.*</section><p></p>$'))
    expect(page.locator(".desk-card")).to_contain_text('The barrier "rises" & falls')
    expect(page.locator(".desk-paste")).to_have_text(re.compile("Undo makes it an address again"))
    assert serious(page) == []
    page.keyboard.press("Control+z")
    expect(body).to_have_value(re.compile(f'^<p>Look.</p><p><a href="{re.escape(FILM)}">{re.escape(FILM)}</a></p>'))
    page.keyboard.press("Control+Shift+z")
    expect(body).to_have_value(re.compile("</section><p></p>$"))
    visit.put_cursor(6)  # behind the first sentence
    press(page, "Enter")
    paste(visit, POST)
    expect(page.locator(".desk-card")).to_have_count(2)
    press(page, "And on.")
    post, film = (
        '<section data-kind="embed" data-day="2026-03-14">.*</section>',
        '<section data-kind="embed">.*</section>',
    )
    expect(body).to_have_value(re.compile(f"^<p>Look.</p>{post}<p>And on.</p>{film}<p></p>$"))
    stored = body.input_value().removesuffix("<p></p>")
    visit.save()

    assert Article.objects.get(pk=article.pk).body == stored
    assert visit.violations + visit.errors == []


def page_body(visit):
    return visit.page.locator("#id_body")


def test_address_stays_where_it_stands_in_words_or_stands_for_nothing(on_the_desk, sites):
    visit, _article = on_the_desk
    body = page_body(visit)
    sites[0][FILM] = 404
    visit.body.click()

    paste(visit, FILM)
    expect(visit.page.locator(".desk-paste")).to_have_text(re.compile("^The address stays a link. It did not answer"))
    press(visit.page, "Enter", "See ")
    paste(visit, POST)
    press(visit.page, "Enter")
    paste(visit, "https://example.org/")
    press(visit.page, "Enter", "End.")

    expect(body).to_have_value(re.compile(r"<p><a [^>]*>[^<]*</a></p><p>See .*example.org/</a></p><p>End.</p>$"))
    assert "<section" not in body.input_value()
    assert len(sites[1]) == 1


def test_slash_menu_asks_for_the_address_until_it_stands_for_something(on_the_desk, sites):
    visit, _article = on_the_desk
    page = visit.page
    visit.body.click()
    put_in(page, "youtube")
    field = page.get_by_label("Address of the film, sound or post")

    field.fill("nowhere")
    page.get_by_role("button", name="Insert", exact=True).last.click()
    assert page.get_by_text("This is no address of the web.").bounding_box()["height"] > 10
    expect(field).to_have_value("nowhere")
    assert serious(page) == []
    field.fill("youtu.be/dQw4w9WgXcQ")
    page.get_by_role("button", name="Insert", exact=True).last.click()

    expect(page_body(visit)).to_have_value(re.compile(f'data-kind="embed".*href="{re.escape(FILM)}"'))
    assert visit.violations + visit.errors == []


def test_nothing_of_another_site_is_asked_for_before_a_click(make_visit, make_live_article):
    story = make_live_article("Films", body=f"<p>Look.</p>{CARDS}")
    visit, asked = make_visit(viewport={"width": 320, "height": 800}), []
    page = visit.page
    page.context.route(ASKED, lambda route: route.fulfill(body="<p>Playing</p>", content_type="text/html"))
    page.on("request", lambda request: asked.append(request.url))

    visit.open(story.get_absolute_url())
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    assert page.evaluate(CHECK, []) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert len(asked) > 3
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(page.url).netloc}
    asked.clear()

    page.get_by_role("button", name="Play it here").click()
    frame = page.locator("iframe")
    expect(frame.content_frame.get_by_text("Playing")).to_be_visible()
    expect(frame).to_be_focused()
    assert frame.get_attribute("title") == 'The "barrier"'
    assert {urlsplit(url).netloc for url in asked} == {"www.youtube-nocookie.com"}
    assert page.get_by_role("button", name="Show it here").count() == 1
    assert visit.violations + visit.errors == []


def test_card_is_a_link_without_a_script_and_on_paper(make_visit, make_live_article):
    story = make_live_article("Films", body=f"<p>Look.</p>{CARDS}")
    page = make_visit(java_script_enabled=False).open(story.get_absolute_url())

    assert page.locator(".embed button:visible").count() == 0
    assert page.locator(f'.embed a[href="{FILM}"]').is_visible()
    page.emulate_media(media="print")
    assert page.locator(".embed figcaption").first.is_visible()


def test_pasted_address_of_our_own_becomes_our_card(on_the_desk, make_live_article, make_poll, settings):
    visit, _article = on_the_desk
    settings.SITE_URL = re.match("https?://[^/]*", visit.page.url)[0]
    story, poll, body = make_live_article("The last flood"), make_poll(), page_body(visit)
    visit.body.click()

    paste(visit, f"{settings.SITE_URL}{story.get_absolute_url()}")
    related = f'<div data-embed="related" data-id="{story.pk}"></div>'
    expect(body).to_have_value(f"{related}<p></p>")
    expect(visit.page.locator(".desk-card")).to_contain_text("The last flood")
    paste(visit, f"{settings.SITE_URL}{poll.get_absolute_url()}")
    expect(body).to_have_value(f'{related}<div data-embed="poll" data-id="{poll.pk}"></div><p></p>')
    visit.page.keyboard.press("Control+z")

    path = re.escape(poll.get_absolute_url())
    expect(body).to_have_value(re.compile(f"{related}<p><a [^>]*>[^<]*{path}</a></p>"))
    assert visit.violations + visit.errors == []
