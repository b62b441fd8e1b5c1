"""Pictures that are dropped on a story or pasted into it: on their way, in their place, and with their words."""

import base64

import pytest
from playwright.sync_api import expect

from articles.models import Article, Picture
from articles.tests.picture_builders import picture_bytes
from newsroom.tests.browser import words_of
from newsroom.tests.writing.test_desk_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Files as the desktop or the clipboard hands them over, and the words that a program may have put beside them.
BRING = """(element, [kind, files, html, down]) => {
  const data = new DataTransfer()
  for (const [name, type, content] of files)
    data.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name, { type }))
  if (html) data.setData("text/html", html)
  const { left, top, height } = element.getBoundingClientRect()
  const place = { clientX: left + 5, clientY: top + (down ? height - 2 : 2), bubbles: true, cancelable: true }
  const event = kind === "drop"
    ? new DragEvent("drop", { ...place, dataTransfer: data })
    : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
  element.dispatchEvent(event)
}"""


def photo(name="quay.jpg", content=None, kind="image/jpeg"):
    return [name, kind, base64.b64encode(picture_bytes() if content is None else content).decode()]


def bring(place, *files, by="drop", html="", below=False):
    place.evaluate(BRING, [by, [*files], html, below])


def figure(picture):
    return f'<figure data-picture="{picture.pk}"><figcaption></figcaption></figure>'


@pytest.fixture
def story(make_visit, reporter, make_article, make_author):
    """Two lines of a reporter's own story, open at the desk: the visit, and where its words are."""
    article = make_article("Sea wall holds", body="<p>First.</p><p>Second.</p>", author=make_author(user=reporter))
    visit = make_visit(reporter, viewport={"width": 1280, "height": 800})
    visit.open(f"/admin/articles/article/{article.pk}/change/")
    visit.body.wait_for()
    return visit, article


def test_picture_stands_where_it_was_dropped_and_is_asked_for_its_words(story):
    visit, article = story
    page, dialog = visit.page, visit.page.get_by_role("dialog", name="Words of the picture")

    bring(visit.body.locator("p").first, photo(), below=True)
    expect(dialog).to_be_visible()
    assert serious(page) == []
    picture = Picture.objects.get()
    assert words_of(page) == f"<p>First.</p>{figure(picture)}<p>Second.</p>"

    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Say what the picture shows")).to_be_visible()
    dialog.get_by_label("Alternative text").fill("A quay")
    dialog.get_by_label("Credit").fill("Ada Pask")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".desk-figure__credit")).to_have_text("Ada Pask")
    picture.refresh_from_db()
    assert (picture.alt, picture.credit, picture.file_name) == ("A quay", "Ada Pask", "quay.jpg")

    visit.body.focus()
    page.keyboard.press("Control+z")
    assert words_of(page) == "<p>First.</p><p>Second.</p>"
    page.keyboard.press("Control+Shift+z")
    visit.save()
    assert Article.objects.get(pk=article.pk).body == f"<p>First.</p>{figure(picture)}<p>Second.</p>"
    assert visit.violations + visit.errors == []


def test_pasted_pictures_stand_in_their_order_and_a_save_waits_for_them(story):
    visit, article = story
    page, asked = visit.page, []
    page.route("**/picture/many/", lambda route: (asked.append(1), page.wait_for_timeout(200), route.continue_()))
    visit.body.locator("p").last.click()
    page.keyboard.press("End")

    files = [photo(f"{number}.png", picture_bytes("PNG", size=(40 + number, 30)), "image/png") for number in range(3)]
    bring(visit.body, *files, by="paste")
    page.keyboard.type(" More.")
    visit.save()

    one, two, three = Picture.objects.order_by("pk")
    stored = Article.objects.get(pk=article.pk).body
    assert stored == f"<p>First.</p><p>Second. More.</p>{figure(one)}{figure(two)}{figure(three)}"
    assert [picture.file_name for picture in (one, two, three)] == ["0.png", "1.png", "2.png"]
    assert len(asked) == 3
    expect(page.get_by_role("dialog")).to_have_count(0)  # whoever goes on writing is not interrupted
    expect(page.locator(".desk-figure__credit").first).to_contain_text("no credit · no alternative text")
    assert visit.violations + visit.errors == []


def test_what_cannot_be_taken_says_why_and_stops_no_other(story):
    visit, _article = story
    page, refused = visit.page, visit.page.locator(".desk-upload--refused")
    heavy = "x" * 4  # its size is said by the browser alone
    page.evaluate(
        "() => Object.defineProperty(File.prototype, 'size', { get() { return this.name.startsWith('heavy')"
        " ? 26 * 1024 * 1024 : Object.getOwnPropertyDescriptor(Blob.prototype, 'size').get.call(this) } })"
    )

    files = [
        photo("plan.docx", b"PK", "application/msword"),
        photo("heavy.jpg", heavy.encode()),
        photo("half.jpg", picture_bytes()[:-40]),
        photo("<img src=x onerror=alert(1)>.jpg", b"Just words."),
        photo("good.jpg"),
    ]
    bring(visit.body.locator("p").first, *files)

    expect(page.locator(".desk-figure[data-shown]")).to_have_count(1)
    expect(refused).to_have_count(4)
    expect(refused.nth(0)).to_contain_text("plan.docx")
    expect(refused.nth(0)).to_contain_text("JPEG, PNG, WebP and AVIF can")
    expect(refused.nth(1)).to_contain_text("heavier than 25 MB")
    expect(refused.nth(2)).to_contain_text("damaged or not complete")
    expect(refused.nth(3)).to_contain_text("no picture that can be read here")
    assert "desk-upload" not in words_of(page)
    page.get_by_role("dialog").get_by_role("button", name="Later").click()
    for _ in range(4):
        page.get_by_role("button", name="Leave it out").first.click()
    expect(refused).to_have_count(0)
    assert Picture.objects.count() == 1
    assert visit.violations + visit.errors == []


