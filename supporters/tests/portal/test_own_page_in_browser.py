"""Regular support by card on the supporter's own page, in a real browser: change, card, pause, go on, stop."""

import re

import pytest
from playwright.sync_api import expect

from newsroom.tests.browser import WCAG, broken_rules
from supporters.letters.links import sign_in_token, stop_pledge_token
from supporters.models import Pledge, SandboxAccount

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def giving(pay_at_sandbox):
    return pay_at_sandbox(frequency="month", amount=500)


@pytest.fixture
def own_page(make_visit, giving):
    """A browser that has followed the mailed link and pressed its button."""

    def go(**options):
        visit = make_visit(**options)
        visit.open(f"/support/yours/in/{sign_in_token(giving.supporter)}/")
        visit.page.locator("main button").click()
        expect(visit.page.get_by_role("heading", name="What you have promised")).to_be_visible()
        return visit

    return go


def subscription():
    return SandboxAccount.objects.get().document["subscription"]


def act(page, button):
    page.get_by_role("link", name="Change or stop").click()
    page.get_by_role("button", name=button).click()
    return page.locator(".said")


@pytest.mark.parametrize("javascript", [True, False])
def test_change_pause_go_on_and_stop(own_page, giving, javascript):
    page = own_page(java_script_enabled=javascript).page

    page.get_by_role("link", name="Change or stop").click()
    page.get_by_label("New amount").fill("7.50")
    page.get_by_role("button", name="Change the amount").click()
    expect(page.locator(".said")).to_contain_text("The new amount is noted")
    expect(page.locator("#pledges + ul")).to_contain_text("£7.50")
    expect(act(page, "Pause my support")).to_contain_text("Nothing is taken from your card")
    assert subscription()["status"] == "paused"
    expect(act(page, "Go on with my support")).to_contain_text("Welcome back")
    assert subscription()["status"] == "active"
    expect(act(page, "Stop my support")).to_contain_text("Your support has ended")

    assert subscription()["status"] == "canceled"
    assert Pledge.objects.get().state == "cancelled"


def test_a_new_card_is_taken_by_the_provider_alone(own_page, giving):
    page = own_page().page
    page.get_by_role("link", name="Change or stop").click()

    page.get_by_role("button", name="Go to the card company’s page").click()

    expect(page).to_have_url(re.compile("/support/sandbox/.*/account/"))


def test_the_link_in_a_receipt_stops_with_one_more_click_and_no_signing_in(make_visit, giving):
    visit = make_visit()
    page = visit.open(f"/support/stop/{stop_pledge_token(giving)}/")

    page.locator("main button").click()

    expect(page.locator("h1")).to_contain_text("ended")
    assert (Pledge.objects.get().state, visit.context.cookies()) == ("cancelled", [])


@pytest.mark.parametrize(("width", "color_scheme"), [(360, "dark"), (1280, "light")])
def test_is_open_to_everybody(own_page, giving, width, color_scheme):
    visit = own_page(color_scheme=color_scheme, viewport={"width": width, "height": 800})
    found = []
    year = giving.payments.get().received_on.year
    for path in ("", f"pledge/{giving.public_id}/", f"year/{year}/", "facts/"):
        page = visit.open(f"/support/yours/{path}")
        found += broken_rules(page, tags=(*WCAG, "best-practice"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    assert found == []
    assert visit.errors == []
