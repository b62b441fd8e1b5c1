"""Columns and signs of CSV files: chosen once a file, and no debit taken for a gift."""

import pytest

from supporters.bank_files.base import StatementUnreadable
from supporters.bank_files.csv_reader import LayoutUnknown
from supporters.bank_files.layouts import Layout, Role
from supporters.bank_files.reading import explain_columns, read_bank_file


def read(*rows, encoding="utf-8", kept=None):
    (statement,) = read_bank_file("\n".join(rows).encode(encoding), currency="GBP", kept=kept)
    return statement


def credits(*rows, **options):
    return [(line.amount_minor, line.text) for line in read(*rows, **options).credits]


ADA = [(2500, "ADA RF42")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_of_banks_is_read(encoding):
    assert credits("Date,Details,Paid in (£)", "20/11/2026,Zoë,25.00", encoding=encoding) == [(2500, "Zoë")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_read_below_a_preamble_of_another(separator):
    rows = ["My bank, plc; Saltmere", "", separator.join(["Date", "Details", "Paid in"])]

    assert credits(*rows, separator.join(["20/11/2026", "ADA RF42", "25.00"])) == ADA


@pytest.mark.parametrize(
    ("heading", "currency"),
    [
        ("Amount (GBP)", "GBP"),
        ("Amount [EUR]", "EUR"),
        ("Paid in £", "GBP"),
        ("Money in (€)", "EUR"),
        ("Amount", "GBP"),
    ],
)
def test_currency_stands_in_the_heading_of_the_amount(heading, currency):
    assert read(f"Date,Details,{heading}", "20/11/2026,ADA,25.00").currency == currency


def test_currency_column_parts_a_file_into_statements():
    text = "Date,Details,Amount,Currency\n20/11/2026,ADA,25.00,GBP\n20/11/2026,BEA,7.00,EUR"

    statements = read_bank_file(text.encode(), currency="GBP")

    assert [(one.currency, len(one.lines)) for one in statements] == [("GBP", 1), ("EUR", 1)]


@pytest.mark.parametrize(
    ("heading", "cells", "currency"),
    [
        ("Amount,Currency", "50.00,AUD", "AUD"),
        ("Amount,Currency", "50.00,pln", "PLN"),
        ("Amount (CHF)", "50.00", "CHF"),
        ("Amount", "€50.00", "EUR"),
        ("Paid in,Paid out", "$50.00,", "USD"),
    ],
)
def test_money_in_another_currency_is_not_taken_for_that_of_the_paper(heading, cells, currency):
    statement = read(f"Date,Details,{heading}", f"20/11/2026,ADA,{cells}")

    assert (statement.currency, [line.amount_minor for line in statement.lines]) == (currency, [5000])


@pytest.mark.parametrize("word", ["DEBIT", "Debit", "DR", "D", "Out", "Money out"])
def test_debit_with_a_positive_amount_goes_out(word):
    rows = ["Date,Type,Details,Amount", f"20/11/2026,{word},RENT,25.00"]

    assert [line.amount_minor for line in read(*rows).lines] == [-2500]
    assert credits(*rows, "20/11/2026,CREDIT,ADA RF42,25.00") == ADA


def test_sign_counts_where_every_debit_has_one():
    rows = ["Date,Type,Details,Amount", "20/11/2026,DEBIT,RENT,-25.00", "20/11/2026,CREDIT,ADA RF42,25.00"]

    assert credits(*rows, "20/11/2026,CREDIT,CALLED BACK,-5.00") == ADA


def test_negative_debit_among_positive_ones_is_listed_and_not_guessed():
    rows = ["Date,Type,Details,Amount", "20/11/2026,DEBIT,RENT,25.00", "20/11/2026,CREDIT,ADA RF42,25.00"]

    statement = read(*rows, "20/11/2026,DEBIT,WHAT,-5.00")

    assert [line.amount_minor for line in statement.credits] == [2500]
    assert "WHAT" in statement.unread[0]


def test_kinds_of_payment_tell_the_direction_where_no_amount_has_a_sign():
    rows = ["Date,Type,Details,Amount", "20/11/2026,D/D,RATES,25.00", "20/11/2026,FPI,ADA RF42,25.00"]

    statement = read(*rows, "20/11/2026,TFR,WHO KNOWS,9.00")

    assert [(line.amount_minor, line.text) for line in statement.credits] == ADA
    assert "WHO KNOWS" in statement.unread[0]


def test_kinds_of_payment_say_nothing_where_amounts_have_signs():
    rows = ["Date,Type,Details,Amount", "20/11/2026,D/D,RATES,-25.00", "20/11/2026,TFR,ADA RF42,25.00"]

    assert credits(*rows) == ADA


def test_value_is_not_the_amount_where_credit_is_filled_anywhere():
    rows = ["Date,Details,Debit,Credit,Value", "20/11/2026,RENT,25.00,,25.00", "20/11/2026,ADA RF42,,25.00,25.00"]

    assert credits(*rows) == ADA


def test_value_is_the_amount_where_debit_and_credit_are_empty_in_the_whole_file():
    rows = ["Date,Details,Debit,Credit,Value", "20/11/2026,RENT,,,-25.00", "20/11/2026,ADA RF42,,,25.00"]

    assert credits(*rows) == ADA


@pytest.mark.parametrize("out", ["412.00", "-412.00", "0.00", "£412.00", ""])
def test_paid_out_goes_out_however_it_is_signed(out):
    rows = ["Date,Details,Money out,Money in", f"20/11/2026,RATES,{out},", "20/11/2026,ADA RF42,0.00,25.00"]

    assert credits(*rows) == ADA


@pytest.mark.parametrize("cell", ["-25.00", "−25.00", "(25.00)", "25.00-", "25.00 DR", "-£25.00", "£-25.00", "DR25.00"])
def test_what_has_any_sign_of_going_out_is_never_a_gift(cell):
    statement = read("Date,Details,Amount", f"20/11/2026,RENT,{cell}", "20/11/2026,ADA RF42,25.00")

    assert [(line.amount_minor, line.text) for line in statement.credits] == ADA


@pytest.mark.parametrize("cell", ["25.00", "+25.00", "£25.00", "25", "25.00 CR", "GBP 25.00", "£ 25.00", "25.00+"])
def test_amount_that_came_in_is_read_however_it_is_written(cell):
    assert credits("Date,Details,Amount", f"20/11/2026,ADA RF42,{cell}") == ADA


def test_decimal_commas_are_read_where_the_whole_file_has_them():
    rows = ["Date;Details;Amount", "20.11.2026;ADA;1.025,00", "20.11.2026;BEA;5,00", "20.11.2026;RENT;-7,00"]

    assert credits(*rows) == [(102500, "ADA"), (500, "BEA")]


def test_comma_that_stands_alone_is_listed_and_not_guessed():
    statement = read("Date;Details;Amount", "20.11.2026;ADA RF42;25.00", "20.11.2026;BEA;5,00")

    assert [(line.amount_minor, line.text) for line in statement.credits] == ADA
    assert "BEA" in statement.unread[0]


@pytest.mark.parametrize(
    "day",
    [
        "20/11/2026",
        "2026-11-20",
        "20 Nov 2026",
        "20-NOV-2026",
        "20/11/26",
        "20.11.2026",
        "20 November 2026",
        "20261120",
        "2026-11-20 10:22:31",
        "20/11/2026 10:22",
        "Fri 20 Nov 2026",
        "2026-11-19T23:59:00-05:00",
    ],
)
def test_day_is_read_however_it_is_written(day):
    (line,) = read("Date,Details,Amount", f"{day},ADA,25.00").lines

    assert line.booked_on.isoformat() == "2026-11-20"


def test_day_goes_before_the_month_unless_the_file_says_otherwise():
    british = read("Date,Details,Amount", "02/11/2026,ADA,25.00")
    american = read("Date,Details,Amount", "11/02/2026,ADA,25.00", "11/20/2026,BEA,25.00")

    assert british.lines[0].booked_on.month == american.lines[0].booked_on.month == 11


def test_day_of_booking_goes_before_others():
    (line,) = read(
        "Value date,Transaction date,Posting date,Details,Amount", "18/11/2026,19/11/2026,20/11/2026,A,5"
    ).lines

    assert line.booked_on.day == 20


def test_payer_has_a_column_of_their_own():
    (line,) = read("Date,Counter Party,Reference,Amount", "20/11/2026,Ada Marsh,RF42,25.00").lines

    assert (line.payer, line.reference) == ("Ada Marsh", "RF42")


@pytest.mark.parametrize("state", ["PENDING", "Reverted", "declined"])
def test_what_was_not_made_is_passed_over(state):
    rows = ["Date,State,Details,Amount", f"20/11/2026,{state},BEA,9.00", "20/11/2026,COMPLETED,ADA RF42,25.00"]

    assert credits(*rows) == ADA


def test_account_stands_in_a_column_or_above_the_headings():
    column = read("Date,Details,Amount,Account Number", "20/11/2026,ADA,25.00,12345678")
    above = read("Sort code: 00-00-00,Account number: 12345678", "", "Date,Details,Amount", "20/11/2026,ADA,25.00")

    assert (column.account, above.account) == ("12345678", "12345678")


def test_balances_that_do_not_follow_are_a_warning():
    rows = ["Date,Details,Amount,Balance", "20/11/2026,ADA,25.00,125.00", "20/11/2026,BEA,5.00,130.00"]

    assert read(*rows).doubts == []
    assert read(rows[0], rows[2], rows[1]).doubts == []
    assert "do not follow" in read(*rows, "21/11/2026,CY,5.00,150.00").doubts[0]


@pytest.mark.parametrize("step", [1, -1])
def test_balance_tells_what_went_out_where_no_amount_has_a_sign(step):
    rows = ["20/11/2026,BEA,5.00,130.00", "20/11/2026,RATES,12.00,118.00", "21/11/2026,ADA,25.00,143.00"]
    gifts = ["20/11/2026,BEA,5.00,130.00", "20/11/2026,CY,5.00,135.00", "21/11/2026,DEE,5.00,140.00"]
    head = "Date,Details,Amount,Balance"

    statement = read(head, *rows[::step])

    assert sorted(line.amount_minor for line in statement.lines) == [-1200, 2500]
    assert ["BEA" in row for row in statement.unread] == [True]  # nothing tells of the first
    assert [amount for amount, _text in credits(head, *gifts[::step])] == [500, 500, 500]


def test_opening_and_closing_lines_without_an_amount_are_no_payments():
    rows = ["Date,Details,Paid out,Paid in,Balance", "01/11/2026,Balance brought forward,,,100.00"]

    assert credits(*rows, "20/11/2026,ADA RF42,,25.00,125.00", ",Closing balance,,,125.00") == ADA


UNKNOWN = ["Wann,Wer,Was,Plus,Minus", "20/11/2026,Ada,RF42,25.00,", "21/11/2026,Rates,412,,412.00"]


def test_unknown_columns_are_shown_to_be_named():
    with pytest.raises(LayoutUnknown) as unknown:
        read(*UNKNOWN)

    assert unknown.value.headings == ["Wann", "Wer", "Was", "Plus", "Minus"]
    assert unknown.value.sample[0][:3] == ["20/11/2026", "Ada", "RF42"]


def test_columns_that_were_named_are_known_the_next_time():
    with pytest.raises(LayoutUnknown) as unknown:
        read(*UNKNOWN)
    roles = (Role.DAY, Role.PAYER, Role.WORDS, Role.PAID_IN, Role.PAID_OUT)

    kept = {unknown.value.fingerprint: Layout(roles)}

    assert credits("a,b,c", "", *UNKNOWN, kept=kept) == [(2500, "Ada RF42")]


def test_file_without_headings_is_known_by_its_columns():
    rows = ["20/11/2026,ADA RF42,25.00", "21/11/2026,RATES,-412.00"]
    with pytest.raises(LayoutUnknown) as unknown:
        read(*rows)
    assert not unknown.value.has_heading

    kept = {unknown.value.fingerprint: Layout((Role.DAY, Role.WORDS, Role.AMOUNT), has_heading=False)}

    assert credits(*rows, kept=kept) == ADA


def test_what_was_named_goes_before_what_the_headings_say():
    rows = ["Date,Details,Value,Amount", "20/11/2026,ADA,7.00,25.00"]
    unknown = explain_columns("\n".join(rows).encode(), currency="GBP")
    roles = (Role.DAY, Role.WORDS, Role.AMOUNT, Role.NOTHING)

    assert credits(*rows) == [(2500, "ADA")]
    assert credits(*rows, kept={unknown.fingerprint: Layout(roles)}) == [(700, "ADA")]


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"\x00\x01", b"Date,Amount\n1,2", b"PK\x03\x04", b"%PDF-1.7", b"\n" * 6000, b'"' + b"x" * 200_000],
)
def test_what_is_no_statement_is_refused_with_words(content):
    with pytest.raises(StatementUnreadable, match="."):
        read_bank_file(content, currency="GBP")
