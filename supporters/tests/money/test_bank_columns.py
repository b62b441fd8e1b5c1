"""Columns of a bank that nobody has named yet: asked once, and kept for the next file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from supporters.models import BankLayout, Statement, StatementLine

MATCH = "admin:supporters_statementline_match"
COLUMNS = "admin:supporters_statementline_columns"
UNKNOWN = "Wann,Wer,Was,Plus,Minus\n20/11/2026,Ada Marsh,{reference},25.00,\n21/11/2026,Rates,412,,412.00\n"
ROLES = ["day", "payer", "words", "paid_in", "paid_out"]


@pytest.fixture
def unknown(client, supporter_desk, make_pledge):
    """A file whose columns nobody has named yet, as far as the page that asks."""
    pledge = make_pledge(name="Ada Marsh", amount=2500)
    client.force_login(supporter_desk)
    file = SimpleUploadedFile("bank.csv", UNKNOWN.format(reference=pledge.reference).encode())
    answer = client.post(reverse(MATCH), {"file": file})
    assert answer.headers["Location"] == reverse(COLUMNS)
    return pledge


def chosen(roles):
    return {f"column-{place}": role for place, role in enumerate(roles)}


def test_unknown_columns_are_named_once_and_known_from_then_on(client, unknown):
    page = client.get(reverse(COLUMNS)).content.decode()
    client.post(reverse(COLUMNS), chosen(ROLES))
    later = UNKNOWN.format(reference="thank you").replace("20/11", "27/11").encode()
    answer = client.post(reverse(MATCH), {"file": SimpleUploadedFile("later.csv", later)})

    assert "Ada Marsh" in page
    assert "Plus" in page
    assert answer.headers["Location"] == reverse(MATCH)
    assert [(line.day.day, line.amount) for line in StatementLine.objects.order_by("day")] == [(20, 2500), (27, 2500)]
    assert BankLayout.objects.get().headings == ["Wann", "Wer", "Was", "Plus", "Minus"]


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        (["day", "payer", "words", "", ""], "Name at least the day, an amount"),
        (["day", "payer", "words", "paid_in", "paid_in"], "Only one column can be: what came in"),
        (["day", "payer", "words", "paid_in", "amount"], "Either one column has the amount"),
        (["words", "day", "words", "paid_in", "paid_out"], "No row could be read so"),
    ],
)
def test_columns_that_make_no_line_are_refused_and_nothing_is_lost(client, unknown, roles, words):
    page = client.post(reverse(COLUMNS), chosen(roles)).content.decode()

    assert words in page
    assert f'<option value="{roles[0]}" selected>' in page
    assert not BankLayout.objects.exists()
    assert not Statement.objects.exists()
    assert client.post(reverse(COLUMNS), chosen(ROLES)).headers["Location"] == reverse(MATCH)
    assert StatementLine.objects.count() == 1


def test_columns_can_be_named_anew(client, unknown):
    client.post(reverse(COLUMNS), chosen(["day", "words", "", "paid_in", "paid_out"]))
    file = SimpleUploadedFile("bank.csv", UNKNOWN.format(reference=unknown.reference).encode())
    answer = client.post(reverse(MATCH), {"file": file, "names_columns": "on"})
    client.post(reverse(COLUMNS), chosen(ROLES))

    assert answer.headers["Location"] == reverse(COLUMNS)
    assert BankLayout.objects.get().roles == ROLES


def test_page_of_columns_without_a_file_leads_to_where_one_is_chosen(client, supporter_desk):
    client.force_login(supporter_desk)

    assert f'href="{reverse(MATCH)}"' in client.get(reverse(COLUMNS)).content.decode()
