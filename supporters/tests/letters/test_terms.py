import calendar
import datetime as dt
import re

import pytest

from supporters.letters.terms import promise_with_blanks, what_will_be_paid
from supporters.providers.sandbox_bank.calendar import next_period


def promise_of(frequency, day):
    return what_will_be_paid(amount=500, currency="GBP", frequency=frequency, today=day)


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
    assert promise_of(frequency, dt.date(2026, 1, 21)) == words


@pytest.mark.parametrize(
    ("frequency", "day", "words"),
    [
        ("month", dt.date(2027, 1, 2), "on the 2nd of every month, until you stop. That is"),
        ("month", dt.date(2027, 1, 28), "on the 28th of every month, until you stop. That is"),
        ("month", dt.date(2027, 1, 29), "on the 29th of every month, until you stop. In shorter months: the last day."),
        ("month", dt.date(2027, 1, 30), "on the 30th of every month, until you stop. In shorter months: the last day."),
        ("month", dt.date(2027, 1, 31), "on the last day of every month, until you stop. That is"),
        ("year", dt.date(2028, 2, 29), "on 29 February of every year, until you stop. In shorter years: 28 February."),
    ],
)
def test_promise_names_the_day_of_its_beginning_when_some_months_lack_it(frequency, day, words):
    assert words in promise_of(frequency, day)


def charged_by(promise, year, month):
    """The day of that month on which the words say that something is paid; None where they name another month."""
    last = calendar.monthrange(year, month)[1]
    if "the last day of every month" in promise:
        return last
    if monthly := re.search(r"on the (\d+)\w\w of every month", promise):
        day = int(monthly[1])
        return day if day <= last or "In shorter months: the last day." not in promise else last
    day, name = re.search(r"on (\d+) (\w+) of every year", promise).groups()
    if name != calendar.month_name[month]:
        return None
    return 28 if int(day) > last and "In shorter years: 28 February." in promise else int(day)


@pytest.mark.parametrize("frequency", ["month", "year"])
def test_promise_is_what_the_provider_charges_whatever_the_day_of_its_beginning(frequency):
    """Stripe counts as the sandbox does: from the day of the beginning, clamped to the length of each month."""
    for began_on in (dt.date(2027, 12, 1) + dt.timedelta(days=days) for days in range(400)):
        promise, due = promise_of(frequency, began_on), began_on
        for _turn in range(13):
            due = next_period(due, frequency, began_on.day)
            assert due.day == charged_by(promise, due.year, due.month), (began_on, promise)


@pytest.mark.parametrize(("day", "is_said"), [(28, False), (30, True), (31, False)])
def test_form_says_what_becomes_of_a_day_that_some_months_lack(monkeypatch, day, is_said):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: dt.date(2026, 10, day))

    for words in promise_with_blanks("month"):
        assert ("In shorter months: the last day." in words) is is_said
