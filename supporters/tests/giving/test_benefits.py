"""Something in return changes what receipts and pages may say."""

import pytest

from supporters.models import ContributionPage

SOLD_NOTHING = "nothing was sold for it"


@pytest.fixture
def with_benefits(contribution_page):
    ContributionPage.objects.update(gives_benefits=True)
    return ContributionPage.objects.get(pk=contribution_page.pk)


def test_a_gift_buys_nothing_and_its_receipt_says_so(client, make_payment, mailoutbox):
    make_payment()

    assert SOLD_NOTHING in mailoutbox[-1].body
    assert "buys nothing" in client.get("/support/").content.decode()


def test_with_benefits_neither_receipt_nor_page_says_that(client, with_benefits, make_payment, mailoutbox):
    make_payment()

    assert SOLD_NOTHING not in mailoutbox[-1].body
    assert "What you get in return" in mailoutbox[-1].body
    assert "buys nothing" not in client.get("/support/").content.decode()


def test_the_desk_is_warned_of_vat(client, supporter_desk, contribution_page):
    client.force_login(supporter_desk)
    address = f"/admin/supporters/contributionpage/{contribution_page.pk}/change/"
    form = client.get(address).context["adminform"].form
    typed = {name: form[name].value() or "" for name in form.fields} | {"minimum": "2", "maximum": "5000"}
    rows = {"presets-TOTAL_FORMS": 0, "presets-INITIAL_FORMS": 0}

    answer = client.post(address, typed | rows | {"gives_benefits": "on"}, follow=True)

    assert "a sale with VAT" in answer.content.decode()
    assert ContributionPage.objects.get(pk=contribution_page.pk).gives_benefits
