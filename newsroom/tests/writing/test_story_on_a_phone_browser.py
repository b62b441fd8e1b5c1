"""A story on a phone: what stands in the sheet can be read and hit, words are linked and commented on by thumb."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, CommentReply
from newsroom.tests.browser import one_at_a_time
from newsroom.tests.writing.test_comments_browser import MARK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# What cannot be read or hit in the sheet.
FAULTS = """() => {
  const found = []
  const box = (name) => document.querySelector(`.ProseMirror ${name}`).getBoundingClientRect()
  for (const list of document.querySelectorAll(".ProseMirror li"))
    if (getComputedStyle(list).listStyleType === "none") found.push("an item without its sign")
  if (box(".desk-figure__caption").height < 45) found.push("a caption of two lines that runs into the credit")
  if (box(".desk-card__text").width < 160) found.push("a film whose title has no room")
  if (box("td").width < 100 || box("td").height < 40) found.push("an empty cell that no finger hits")
  const count = document.querySelector(".field-headline .count").getBoundingClientRect()
  if (!document.elementFromPoint((count.left + count.right) / 2, (count.top + count.bottom) / 2).matches(".count"))
    found.push("a count that is cut off or covered")
  const links = [...document.querySelectorAll(".reach a")]
  if (links.at(-1).scrollWidth > links.at(-1).clientWidth) found.push("a way to the side that is cut off")
  if (document.documentElement.scrollWidth > innerWidth) found.push("scrolls sideways")
  return found
}"""


def test_story_is_read_linked_and_commented_on_by_thumb(
    make_visit, editor, make_article, make_live_article, make_picture, make_video
):
    picture = make_picture("The barrier at Thorne Staithe on Monday morning, the river high against its gates")
    body = (
        "<p>The council pays, as the Courier told.</p><ul><li><p>Keep away</p></li></ul>"
        "<table><tbody><tr><th><p>Hour</p></th></tr><tr><td><p></p></td></tr></tbody></table>"
        f'<figure data-picture="{picture.pk}"><figcaption></figcaption></figure>'
        f'<div data-embed="watch" data-id="{make_video().pk}"></div><p>It ends.</p>'
    )
    told = make_live_article("Dues rise by a third")
    make_article("Dues of next year")
    article = make_article("Gate", body=body)
    visit = make_visit(editor, **PHONE)
    page = visit.open(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator(".ProseMirror .desk-card__words")).to_have_text("Gate rises")
    page.locator("#id_headline").tap()
    assert page.evaluate(FAULTS) == []
    page.locator(".ProseMirror td").tap()
    expect(page.get_by_role("button", name="Add row")).to_be_in_viewport()

    visit.body.evaluate(MARK, "the Courier told")
    page.get_by_role("button", name="insert link").tap()
    for headline, address in (("Dues of next year", ""), (told.headline, told.get_absolute_url())):
        page.get_by_role("button", name="Choose a story").tap()
        page.get_by_role("dialog", name="Choose a story").get_by_text(headline).tap()
        expect(page.get_by_label("URL")).to_have_value(address and page.url.split("/admin/")[0] + address)
        expect(page.get_by_text("Readers cannot open that story yet.")).to_be_visible(visible=not address)
    page.get_by_role("button", name="Update", exact=True).tap()
    expect(page.locator(".ProseMirror a")).to_have_text("the Courier told")
    visit.save()
    with one_at_a_time:
        assert f'{told.get_absolute_url()}">the Courier told</a>' in Article.objects.get(pk=article.pk).body

    visit.body.evaluate(MARK, "It ends")
    page.locator(".reach").get_by_text("Comment").tap()
    field = page.locator("[data-comment-list] > .comment__form textarea")
    expect(field).to_be_focused()
    field.fill("Does it?")
    page.get_by_role("button", name="Comment", exact=True).tap()
    expect(page.locator(".ProseMirror mark")).to_have_text("It ends")
    with one_at_a_time:
        assert CommentReply.objects.get().words == "Does it?"
    page.get_by_role("button", name="Back to the words").tap()
    visit.body.evaluate(MARK, "ends")
    expect(visit.body).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.locator(".reach").get_by_text("Comment").tap()
    expect(page.locator(".comment__acts textarea")).to_be_focused()
    assert visit.violations + visit.errors == []
