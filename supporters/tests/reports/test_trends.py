import csv
import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from supporters.letters.newsletter import ask_for_newsletter, confirm_newsletter
from supporters.models import ExportLog, MrrChange
from supporters.money.pledge_actions import change_amount, pause, stop_pledge
from supporters.providers.sandbox_bank.clock import advance
from supporters.reports.trends import (
    FailedRenewals,
    Month,
    chart,
    cohorts_until,
    later,
    months_until,
    renewals_that_failed,
    steps,
    trends,
)

TODAY = dt.date(2026, 11, 20)


def at(month, day=5):
    return dt.datetime(2026, month, day, 12, tzinfo=dt.UTC)


@pytest.fixture
def giving(make_pledge, make_payment):
    def make(amount=500, frequency="month"):
        pledge = make_pledge(frequency=frequency, amount=amount)
        make_payment(pledge)
        pledge.refresh_from_db()
        return pledge

    return make


@time_machine.travel(at(11, 20), tick=False)
def test_a_month_tells_new_raised_lost_and_net(giving):
    raised, lost = giving(), giving()
    giving(6000, "year")
    change_amount(pledge=raised, amount=800)
    stop_pledge(pledge=lost)

    month = months_until(timezone.localdate(), steps())[-1]

    assert (month.new, month.raised, month.lost) == (18_000, 3_600, -6_000)
    assert (month.net, month.active) == (15_600, 15_600)


def test_what_was_lost_is_a_share_of_what_the_month_began_with():
    month = Month(TODAY, new=500, raised=0, lowered=0, lost=-300, active=1_200, once=0)

    assert month.lost_share == 30  # of 1,000
    assert Month(TODAY, new=500, raised=0, lowered=0, lost=0, active=500, once=0).lost_share is None


def test_renewals_that_failed_are_counted_with_what_became_of_them(pay_at_sandbox, at_bank):
    saved, lost = (pay_at_sandbox(frequency="month", amount=500) for _ in range(2))
    at_bank(saved, "failing", tries=1)
    at_bank(lost, "failing", tries=99)

    for pledge in (saved, lost):
        advance(pledge.provider_session, days=50)

    assert renewals_that_failed() == FailedRenewals(failed=2, put_right=1, ended=1)


def test_single_gifts_are_counted_apart(make_payment, make_pledge):
    make_payment(make_pledge(amount=2500), received_on=timezone.localdate())

    month = months_until(timezone.localdate(), steps())[-1]

    assert (month.once, month.new) == (2500, 0)


def test_what_is_active_is_carried_over_months_without_a_change(db):
    changes = [(1, "new", 6000, at(2)), (2, "new", 1200, at(4)), (1, "churn", -6000, at(6))]

    active = {month.first.month: month.active for month in months_until(TODAY, changes)}

    assert [active[month] for month in (2, 3, 4, 5, 6, 11)] == [6000, 6000, 7200, 7200, 1200, 1200]


def test_retention_looks_at_each_start_month_and_never_ahead():
    changes = [
        (1, "new", 6000, at(6)),
        (2, "new", 6000, at(6)),
        (2, "churn", -6000, at(8)),
        (3, "new", 6000, at(10)),
    ]

    june, october = cohorts_until(TODAY, changes)

    assert (june.started, june.kept) == (2, [100, 50, None, None])
    assert (october.started, october.kept) == (1, [100, None, None, None])


def test_who_comes_back_is_not_lost():
    changes = [(1, "new", 6000, at(6)), (1, "churn", -6000, at(7)), (1, "resume", 6000, at(8))]

    (june,) = cohorts_until(TODAY, changes)

    assert june.kept[:2] == [100, 100]


@time_machine.travel(dt.datetime(2026, 10, 20, 8, tzinfo=dt.UTC), tick=False)
def test_who_paid_and_left_before_noon_is_lost(make_pledge, make_payment):
    pledge = make_pledge(frequency="month", amount=500)
    make_payment(pledge, received_on=timezone.localdate())
    pledge.refresh_from_db()
    stop_pledge(pledge=pledge)

    (october,) = cohorts_until(TODAY, steps())

    assert (october.started, october.kept[0]) == (1, 0)


