"""Arranging a front in a real browser: by keyboard alone, by drag, without a script, on a phone, in the dark."""

import pytest
from playwright.sync_api import expect

from articles.models import FrontSlot
from articles.tests.front_builders import automatic, pin, put_draft, put_live
from newsroom.tests.browser import broken_rules

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOARD = "/admin/articles/front/"


@pytest.fixture
def three(make_live_article, make_picture):
    names = enumerate(["Newest", "Older", "Oldest"], 1)
    return [make_live_article(name, hours_ago=hours, lead_picture=make_picture()) for hours, name in names]


@pytest.fixture
def board(make_visit, editor, three):
    put_live(*[pin(article) for article in three])
    visit = make_visit(editor)
    visit.open(BOARD)
    return visit


def order(page):
    return page.locator("[data-card] .slot__headline").all_inner_texts()


def live_headlines():
    return [
        slot.headline or slot.article.headline for slot in FrontSlot.objects.live_on(None).select_related("article")
    ]


def tab_to(page, selector):
    for _ in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {selector}.")


def test_the_keyboard_alone_moves_words_and_publishes(board):
    page = board.page
    tab_to(page, "#s0-down")
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_have_text("Moved to place 2 of 3.")
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_have_text("Moved to place 3 of 3.")
    assert order(page) == ["Older", "Oldest", "Newest"]
    expect(page.locator("#s0-up")).to_be_focused()  # where it cannot go down any further

    tab_to(page, "#s0-own summary")
    page.keyboard.press("Enter")
    tab_to(page, "#s0-headline")
    page.keyboard.type("Said by keyboard")
    tab_to(page, "input[name=publish]")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("The front is live.")
    assert live_headlines() == ["Older", "Oldest", "Said by keyboard"]
    assert board.errors == board.violations == []


def test_quick_presses_are_all_done_and_nothing_typed_is_lost(board):
    page = board.page
    page.locator("#s2-own summary").click()

    page.locator("#s2-up").press("Enter")
    page.locator("#s2-up").press("Enter")
    page.locator("#s2-headline").fill("Typed meanwhile")

    expect(page.locator("[data-status]")).to_have_text("Moved to place 1 of 3.")
    assert order(page)[0] == "Typed meanwhile"
    assert page.locator("#s2-headline").input_value() == "Typed meanwhile"


def test_a_card_is_dragged_by_its_grip(board):
    page = board.page
    page.set_viewport_size({"width": 1280, "height": 1400})
    grip, last = (
        page.locator(part).nth(place).bounding_box() for part, place in (("[data-grip]", 0), ("[data-card]", 2))
    )

    page.mouse.move(grip["x"] + 5, grip["y"] + 40)
    page.mouse.down()
    page.mouse.move(grip["x"] + 9, grip["y"] + 90, steps=4)
    page.mouse.move(last["x"] + 90, last["y"] + last["height"] - 5, steps=8)
    page.mouse.up()

    expect(page.locator("[data-card] .slot__headline").nth(2)).to_have_text("Newest")
    with page.expect_navigation():
        page.get_by_role("button", name="Publish", exact=True).click()
    assert live_headlines() == ["Older", "Oldest", "Newest"]


def test_a_story_is_pinned_from_the_list_of_all(board, make_live_article):
    page = board.page
    make_live_article("From the list")
    with page.expect_popup() as popup:
        page.locator("#lookup_id_s1-article").click()

    popup.value.get_by_role("link", name="From the list").click()

    expect(page.locator("[data-card] .slot__headline").nth(1)).to_have_text("From the list")
    assert board.errors == board.violations == []


def test_everything_works_without_a_script(make_visit, editor, three):
    put_draft(automatic(), automatic(), automatic())
    visit = make_visit(editor, java_script_enabled=False)
    page = visit.open(BOARD)

    page.locator("#id_s2-article").fill(str(three[2].pk))
    page.locator("#s2-up").click()
    page.locator("#s2-up").click()
    page.locator("#s2-own summary").click()
    page.locator("#s2-headline").fill("Own words")
    page.get_by_role("button", name="Publish", exact=True).click()

    assert live_headlines_of_pins() == [("Own words", 0)]


def live_headlines_of_pins():
    return [(slot.headline, slot.position) for slot in FrontSlot.objects.live_on(None) if slot.article_id]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_fit_for_everybody_on_a_phone_and_on_a_desk(scheme, make_visit, editor, three, make_article):
    put_live(pin(three[0]), automatic())
    put_draft(pin(make_article("Waits"), headline="Own"), automatic("lead"), pin(three[1], headline="Short"))
    for width in (390, 1280):
        visit = make_visit(editor, color_scheme=scheme, viewport={"width": width, "height": 844})
        page = visit.open(BOARD)

        assert broken_rules(page, impacts=("serious", "critical")) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert visit.violations == []
