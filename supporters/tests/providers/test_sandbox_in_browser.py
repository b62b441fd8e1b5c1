"""A card payment in a real browser, from the form over the pretended bank to the thank-you page."""

import itertools

import pytest

from newsroom.tests.browser import WCAG, broken_rules
from supporters.models import OutboxMail, Payment, Pledge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ENDS = {
    "pays": ("Your payment has reached us", "active"),
    "twice": ("Your payment has reached us", "active"),
    "refunded": ("Your payment has reached us", "active"),
    "slow": ("waiting for your bank", "processing"),
    "disputed": ("This pledge has ended", "cancelled"),
    "closes_tab": ("You have paid and closed the tab", "active"),
    "no_event": ("You have paid and closed the tab", "checkout"),
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr("common.submission.QUICKEST", 0)
    monkeypatch.setattr("common.proof_of_work.ROUNDS", 10)  # more than three visits from here cost work


@pytest.fixture
def at_the_bank(make_visit, contribution_page, sandbox):
    """A browser that has filled in the form and stands at the pay page."""
    numbers = itertools.count()

    def go(**options):
        visit = make_visit(**options)
        page = visit.open("/support/")
        page.fill("[name=name]", "Ada Marsh")
        page.fill("[name=email]", f"ada-{next(numbers)}@example.org")
        page.check("[name=by][value=sandbox]")
        page.click("#support-submit")
        page.wait_for_url("**/support/sandbox/**")
        return visit

    return go


def pick(page, outcome):
    page.check(f"[name=outcome][value={outcome}]")
    page.click("main button[type=submit]")


def test_each_outcome_leads_to_the_page_that_says_what_is_known(at_the_bank):
    seen = {}
    for outcome in ENDS:
        page = at_the_bank().page
        pick(page, outcome)
        seen[outcome] = (page.inner_text("h1"), Pledge.objects.latest("pk").state)

    for outcome, (words, state) in ENDS.items():
        assert words in seen[outcome][0], seen[outcome]
        assert seen[outcome][1] == state
    assert OutboxMail.objects.filter(key__startswith="receipt:").count() == Payment.objects.count() == 5


def test_a_declined_card_a_refused_and_a_given_approval_without_a_script(at_the_bank):
    visit = at_the_bank(java_script_enabled=False)
    page = visit.page

    pick(page, "declined")
    assert "The card was declined" in page.inner_text("main")
    pick(page, "approval")
    page.click("text=Refuse")
    assert "The card was declined" in page.inner_text("main")
    pick(page, "approval")
    page.click("text=Approve")

    assert "Your payment has reached us" in page.inner_text("h1")
    assert visit.context.cookies() == []


def test_back_and_again_pays_once(at_the_bank):
    page = at_the_bank().page
    address = page.url
    pick(page, "pays")
    page.get_by_role("heading", name="Your payment has reached us").wait_for()

    page.go_back()
    page.goto(address)

    assert "Your payment has reached us" in page.inner_text("h1")
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(("width", "color_scheme"), [(360, "dark"), (1280, "light")])
def test_is_open_to_everybody(at_the_bank, width, color_scheme):
    visit = at_the_bank(color_scheme=color_scheme, viewport={"width": width, "height": 800})
    page, found = visit.page, {}

    def look(name):
        found[name] = broken_rules(page, tags=(*WCAG, "best-practice"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    address = page.url
    look("pay page")
    page.click("text=without paying")
    look("one step is left")
    page.goto(address)
    pick(page, "slow")
    look("waiting")
    page.goto(f"{address}account/")
    look("account")

    assert found == {"pay page": [], "one step is left": [], "waiting": [], "account": []}
    assert visit.errors == []
