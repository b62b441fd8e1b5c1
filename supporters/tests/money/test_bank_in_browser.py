"""The desk's way from an unknown file of a bank to recorded payments, on a narrow screen and a wide one."""

import pytest
from django.urls import reverse

from newsroom.tests.browser import WCAG, broken_rules
from supporters.models import Payment, StatementLine

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page):
    return [*broken_rules(page, tags=WCAG), page.evaluate(SIDEWAYS)]


@pytest.mark.parametrize("width", [320, 1280])
def test_unknown_file_becomes_payments(make_visit, supporter_desk, make_pledge, width):
    ada, bea = make_pledge(name="Ada Marsh", amount=2500), make_pledge(name="Bea Marsh", amount=1500)
    rows = f"20/11/2026,Ada Marsh,{ada.reference},25.00,\n21/11/2026,Marsh,{ada.reference} {bea.reference},40.00,\n"
    file = {"name": "bank.csv", "mimeType": "text/csv", "buffer": f"Wann,Wer,Was,Plus,Minus\n{rows}".encode()}
    visit = make_visit(supporter_desk, viewport={"width": width, "height": 900})

    page = visit.open(reverse("admin:index"))
    page.get_by_role("link", name="Read a bank statement").click()
    assert faults(page) == [0]
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Read the file").click()
    assert faults(page) == [0]
    for place, role in enumerate(["day", "payer", "words", "paid_in", "paid_out"]):
        page.select_option(f"[name=column-{place}]", role)
    page.get_by_role("button", name="Keep this and read the file").click()
    assert faults(page) == [0]
    page.get_by_role("link", name="Split it over several pledges").last.click()
    assert faults(page) == [0]
    page.get_by_role("button", name="Record them").click()
    page.get_by_role("button", name="Record what is chosen").click()

    assert sorted(Payment.objects.values_list("amount", flat=True)) == [1500, 2500, 2500]
    assert not StatementLine.objects.unmatched().exists()
    assert (visit.violations, visit.errors) == ([], [])


@pytest.mark.parametrize("width", [320, 1280])
def test_pledge_is_found_or_entered_at_the_counter(make_visit, supporter_desk, make_pledge, width):
    make_pledge(name="Zoë Müller", amount=2500)
    visit = make_visit(supporter_desk, viewport={"width": width, "height": 900})

    page = visit.open(reverse("admin:index"))
    page.get_by_role("link", name="Record a payment").click()
    page.fill("[name=q]", "zoe muller")
    page.get_by_role("button", name="Find the pledge").click()
    assert faults(page) == [0]
    page.get_by_role("link", name="Enter a new pledge").click()
    assert faults(page) == [0]
    page.fill("[name=name]", "Cy Fold")
    page.fill("[name=email]", "cy@example.org")
    page.fill("[name=amount]", "12.50")
    page.check("[name=method][value=cash]")
    page.get_by_role("button", name="Enter it").click()

    assert Payment.objects.get().amount == 1250
    assert (visit.violations, visit.errors) == ([], [])
