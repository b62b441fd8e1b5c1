"""Amounts as people type and read them. A run tries 10,000 of them a test; PROPERTY_EXAMPLES asks for more."""

import os
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.money import LARGEST, AmountError, format_amount, parse_amount, plain_amount

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "10000"))


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("5", 500),
        ("5.00", 500),
        ("5.5", 550),
        ("7.50", 750),
        ("£5", 500),
        (" £ 5.00 ", 500),
        ("0.01", 1),
        ("1,000", 100_000),
        ("1,000.50", 100_050),
        ("12,345", 1_234_500),
        ("007", 700),
        ("0", 0),
        ("\u00a05", 500),
    ],
)
def test_reads_what_can_mean_one_thing_only(typed, pence):
    assert parse_amount(typed, "GBP") == pence


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("£", "empty"),
        ("5,00", "comma"),
        ("5,5", "comma"),
        ("1,00,000", "comma"),
        ("1e9", "unreadable"),
        ("1E2", "unreadable"),
        ("NaN", "unreadable"),
        ("inf", "unreadable"),
        ("-0", "negative"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("+5", "unreadable"),
        ("٥", "unreadable"),
        ("５", "unreadable"),
        ("²", "unreadable"),
        ("0x10", "unreadable"),
        ("1_000", "unreadable"),
        ("5 0", "unreadable"),
        ("5p", "unreadable"),
        ("€5", "unreadable"),
        ("££5", "unreadable"),
        ("5.", "unreadable"),
        (".5", "unreadable"),
        ("5.001", "too_fine"),
        ("5.0.0", "unreadable"),
        ("9" * 8, "too_large"),
        ("9" * 400, "too_large"),
        ("5;DROP", "unreadable"),
        ("5\x00", "unreadable"),
        ("five", "unreadable"),
    ],
)
def test_refuses_what_could_be_misread(typed, code):
    with pytest.raises(AmountError) as refusal:
        parse_amount(typed, "GBP")

    assert refusal.value.code == code


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.integers(min_value=0, max_value=LARGEST), st.sampled_from(["GBP", "EUR", "USD", "JPY", "SEK"]))
def test_reads_back_every_amount_that_it_prints(amount, currency):
    assert parse_amount(plain_amount(amount, currency), currency) == amount
    assert parse_amount(format_amount(amount, currency), currency) == amount
    assert parse_amount(format_amount(amount, currency, short=True), currency) == amount


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.one_of(
        st.text(max_size=24),
        st.text(alphabet=string.digits + "٥５²,.-+£€$ eExXpP_ \u00a0", max_size=14),
        st.from_regex(r"[0-9]{1,9}([.,][0-9]{0,4}){0,2}", fullmatch=True),
    )
)
def test_never_misreads_an_amount(typed):
    try:
        pence = parse_amount(typed, "GBP")
    except AmountError:
        return

    # What was accepted holds nothing but ASCII digits, a full stop and thousands, and means exactly those digits.
    bare = typed.strip().removeprefix("£").strip().replace(",", "")
    whole, _, part = bare.partition(".")
    assert whole.isascii()
    assert whole.isdigit()
    assert pence == int(whole) * 100 + int(part.ljust(2, "0") or 0)
    assert 0 <= pence <= LARGEST


def test_prints_amounts_as_readers_know_them():
    assert format_amount(500, "GBP") == "£5.00"
    assert format_amount(500, "GBP", short=True) == "£5"
    assert format_amount(550, "GBP", short=True) == "£5.50"
    assert format_amount(123_456_789, "EUR") == "€1,234,567.89"
    assert format_amount(-5, "GBP") == "−£0.05"
    assert format_amount(500, "JPY") == "¥500"
    assert format_amount(500, "SEK") == "SEK 5.00"
    assert plain_amount(-5, "GBP") == "-0.05"
