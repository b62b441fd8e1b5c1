"""Stories that a reader saves, or reads again without a connection: in the browser alone, and only while public."""

import pytest

from articles.publishing.publish import withdraw
from newsroom.tests.browser import one_at_a_time
from newsroom.tests.processes import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "() => caches.open('stories').then((stories) => stories.keys()).then((all) => all.length === 2)"
HEADLINES = "[...document.querySelectorAll('[data-list={0}] a')].map((link) => link.textContent)"


def lists(page, name, *headlines):
    """In the end: the page asks for each story once more."""
    return wait_until(lambda: page.evaluate(HEADLINES.format(name)) == list(headlines))


def test_a_story_is_saved_shared_and_read_without_a_connection(make_visit, make_live_article, make_topic):
    told, dropped = make_live_article("The tide held off"), make_live_article("Named in error")
    visit = make_visit(permissions=["clipboard-read", "clipboard-write"])

    page = visit.open(told.get_absolute_url())
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Address copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(told.get_absolute_url())
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("button", name="Save").get_attribute("aria-pressed") == "true"
    visit.open(dropped.get_absolute_url()).get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Saved stories").click()
    assert lists(page, "saved", "Named in error", "The tide held off")

    page.get_by_label("Keep a copy").check()
    page.wait_for_function("() => navigator.serviceWorker.controller")
    visit.open(make_topic("Ward 12", slug="ward-12").get_absolute_url())  # an address like a story's
    visit.open(told.get_absolute_url())
    visit.open(dropped.get_absolute_url())
    page.wait_for_function(KEPT)
    with one_at_a_time:
        withdraw(article=dropped, by=None, notice="It named the wrong firm.")
    visit.open("/saved/").get_by_text("is no longer public").wait_for()
    assert lists(page, "saved", "The tide held off")
    assert lists(page, "copies", "The tide held off")

    visit.context.set_offline(True)
    visit.open(told.get_absolute_url()).get_by_text("The tide turned at six.").wait_for()
    assert page.get_by_text("You are offline. This copy may have been corrected").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.story__headline')).fontFamily").startswith(
        "Newsreader"
    )
    visit.open("/sport/").get_by_role("heading", name="Saved stories").wait_for()
    visit.context.set_offline(False)
    visit.open("/saved/").get_by_label("Keep a copy").uncheck()
    page.wait_for_function("() => caches.keys().then((names) => names.length === 0)")
    page.get_by_role("button", name="Remove").click()
    assert page.evaluate("localStorage.getItem('saved')") == "[]"
    assert visit.violations == []
