"""The contribution page as a reader drives it, with and without its script, under the real policy."""

import pytest
from playwright.sync_api import expect

from newsroom.tests.browser import WCAG, broken_rules
from supporters.models import Pledge

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    monkeypatch.setattr("common.submission.QUICKEST", 0)


def fill_in(page):
    page.fill("[name=name]", "Ada Marsh")
    page.fill("[name=email]", "ada@example.org")


def promise(page):
    return page.locator(".promise__words:visible").inner_text()


def test_says_what_will_be_paid_as_it_is_chosen(make_visit, contribution_page):
    visit = make_visit()
    page = visit.open("/support/")

    page.check("[name=frequency][value=month]")
    page.check("[name=amount_month][value='500']")
    assert promise(page).startswith("You will pay £5.00 now and £5.00 on the ")
    page.fill("[name=own_amount]", "£1,234.5")
    assert promise(page).endswith("That is £14,814.00 over a year.")
    assert page.is_checked("[name=amount_month][value=other]")
    page.fill("[name=own_amount]", "5,00")
    assert "the amount you choose" in promise(page)
    page.check("[name=frequency][value=once]")
    page.check("[name=amount_once][value='2500']")
    assert promise(page) == "You will pay £25.00 once. It does not repeat."
    assert page.input_value("[name=own_amount]") == ""
    assert (visit.violations, visit.errors) == ([], [])


@pytest.mark.parametrize("javascript", [True, False])
def test_leads_to_the_reference_with_and_without_a_script(make_visit, contribution_page, javascript):
    visit = make_visit(java_script_enabled=javascript)
    page = visit.open("/support/")

    page.check("[name=frequency][value=year]")
    assert page.locator("[name=amount_month]:visible").count() == 0
    page.check("[name=amount_year][value='6000']")
    fill_in(page)
    page.click("#support-submit")
    page.wait_for_url("**/support/*-*/")

    pledge = Pledge.objects.get()
    assert (pledge.frequency, pledge.amount) == ("year", 6000)
    assert pledge.spaced_reference in page.inner_text("main")
    assert visit.context.cookies() == []


def test_two_clicks_in_a_row_make_one_pledge(make_visit, contribution_page):
    page = make_visit().open("/support/")
    fill_in(page)

    page.evaluate("const form = document.querySelector('[data-support]'); form.submit(); form.submit();")
    page.wait_for_url("**/support/*-*/**")

    assert Pledge.objects.count() == 1


@pytest.mark.parametrize(("width", "color_scheme"), [(360, "dark"), (1280, "light")])
def test_is_open_to_everybody(make_visit, make_pledge, width, color_scheme):
    visit = make_visit(color_scheme=color_scheme, viewport={"width": width, "height": 800})
    page = visit.open("/support/")
    found = {"form": broken_rules(page, tags=(*WCAG, "best-practice"))}
    page.click("#support-submit")
    found["form with errors"] = broken_rules(page, tags=(*WCAG, "best-practice"))
    visit.open(make_pledge().get_absolute_url())
    found["pledge"] = broken_rules(page, tags=(*WCAG, "best-practice"))

    assert found == {"form": [], "form with errors": [], "pledge": []}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_wrong_has_the_focus(make_visit, contribution_page, javascript):
    page = make_visit(java_script_enabled=javascript).open("/support/")

    page.locator("form[data-support]").evaluate("form => { form.noValidate = true }")
    page.click("#support-submit")

    expect(page.locator(".errors:focus")).to_have_count(1)
