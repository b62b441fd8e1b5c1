"""Blocks of a story moved by their grip: dragged, or by buttons; each is one step to undo, and none loses a word."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from newsroom.tests.browser import words_of
from newsroom.tests.writing.test_desk_browser import serious

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILMS = '<div data-embed="watch" data-id=""></div>'
BESIDE = "top => Math.abs(document.querySelector('.desk-grip').getBoundingClientRect().top - top) < 3"
BLOCKS = ["<p>First.</p>", "<h2>Second</h2>", FILMS, "<p>Last.</p>"]


@pytest.fixture
def story(make_visit, editor, make_article):
    def make(**options):
        article = make_article("Sea wall holds", body="".join(BLOCKS))
        visit = make_visit(editor, **options)
        visit.open(f"/admin/articles/article/{article.pk}/change/")
        visit.body.wait_for()
        return visit, article

    return make


def middle(place):
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def grip_of(visit, block):
    """The grip, once it stands beside that block."""
    grip = visit.page.locator(".desk-grip__hold")
    top = block.bounding_box()["y"]
    block.hover()
    expect(grip).to_be_visible()
    visit.page.wait_for_function(BESIDE, arg=top)
    return grip


def drag(visit, block, other, *, to_its_foot=False, leave=False):
    page = visit.page
    page.mouse.move(*middle(grip_of(visit, block)))
    page.mouse.down()
    box = other.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + (box["height"] - 2 if to_its_foot else 2), steps=6)
    expect(page.locator(".desk-grip__line")).to_be_visible()
    if leave:
        page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".desk-grip__line")).to_be_hidden()


def test_block_is_dragged_up_and_down_and_back_by_undo(story):
    visit, article = story(viewport={"width": 1280, "height": 800})
    page, blocks = visit.page, visit.body.locator("> *")
    first, second, films, last = BLOCKS
    expect(page.locator(".desk-card")).to_be_visible()

    drag(visit, blocks.nth(2), blocks.first)
    assert words_of(page) == films + first + second + last
    drag(visit, blocks.first, blocks.nth(3), to_its_foot=True)
    assert words_of(page) == first + second + last + films
    drag(visit, blocks.first, blocks.nth(2), leave=True)
    assert words_of(page) == first + second + last + films
    visit.body.focus()
    page.keyboard.press("Control+z")
    assert words_of(page) == films + first + second + last
    page.keyboard.press("Control+z")
    assert words_of(page) == "".join(BLOCKS)
    drag(visit, blocks.first, blocks.nth(1), to_its_foot=True)
    visit.save()

    assert Article.objects.get(pk=article.pk).body == second + first + films + last
    assert visit.violations + visit.errors == []


def test_block_goes_up_and_down_by_buttons_of_its_grip_on_a_phone(story):
    visit, _article = story(viewport={"width": 360, "height": 740}, has_touch=True)
    page = visit.page
    first, second, films, last = BLOCKS
    grip, paragraphs = page.locator(".desk-grip__hold"), visit.body.locator("> p")
    for paragraph in (paragraphs.last, paragraphs.first):
        paragraph.tap()
        expect(grip).to_be_visible()
        page.wait_for_function(BESIDE, arg=paragraph.bounding_box()["y"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    grip.tap()
    down, up = (
        page.get_by_role("button", name="Move the block down"),
        page.get_by_role("button", name="Move the block up"),
    )
    down.tap()
    down.tap()
    expect(page.locator(".desk-grip [role=status]")).to_have_text("Place 3 / 4")
    assert words_of(page) == second + films + first + last
    up.tap()
    up.tap()
    up.tap()  # there is nowhere to go any more

    assert words_of(page) == "".join(BLOCKS)
    assert serious(page) == []
    assert visit.violations + visit.errors == []
