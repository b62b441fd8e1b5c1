"""Changing one's mind, answering before and after reading, and the card in a frame, as readers meet them."""

import pytest

from newsroom.tests.browser import broken_rules
from polls.models import Ballot, Mark, Poll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def focused(page):
    return page.evaluate("document.activeElement.innerText")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_vote_is_changed_and_withdrawn(make_visit, make_poll, has_script):
    poll, visit = make_poll(), make_visit(java_script_enabled=has_script)
    page = visit.open(poll.get_absolute_url())
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Vote").click()

    page.get_by_text("Change or withdraw your vote").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Change my vote").click()
    page.get_by_text("Your vote is changed.").wait_for()
    if has_script:
        assert focused(page) == "Your vote is changed."
        assert broken_rules(page) == []
    assert Mark.objects.get().choice.label == "No"
    page.get_by_text("Change or withdraw your vote").click()
    page.get_by_role("button", name="Withdraw my vote").click()
    page.get_by_text("Your vote is withdrawn").wait_for()

    assert not Mark.objects.exists()
    assert page.get_by_role("button", name="Vote").is_visible()
    assert visit.errors == []


def test_a_story_asks_before_and_after_reading(make_visit, make_poll, make_live_article):
    poll, visit = make_poll(results=Poll.Results.AFTER_VOTE), make_visit()
    body = "<p>Words.</p>".join(
        f'<div data-embed="poll" data-id="{poll.pk}" data-role="{role}"></div>' for role in ("before", "after")
    )
    page = visit.open(make_live_article(body=body).get_absolute_url())

    for role, label in (("before", "Yes"), ("after", "No")):
        spot = page.locator(f"[id='poll-{poll.pk}{role}']")
        spot.get_by_label(label, exact=True).check()
        spot.get_by_role("button", name="Vote").click()
        spot.locator(".poll__said").wait_for()
        assert focused(page).startswith("Thank you.")

    assert sorted(Ballot.objects.values_list("phase", flat=True)) == ["after", "paired"]
    assert broken_rules(page) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_card_breaks_no_rule_of_access_and_no_narrow_frame(make_visit, make_poll, fill_box, color_scheme):
    poll = fill_box(make_poll("An-uncommonly-long-word-in-a-question, of all things?", results="live"), 20, 11)
    visit = make_visit(color_scheme=color_scheme, viewport={"width": 300, "height": 500})

    page = visit.open(poll.embed_url)

    assert broken_rules(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 300
    assert (visit.violations, visit.errors) == ([], [])
