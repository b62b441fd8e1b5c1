"""What a hand does until a story is with its readers: clicks, scrolls and windows, in the form as it is and as it was.

The story has the shape of a regional paper's poll story: 34 short paragraphs, a lead picture, a film, a picture, a
related story, a poll and four topics. What the keyboard does is not counted, in either form: words, Tab from a field to
the next, a name typed into a list and Enter. Both hands know their form.
"""

import math
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, sync_playwright

PARAGRAPHS = 34
TOPICS = ("Flooding", "The harbour", "Transport", "Housing")
PLACED = {5: "film", 12: "picture", 20: "related", PARAGRAPHS: "poll"}
POLL = "Should market day move"  # the newest is a draft; of other things the first will do
SENTENCE = "The keeper of the sea wall said that it would hold for another winter, and so it did."
EDGE = 40  # pixels
SCREENFUL = 0.8  # of the window, that one scroll moves
SCREEN = {"width": 1366, "height": 768}


@dataclass
class Hand:
    page: Page
    clicks: int = 0
    scrolls: int = 0
    windows: int = 0

    @property
    def moves(self) -> int:
        return self.clicks + self.scrolls

    def click(self, target: Locator) -> None:
        self.bring_into_sight(target)
        target.click()
        self.clicks += 1

    def bring_into_sight(self, target: Locator) -> None:
        """Its upper edge, where a hand takes it, at once or by a screenful at a time."""
        box, height = target.bounding_box(), SCREEN["height"]
        out = max(-box["y"], box["y"] + min(box["height"], EDGE) - height, 0)
        if out:
            self.scrolls += math.ceil(out / (height * SCREENFUL))
            target.scroll_into_view_if_needed()

    def write(self, words: str) -> None:
        self.page.keyboard.insert_text(words)

    def choose(self, field: Locator, value: str) -> None:
        """Of a list that drops down: one click opens it, one takes a line."""
        self.bring_into_sight(field)
        field.select_option(label=value)
        field.focus()  # as a click leaves it
        self.clicks += 2

    def add_topics(self) -> None:
        """The field keeps the cursor, so the next name is typed behind the first."""
        self.click(self.page.locator(".field-topics .select2-selection"))
        for topic in TOPICS:
            self.page.keyboard.type(topic)
            self.page.locator(".select2-results__option--highlighted", has_text=topic).wait_for()
            self.page.keyboard.press("Enter")


def write_as_it_is(hand: Hand) -> None:
    """Things are put in by “/” where one writes, and chosen in a dialog."""
    page = hand.page
    hand.click(page.locator("#id_kicker"))
    hand.write("Poll:")
    hand.choose(page.locator("#id_section"), "News")
    page.keyboard.press("Tab")
    hand.write("Should the barrier be raised before winter?")
    page.keyboard.press("Tab")
    hand.write("The council decides on Thursday.")
    hand.click(page.locator(".sheet .ProseMirror"))  # between it and the standfirst are the buttons

    def put_in(kind: str) -> None:
        page.keyboard.type(f"/{kind}")
        page.locator("[role=option]").first.wait_for()
        page.keyboard.press("Enter")
        _take(page, kind)

    _write_body(hand, put_in)
    hand.click(page.locator("[data-part=filing] > summary"))
    hand.add_topics()
    hand.click(page.locator("[data-picture-field] button").first)
    _take(page, "picture")
    hand.click(page.locator(".bar").get_by_text("Publish…"))
    with page.expect_navigation():
        hand.click(page.get_by_role("button", name="Save and publish now"))


def _take(page, kind):
    """By its name and Enter; of what has none to look for, the newest."""
    dialog = page.get_by_role("dialog")
    wanted = dialog.locator("[data-id]", has_text=POLL if kind == "poll" else "").first
    wanted.wait_for()
    if kind == "poll":
        page.keyboard.type(POLL)
        dialog.locator("[data-id]").nth(1).wait_for(state="detached")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")


def write_as_it_was(hand: Hand) -> None:
    """Things are put in by buttons above the text, and chosen in windows of the admin."""
    page = hand.page
    hand.click(page.locator("#id_kicker"))
    hand.write("Poll:")
    page.keyboard.press("Tab")
    hand.write("Should the barrier be raised before winter?")
    page.keyboard.press("Tab")
    hand.write("The council decides on Thursday.")
    body = page.locator(".prose-menubar + .ProseMirror")
    hand.click(body)
    buttons = {"film": "a film", "picture": "a picture", "related": "a link to a story", "poll": "a poll"}

    def put_in(kind: str) -> None:
        _from_window(hand, page.get_by_role("button", name=f"Insert {buttons[kind]}", exact=True), kind)
        hand.click(body.locator("> p").last)

    _write_body(hand, put_in)
    hand.choose(page.locator("#id_section"), "News")
    hand.add_topics()
    _from_window(hand, page.get_by_role("button", name="Choose a picture", exact=True), "picture")
    with page.expect_navigation():
        hand.click(page.get_by_role("button", name="Save and publish now"))


def _from_window(hand, button, kind):
    with hand.page.expect_popup() as window:
        hand.click(button)
    there = Hand(window.value)
    row = window.value.locator("a[data-popup-opener]", has_text=POLL if kind == "poll" else "")
    there.click(row.first)
    hand.clicks, hand.scrolls, hand.windows = hand.clicks + 1, hand.scrolls + there.scrolls, hand.windows + 1


def _write_body(hand, put_in: Callable[[str], None]) -> None:
    for number in range(1, PARAGRAPHS + 1):
        hand.write(SENTENCE)
        hand.page.keyboard.press("Enter")
        if number in PLACED:
            put_in(PLACED[number])


def play(address: str, write: Callable[[Hand], None], *, login: tuple[str, str]) -> Hand:
    """From the list of stories until the story is live. Raises Playwright's errors where the form is another one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport=SCREEN).new_page()
        page.goto(f"{address}/admin/login/?next=/admin/articles/article/")
        page.locator("#id_username").fill(login[0])
        page.locator("#id_password").fill(login[1])
        page.locator("[type=submit]").click()
        page.wait_for_url("**/admin/articles/article/")
        hand = Hand(page)
        with page.expect_navigation():
            hand.click(page.locator("a.addlink[href*='/articles/article/add/']").first)
        page.locator(".ProseMirror").first.wait_for()
        page.wait_for_load_state("networkidle")
        write(hand)
        page.get_by_text("The story is live.").first.wait_for()
        browser.close()
    return hand
