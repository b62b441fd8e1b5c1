"""Every public page in a real browser: for everyone to use, under the policy, with nothing from elsewhere."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.publishing.publish import withdraw
from articles.tests.front_builders import automatic, pin, put_live, put_up_bar
from newsroom.paper.begin import page_text
from newsroom.paper.models import Page
from newsroom.tests.browser import WCAG, broken_rules

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture
def addresses(full_story, make_live_article, make_video, running_story, many_entries, put_out):
    """One address of each kind of page that the public has."""
    gone = make_live_article()
    many_entries(24)
    put_out("<p>Keep off the bridge.</p>", "Keep off", is_pinned=True)
    own = page_text("privacy")
    gaps = own.body.replace("[[", "").replace("]]", "")
    Page.objects.create(**vars(own) | {"body": gaps}, is_live=True, changed_on=timezone.localdate())
    withdraw(article=gone, by=None, notice="It named the wrong firm.")
    poll = full_story.editions.get().placements.exclude(poll=None).get().poll
    published = timezone.localtime(full_story.live_edition().first_published_at)
    return {
        "front": "/",
        "section": "/news/",
        "topic": "/topics/flooding/",
        "author": "/authors/bethan-rusk/",
        "story": full_story.get_absolute_url(),
        "running story": running_story.get_absolute_url(),
        "older entries": f"{running_story.get_absolute_url()}entries/1/",
        "film": make_video().get_absolute_url(),
        "corrections": "/corrections/",
        "archive": f"/archive/{published:%Y/%-m}/",
        "topics": "/topics/",
        "search": "/search/?q=tide&section=news",
        "saved": "/saved/",
        "own page": "/privacy/",
        "polls": "/polls/",
        "poll": poll.get_absolute_url(),
        "support": "/support/",
        "text front": "/text/",
        "text story": f"/text{full_story.get_absolute_url()}",
        "not found": "/no-such-page/",
        "gone": gone.get_absolute_url(),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_every_page(make_visit, addresses, scheme):
    visit = make_visit(color_scheme=scheme, viewport=PHONE)

    for name, path in addresses.items():
        page = visit.open(path)
        assert broken_rules(page, tags=(*WCAG, "best-practice")) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"


def test_what_axe_finds_is_told(make_visit, addresses):
    page = make_visit().open("/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")

    assert ["label" in line for line in broken_rules(page, tags=WCAG, impacts=("critical",))] == [True]
    assert broken_rules(page, within="footer") == broken_rules(page, tags=("wcag22aa",)) == []


def test_nothing_breaks_the_policy_comes_from_elsewhere_or_is_kept(make_visit, addresses):
    visit = make_visit(viewport=DESKTOP)
    asked = []
    visit.context.on("request", lambda request: asked.append(request.url))

    for path in addresses.values():
        visit.open(path).wait_for_load_state("networkidle")

    ours = urlsplit(visit.address).netloc
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {ours}
    assert visit.violations == []
    assert visit.errors == []
    assert visit.context.cookies() == []
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0


LAYOUT_SHIFT = """window.shift = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value
}).observe({ type: "layout-shift", buffered: true })"""
# Chromium has no Welsh words for times, and would take English ones.
IN_WELSH = """async () => {
  document.documentElement.lang = "cy"
  await import(`${document.querySelector("script[src*=times]").src}?in-welsh`)
  dispatchEvent(new Event("load"))
}"""
BOTTOM = "(part) => document.querySelector(part).getBoundingClientRect().bottom"


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}])
def test_the_lead_is_in_sight_and_nothing_moves(make_visit, addresses, make_live_article, make_picture, size):
    put_up_bar(words="Fish Quay stays closed to traffic until the morning tide has turned")
    words = "Lowgate stayed dry as the river reached 5.86 metres, but nine properties outside the gates were flooded."
    lead = make_live_article(
        "Wend Barrier holds against highest tide in a decade", lead_picture=make_picture(), standfirst=words
    )
    put_live(pin(lead, "lead"), *[automatic() for _ in range(6)])
    visit = make_visit(viewport=size)
    visit.context.add_init_script(LAYOUT_SHIFT)

    page = visit.open("/")
    page.wait_for_load_state("networkidle")

    assert page.evaluate(BOTTOM, ".card--lead .card__headline") < page.evaluate(BOTTOM, ".card--lead .card__standfirst")
    assert page.evaluate(BOTTOM, ".card--lead .card__standfirst") <= size["height"]
    assert page.evaluate("document.fonts.check('700 40px Newsreader')")
    expect(page.locator(".card--lead time")).to_contain_text("ago")
    assert page.evaluate("window.shift") <= 0.005
    page.evaluate(IN_WELSH)
    expect(page.locator(".card--lead time")).not_to_contain_text("ago")
    visit.open(addresses["story"]).wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") <= 0.005


def test_a_story_is_read_without_any_script(make_visit, addresses):
    visit = make_visit(java_script_enabled=False)

    page = visit.open(addresses["story"])

    assert page.get_by_role("heading", level=1).inner_text() == "Should the barrier be higher?"
    assert page.get_by_role("button", name="Vote").is_visible()
    assert page.get_by_role("link", name="Become a Supporter").is_visible()


def test_the_keyboard_reaches_the_story_first(make_visit, addresses):
    page = make_visit().open(addresses["story"])

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_words_that_are_selected_come_along_to_the_report_of_a_mistake(make_visit, addresses):
    page = make_visit().open(addresses["story"])
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.story__body p'))")
    page.get_by_role("link", name="Report a mistake").click()

    assert page.locator("[name=passage]").input_value() == "Paragraph 0 of a long story about the tide."
