"""A year on one page, the stories since, and the letter before a yearly payment."""

import datetime as dt

import pytest
from django.utils import timezone

from supporters.letters.links import sign_in_token
from supporters.letters.notices import announce_renewals
from supporters.models import OutboxMail, Payment, Pledge
from supporters.money.pledge_actions import stop_at_provider

YEAR = "/support/yours/year/"


@pytest.fixture
def open_page(client):
    def open_for(supporter):
        client.post(f"/support/yours/in/{sign_in_token(supporter)}/")
        return client

    return open_for


def test_a_year_shows_what_was_given_less_what_went_back(open_page, pay_at_sandbox, at_bank):
    pledge = pay_at_sandbox(amount=2_000, email="ada@example.org")
    at_bank(pledge, "refund", amount=500)
    pay_at_sandbox(amount=1_000, email="ada@example.org")
    year = timezone.localdate().year

    page = open_page(pledge.supporter).get(f"{YEAR}{year}/").content.decode()

    assert "£20.00" in page
    assert "£5.00" in page
    assert "In all: £25.00" in page


def test_the_own_page_thanks_for_what_was_given_less_what_went_back(open_page, pay_at_sandbox, at_bank):
    pledge = pay_at_sandbox(amount=2_000, email="ada@example.org")
    at_bank(pledge, "refund", amount=500)
    page = open_page(pledge.supporter)

    assert "You have given £15.00 in all" in page.get("/support/yours/").content.decode()

    at_bank(pledge, "refund", amount=1_500)

    assert "You have given" not in page.get("/support/yours/").content.decode()


@pytest.mark.parametrize("year", [0, 1, 9999, 10_000])
def test_a_year_in_which_nobody_gave_is_not_found(open_page, make_pledge, make_payment, year):
    pledge = make_pledge()
    make_payment(pledge)

    assert open_page(pledge.supporter).get(f"{YEAR}{year}/").status_code == 404


def test_a_year_has_nothing_of_another_year_or_of_anybody_else(open_page, make_pledge, make_payment):
    mine, other = make_pledge(), make_pledge(amount=99_99)
    make_payment(mine, received_on=dt.date(2026, 1, 1))
    make_payment(mine, received_on=dt.date(2025, 12, 31), amount=77_77)
    make_payment(other, received_on=dt.date(2026, 1, 1))
    browser = open_page(mine.supporter)

    page = browser.get(f"{YEAR}2026/").content.decode()

    assert "£25.00" in page
    assert "99.99" not in page
    assert "77.77" not in page
    assert browser.get(f"{YEAR}2024/").status_code == 404
    links = browser.get("/support/yours/").content.decode()
    assert (f"{YEAR}2026/" in links, f"{YEAR}2025/" in links, f"{YEAR}2024/" in links) == (True, True, False)


def test_a_year_goes_into_a_spreadsheet(open_page, make_pledge, make_payment):
    pledge = make_pledge()
    make_payment(pledge, received_on=dt.date(2026, 1, 1))

    answer = open_page(pledge.supporter).get(f"{YEAR}2026/?as=csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Day,Receipt,How,Amount,Given back,Currency",
        f"2026-01-01,{Payment.objects.get().receipt_number},Bank transfer,25.00,0.00,GBP",
    ]


def test_the_own_page_counts_the_stories_since_the_first_payment(open_page, make_payment, make_live_article):
    stories = [make_live_article(), make_live_article(sensitivity="gentle")]
    payment = make_payment(received_on=timezone.localdate() - dt.timedelta(days=1))

    page = open_page(payment.pledge.supporter).get("/support/yours/").content.decode()

    assert "has published 2 stories" in page
    assert stories[0].get_absolute_url() in page
    assert stories[1].get_absolute_url() not in page


def test_stories_of_before_are_not_counted(open_page, make_payment, make_live_article):
    make_live_article()
    payment = make_payment(received_on=timezone.localdate() + dt.timedelta(days=1))

    assert "paid-for" not in open_page(payment.pledge.supporter).get("/support/yours/").content.decode()


def renewals():
    return OutboxMail.objects.filter(key__startswith="renewal:")


@pytest.mark.parametrize(("days", "letters"), [(15, 0), (14, 1), (1, 1), (0, 0)])
def test_a_yearly_payment_is_announced_once_two_weeks_before(pay_at_sandbox, days, letters):
    pledge = pay_at_sandbox(frequency="year", amount=6_000)

    for _ in range(3):
        announce_renewals(pledge.next_due - dt.timedelta(days=days))

    assert renewals().count() == letters
    assert all("£60.00" in letter.body and "/support/stop/" in letter.body for letter in renewals())


def test_nothing_is_announced_that_will_not_be_taken(pay_at_sandbox, make_pledge, make_payment):
    monthly = pay_at_sandbox(frequency="month", amount=500)
    stopped = pay_at_sandbox(frequency="year", amount=6_000)
    stop_at_provider(pledge=stopped, at_period_end=True)
    make_payment(make_pledge(frequency="year"))  # by standing order: its owner alone moves it

    for due in (monthly.next_due, stopped.next_due):
        announce_renewals(due - dt.timedelta(days=7))

    assert not renewals().exists()
    assert Pledge.objects.get(pk=stopped.pk).state == "ending"