def test_more_files_than_the_library_takes_at_once_are_refused_by_name(make_visit, editor, make_article, monkeypatch):
    monkeypatch.setattr("articles.admin.story.placed_objects.MOST_AT_ONCE", 1)
    article = make_article("Sea wall holds", body="<p>First.</p>")
    visit = make_visit(editor)
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    visit.body.wait_for()

    bring(visit.body.locator("p"), photo(), photo("second.jpg", picture_bytes(size=(9, 9))))

    expect(page.locator(".desk-figure[data-shown]")).to_have_count(1)
    expect(page.locator(".desk-upload--refused")).to_contain_text("second.jpg")
    expect(page.locator(".desk-upload--refused")).to_contain_text("more than 1 files at once")
    assert Picture.objects.count() == 1


def test_connection_that_is_lost_costs_no_picture_and_no_word(story):
    visit, _article = story
    page, put = visit.page, visit.page.locator(".desk-figure[data-shown]")
    page.route("**/picture/many/", lambda route: route.abort())
    bring(visit.body.locator("p").first, photo(), below=True)
    expect(page.locator(".desk-upload")).to_contain_text("Not sent: there is no connection")

    page.unroute("**/picture/many/")
    page.get_by_role("button", name="Try again").click()

    expect(put).to_have_count(1)
    assert words_of(page) == f"<p>First.</p>{figure(Picture.objects.get())}<p>Second.</p>"
    assert visit.errors == []


def test_very_file_of_the_library_is_offered_and_stored_once(story, make_picture):
    visit, _article = story
    page, upload = visit.page, visit.page.locator(".desk-upload")
    bring(visit.body.locator("p").first, photo())
    page.get_by_role("dialog").get_by_role("button", name="Later").click()

    bring(visit.body.locator("p").last, photo("again.jpg"), below=True)
    expect(upload).to_contain_text("This very file is in the library already: quay.jpg")
    page.get_by_role("button", name="Use it").click()

    expect(page.locator(".desk-figure[data-shown]")).to_have_count(2)
    picture = Picture.objects.get()
    assert words_of(page) == f"{figure(picture)}<p>First.</p><p>Second.</p>{figure(picture)}<p></p>"
    assert visit.violations + visit.errors == []


def test_drawing_beside_copied_words_is_no_picture_and_a_file_beside_the_words_leaves_no_page(story):
    visit, _article = story
    page = visit.page
    visit.body.locator("p").last.click()
    page.keyboard.press("End")

    bring(visit.body, photo("table.png"), by="paste", html="<p>From the sheet</p>")
    expect(visit.body).to_contain_text("From the sheet")
    assert not Picture.objects.exists()

    bring(page.locator(".prose-menubar"), photo())
    expect(page.locator(".desk-figure[data-shown]")).to_have_count(1)
    bring(page.locator("#id_headline"), photo("image.png"), by="paste")
    expect(page.locator(".desk-upload")).to_have_count(0)
    assert visit.violations + visit.errors == []


def test_picture_dropped_on_a_gallery_stands_in_it(make_visit, editor, make_article, make_picture):
    there = [make_picture(words) for words in ("Gate", "Tide")]
    gallery = '<figure data-gallery="pictures">{}</figure>'
    article = make_article("Sea wall holds", body=gallery.format("".join(map(figure, there))))
    visit = make_visit(editor, viewport={"width": 1280, "height": 800})
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator(".desk-gallery .desk-figure img")).to_have_count(2)

    bring(page.locator(".desk-gallery figcaption").last, photo())
    page.get_by_role("dialog").get_by_role("button", name="Later").click()

    new = Picture.objects.latest("pk")
    assert words_of(page) == gallery.format(figure(there[0]) + figure(new) + figure(there[1]))
    assert visit.violations + visit.errors == []


def test_picture_dropped_on_the_field_of_the_lead_picture_is_that(story):
    visit, article = story
    page, dialog = visit.page, visit.page.get_by_role("dialog", name="Words of the picture")

    bring(page.locator(".field-lead_picture .picture-field"), photo())
    dialog.get_by_label("Alternative text").fill("A quay")
    dialog.get_by_label("Credit").fill("Ada Pask")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator(".field-lead_picture .picture-field small")).to_have_text("Ada Pask")
    visit.save()

    saved = Article.objects.get(pk=article.pk)
    assert (saved.lead_picture, saved.body) == (Picture.objects.get(), "<p>First.</p><p>Second.</p>")
    assert visit.violations + visit.errors == []