def test_who_left_out_of_a_pause_is_lost(make_pledge, make_payment):
    pledge = make_pledge(frequency="month", amount=500)
    make_payment(pledge, received_on=dt.date(2026, 9, 5))
    pledge.refresh_from_db()
    with time_machine.travel(at(10), tick=False):
        pause(pledge=pledge)
        stop_pledge(pledge=pledge)

    (september,) = cohorts_until(TODAY, steps())

    assert (september.started, september.kept[0]) == (1, 0)


@pytest.mark.parametrize(("months", "first"), [(1, "2026-12-01"), (2, "2027-01-01"), (-11, "2025-12-01")])
def test_months_go_over_the_year(months, first):
    assert later(dt.date(2026, 11, 1), months) == dt.date.fromisoformat(first)


def test_bars_fill_their_space_and_lost_ones_hang_below():
    drawn = chart([10, -5, 0])

    assert [(bar.y, bar.height, bar.is_below) for bar in drawn.bars] == [
        (0, 66, False),
        (66, 33, True),
        (66, 0, False),
    ]


def test_a_paper_without_supporters_has_a_page_too(client, supporter_desk):
    client.force_login(supporter_desk)

    assert client.get(reverse("admin:supporters_supporter_figures")).status_code == 200
    assert len(trends().months) == 12


@pytest.mark.parametrize("role", ["supporter_desk", "finance"])
def test_desk_and_finance_see_figures_with_tables(client, request, role, giving):
    giving()
    client.force_login(request.getfixturevalue(role))

    words = client.get(reverse("admin:supporters_supporter_figures")).content.decode()

    assert "<svg" in words
    assert "£5.00" in words
    assert "style=" not in words


def test_figures_are_only_for_who_sees_payments(client, make_staff):
    client.force_login(make_staff("supporters.view_supporter"))

    assert client.get(reverse("admin:supporters_supporter_figures")).status_code == 403


@pytest.fixture
def crm(client, supporter_desk):
    client.force_login(supporter_desk)

    def rows(layout):
        response = client.get(reverse("admin:supporters_supporter_crm", args=[layout]))
        return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    return rows


def test_contacts_for_salesforce(crm, make_pledge, make_payment):
    make_payment(make_pledge(name="Ada =Marsh", email="ada@example.org", organisation="@boats"))

    (row,) = crm("salesforce")

    assert (row["First Name"], row["Last Name"], row["Email"]) == ("Ada", "'=Marsh", "ada@example.org")
    assert (row["Account Name"], row["Total Received"], row["Currency"]) == ("'@boats", "25.00", "GBP")


def test_only_who_confirmed_goes_to_mailchimp(crm, make_supporter, newsletter_wording):
    for number, is_sure in enumerate([True, False]):
        supporter = make_supporter(f"Ada {number}")
        asked = ask_for_newsletter(supporter=supporter, cause=f"test {number}")
        if is_sure:
            confirm_newsletter(asked=asked)

    (row,) = crm("mailchimp")

    assert row["Last Name"] == "0"
    assert "/support/newsletter/stop/" in row["Stop Link"]


@pytest.mark.parametrize(
    ("route", "layout"),
    [
        (("admin:supporters_supporter_crm", "mailchimp"), "mailchimp"),
        (("admin:supporters_supporter_export",), "full"),
        (("admin:supporters_payment_export",), "full"),
    ],
)
def test_every_export_is_written_down(client, supporter_desk, make_payment, route, layout):
    make_payment()
    client.force_login(supporter_desk)

    client.get(reverse(route[0], args=route[1:]))

    log = ExportLog.objects.get()
    assert (log.by, log.layout) == (supporter_desk, layout)


def test_no_step_of_support_is_counted_twice(giving):
    pledge = giving()

    pledge.settle_mrr()

    assert MrrChange.objects.count() == 1
