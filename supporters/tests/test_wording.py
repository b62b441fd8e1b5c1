import datetime as dt

import pytest

from supporters.letters.terms import day_of_month, what_will_be_paid


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        ("once", "You will pay £5.00 once. It does not repeat."),
        (
            "month",
            "You will pay £5.00 now and £5.00 on the 21st of every month, until you stop. That is £60.00 over a year.",
        ),
        ("year", "You will pay £5.00 now and £5.00 on 21 January of every year, until you stop."),
    ],
)
def test_says_what_will_be_paid_and_when(frequency, words):
    promise = what_will_be_paid(amount=500, currency="GBP", frequency=frequency, today=dt.date(2026, 1, 21))

    assert promise == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (1, "the 1st"),
        (2, "the 2nd"),
        (28, "the 28th"),
        (29, "the last day"),
        (30, "the last day"),
        (31, "the last day"),
    ],
)
def test_promises_no_day_that_some_months_lack(day, words):
    assert day_of_month(dt.date(2026, 1, day)) == words
