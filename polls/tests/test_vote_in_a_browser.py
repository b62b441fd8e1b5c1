"""Voting as readers do it: with a script and without, by keyboard, in light and dark."""

import pytest

from newsroom.tests.browser import broken_rules
from polls.models import Ballot, Poll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def focused(page):
    return page.evaluate("document.activeElement.innerText")


def test_with_script_needs_no_new_page_and_leads_to_what_was_said(make_visit, make_poll):
    poll, visit = make_poll(), make_visit()
    page = visit.open(poll.get_absolute_url())
    page.evaluate("window.stayed = true")

    page.get_by_role("button", name="Vote").click()
    page.locator(".poll__error").wait_for()
    assert focused(page) == "Choose an answer before you vote."
    page.get_by_label("No", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.locator(".poll__result").wait_for()

    assert page.evaluate("window.stayed")
    assert focused(page) == "Thank you. We have your vote."
    assert page.locator(".poll__yours").inner_text() == "your vote"
    assert Ballot.objects.get().with_script
    assert (visit.violations, visit.errors) == ([], [])


def test_by_an_impatient_hand_is_sent_once(make_visit, make_poll):
    poll, visit = make_poll(), make_visit()
    sent = []
    page = visit.open(poll.get_absolute_url())
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_label("Yes", exact=True).check()

    page.evaluate(
        "() => { const vote = document.querySelector('.poll button'); vote.click(); vote.click(); vote.click() }"
    )
    page.locator(".poll__result").wait_for()

    assert sent.count("POST") == 1


def test_without_script_is_a_plain_form(make_visit, make_poll):
    poll, visit = make_poll(kind=Poll.Kind.MULTIPLE, most=2), make_visit(java_script_enabled=False)
    page = visit.open(poll.get_absolute_url())
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("No", exact=True).check()

    page.get_by_role("button", name="Vote").click()
    page.locator(".poll__yours").first.wait_for()  # the page is there before anybody goes back from it

    assert page.url.endswith(poll.voted_url)
    assert page.locator(".poll__yours").count() == 2
    page.go_back()
    page.get_by_role("button", name="Vote").click()
    assert "You have already voted" in page.locator(".poll").inner_text()
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_breaks_no_rule_of_access_and_no_small_screen(make_visit, make_poll, fill_box, color_scheme, width):
    poll = fill_box(
        make_poll("An-uncommonly-long-word-in-a-question, of all things?", results=Poll.Results.LIVE), 20, 11
    )
    page = make_visit(color_scheme=color_scheme, viewport={"width": width, "height": 800}).open(poll.get_absolute_url())
    page.locator("summary").click()

    for act in (lambda: None, page.get_by_role("button", name="Vote").click):
        act()
        page.wait_for_load_state("networkidle")
        assert broken_rules(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_leaves_out_what_paper_cannot_do_when_printed(make_visit, make_poll, fill_box):
    poll = fill_box(make_poll(results=Poll.Results.LIVE), 20, 11)
    page = make_visit().open(poll.get_absolute_url())

    page.emulate_media(media="print")

    assert not page.get_by_role("button", name="Vote").is_visible()
    assert page.locator(".poll__result").is_visible()
