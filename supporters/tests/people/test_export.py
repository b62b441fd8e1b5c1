import codecs
import csv
import datetime as dt
import io

import pytest
from django.urls import reverse, reverse_lazy

from supporters.appeals.link_token import LeadingStory
from supporters.models import Supporter
from supporters.people.export import escape_formula


@pytest.fixture
def export(client, supporter_desk):
    client.force_login(supporter_desk)

    def rows(model, **filters):
        response = client.get(reverse(f"admin:supporters_{model}_export"), filters)
        assert response["Content-Type"].startswith("text/csv")
        return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    return rows


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_starts_a_formula(start):
    assert escape_formula(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("cell", ["Ada", "", "5.00", "a=b", "O’Neil", None, 7])
def test_leaves_ordinary_cells_alone(cell):
    assert escape_formula(cell) == ("" if cell is None else str(cell))


def test_supporters_go_out_with_totals_consent_and_no_formula(export, make_pledge, make_payment, newsletter_wording):
    make_payment(make_pledge(name='=HYPERLINK("x")', email="ada@example.org", amount=1250, wants_newsletter=True))

    (row,) = export("supporter")

    assert row["name"] == '\'=HYPERLINK("x")'
    assert (row["received"], row["promised_for_a_year"], row["newsletter"]) == ("12.50", "0.00", "asked")


def test_pledges_go_out_with_their_story(export, make_pledge):
    pledge = make_pledge(story=LeadingStory(None, "@home in the flood", "/news/flood-1/", "story-foot"))

    (row,) = export("pledge")

    assert (row["reference"], row["amount"], row["currency"]) == (pledge.reference, "25.00", "GBP")
    assert (row["story"], row["story_url"]) == ("'@home in the flood", "/news/flood-1/")


def test_payments_go_out_with_the_reference(export, make_payment):
    payment = make_payment(note="-5 short")

    (row,) = export("payment")

    assert (row["reference"], row["amount"], row["note"]) == (payment.pledge.reference, "25.00", "'-5 short")


def test_what_is_filtered_is_what_goes_out(export, make_pledge):
    make_pledge()
    monthly = make_pledge(frequency="month", amount=500)

    rows = export("pledge", frequency__exact="month")

    assert [row["reference"] for row in rows] == [monthly.reference]


EXPORTS = [
    reverse_lazy("admin:supporters_supporter_export"),
    reverse_lazy("admin:supporters_pledge_export"),
    reverse_lazy("admin:supporters_payment_export"),
    reverse_lazy("admin:supporters_supporter_crm", args=["salesforce"]),
    reverse_lazy("admin:supporters_supporter_crm", args=["mailchimp"]),
]


@pytest.mark.parametrize("address", EXPORTS)
def test_file_says_that_it_is_utf_8_to_spreadsheets_that_guess(client, supporter_desk, make_payment, address):
    make_payment()
    client.force_login(supporter_desk)

    assert client.get(address).content.startswith(codecs.BOM_UTF8)


def test_supporter_since_is_the_day_of_the_paper(client, supporter_desk, make_supporter):
    make_supporter("Zoë Marsh")
    # Half past midnight of 2 July in London.
    Supporter.objects.update(created_at=dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC))
    client.force_login(supporter_desk)

    contacts = client.get(reverse("admin:supporters_supporter_crm", args=["salesforce"])).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(contacts))

    assert (row["Supporter Since"], row["First Name"]) == ("2026-07-02", "Zoë")
    assert "2 Jul" in client.get(reverse("admin:supporters_supporter_changelist")).content.decode()


def test_is_read_with_few_queries(export, make_pledge, django_assert_max_num_queries):
    for _ in range(15):
        make_pledge()

    with django_assert_max_num_queries(12):
        assert len(export("pledge")) == 15
