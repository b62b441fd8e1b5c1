"""Days in Welsh, as Unicode's CLDR writes them, and as they are counted."""

import datetime as dt

import pytest
from babel.dates import format_date
from django.utils import translation
from django.utils.formats import date_format

from common.dates import ordinal

DAYS = [dt.date(2026, month, month) for month in range(1, 13)] + [dt.date(2026, 11, day) for day in range(23, 30)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_days_in_welsh_are_those_of_cldr(day):
    with translation.override("cy"):
        written = date_format(day, "l j F Y"), date_format(day, "j M Y")

    assert written == (format_date(day, "EEEE d MMMM y", locale="cy"), format_date(day, "d MMM y", locale="cy"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        *[(1, "y 1af"), (2, "yr 2il"), (3, "y 3ydd"), (5, "y 5ed"), (8, "yr 8fed"), (10, "y 10fed"), (11, "yr 11eg")],
        *[(12, "y 12fed"), (15, "y 15fed"), (16, "yr 16eg"), (18, "y 18fed"), (19, "y 19eg"), (20, "yr 20fed")],
        *[(21, "yr 21ain"), (23, "y 23ain"), (28, "yr 28ain"), (30, "y 30ain"), (31, "yr 31ain")],
    ],
)
def test_days_of_the_month_are_counted_in_welsh_with_their_article(number, words):
    with translation.override("cy"):
        assert ordinal(number) == words


@pytest.mark.parametrize(("number", "words"), [(1, "1st"), (2, "2nd"), (11, "11th"), (23, "23rd")])
def test_days_of_the_month_are_counted_in_english(number, words):
    assert ordinal(number) == words
