"""Every public page on a phone, light and dark; and pages on paper, in the reader’s own colours, and enlarged."""

from pathlib import Path

import axe_playwright_python
import pytest

from newsroom.page_cache.pages import LOOK, SITEMAPS
from newsroom.tests.newsletter_builders import make_newsletter
from newsroom.tests.public_rows import PUBLIC
from polls.models import Poll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
CHECK = """async (rules) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
  const only = rules.length ? {type: "rule", values: rules} : {type: "tag", values: tags}
  const found = await axe.run({runOnly: only, resultTypes: ["violations"], elementRef: false, preload: false})
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id} ${node.target}`))
}"""
# Read by programs, never looked at.
MACHINES = {
    "livez",
    "readyz",
    "offline_worker",
    "robots",
    "tdm_reservation",
    *LOOK,
    "security",
    "indexnow_key",
    "sitemap_sections",
    *SITEMAPS,
    "sitemap_polls",
    "news_sitemap",
    "media",
    "share_card",
    "suggest",
    "events_calendar",
    "push_worker",
    "articles:entry_news",
    "articles:entries_since",
    "oembed",
    "polls:json",
}


def is_page(route):
    return route not in MACHINES and "feed" not in route


def test_everyone_can_use_every_public_page_on_a_phone(make_visit, world):
    visit = make_visit(viewport={"width": 360, "height": 740}, color_scheme="light", reduced_motion="reduce")
    wrong = []

    for route in filter(is_page, PUBLIC):
        page = visit.open(PUBLIC[route](world))
        page.evaluate(AXE)
        found = page.evaluate(CHECK, [])
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {fault}" for fault in page.evaluate(CHECK, ["color-contrast"])]
        page.emulate_media(color_scheme="light")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        wrong += [f"{route}: {fault}" for fault in found]

    assert not wrong, "\n".join(wrong)
    assert visit.violations == []
    assert visit.errors == []


def test_paper_carries_the_words_and_no_way_to_click(make_visit, full_story):
    make_newsletter()
    page = make_visit().open(full_story.get_absolute_url())
    assert page.locator(".letter-form").is_visible()

    page.emulate_media(media="print")

    for gone in (".masthead__sections", ".appeal", ".letter-form", ".most-read", ".site-footer__groups"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text("The tide was at six, not at seven.").is_visible()


def test_bars_are_seen_where_the_reader_chose_the_colours(make_visit, make_poll, fill_box):
    poll = fill_box(make_poll(results=Poll.Results.LIVE), 3, 1)
    page = make_visit(forced_colors="active").open(poll.get_absolute_url())

    bar, track = (
        page.locator(f".poll__{part}").first.evaluate("part => getComputedStyle(part).fill")
        for part in ("fill", "track")
    )

    assert bar != track


@pytest.mark.parametrize("path", ["story", "/support/"])
def test_nothing_is_cut_off_at_twice_the_size(make_visit, full_story, contribution_page, path):
    page = make_visit(viewport={"width": 640, "height": 450}, device_scale_factor=2).open(
        full_story.get_absolute_url() if path == "story" else path
    )

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
