"""Regular support by card: renewals that fail, ends, disputes, another amount, and the calendar."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from supporters.models import Attention, MrrChange, OutboxMail, Payment, Pledge
from supporters.money.pledge_actions import (
    acts_on,
    change_amount,
    change_at_provider,
    pause,
    resume,
    stop_at_provider,
    stop_pledge,
)
from supporters.money.reconcile import reconcile
from supporters.money.sync import sync
from supporters.providers.base import ProviderUnreachable
from supporters.providers.sandbox import Sandbox
from supporters.providers.sandbox_bank import bank
from supporters.providers.sandbox_bank.clock import advance, rest
from supporters.tests.card_builders import money_at_provider, money_in_ledger

State = Pledge.State


def receipts():
    return OutboxMail.objects.filter(key__startswith="receipt:").count()


def letters(kind):
    return OutboxMail.objects.filter(key__startswith=f"{kind}:")


def unreachable(*args, **options):
    raise ProviderUnreachable("timeout")


def look(client, pledge, query="?returned=1"):
    cache.clear()
    return client.get(pledge.get_absolute_url() + query).content.decode()


def test_13_approval_at_renewal_makes_it_late_not_lost(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500, outcome="renewal_approval")

    advance(pledge.provider_session, days=31)

    assert Pledge.objects.get().state == State.PAST_DUE
    assert "approve the payment" in letters("failed").get().body


def test_14_a_renewal_that_fails_four_times_and_then_succeeds(pay_at_sandbox, at_bank):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    at_bank(pledge, "failing", tries=4)

    advance(pledge.provider_session, days=45)

    assert Pledge.objects.get().state == State.ACTIVE
    assert letters("failed").count() == 1
    assert Payment.objects.received().count() == receipts() == 2
    assert money_in_ledger() == money_at_provider() == 1000


def test_14_a_renewal_that_keeps_failing_ends_and_a_new_card_is_not_charged_for_it(pay_at_sandbox, at_bank):
    pledge = pay_at_sandbox(frequency="month", amount=500, outcome="renewal_fails")
    advance(pledge.provider_session, days=45)
    at_bank(pledge, "failing", tries=0)

    advance(pledge.provider_session, days=70)

    pledge.refresh_from_db()
    assert (pledge.state, pledge.end_reason) == (State.CANCELLED, "renewal failed")
    assert letters("failed").count() == 1
    assert money_in_ledger() == money_at_provider() == 500
    assert [change.kind for change in MrrChange.objects.order_by("pk")] == ["new", "churn"]


def test_17_a_chargeback_ends_regular_support_and_tells_the_desk_until_when(pay_at_sandbox, at_bank):
    pledge = pay_at_sandbox(frequency="month", amount=500)

    at_bank(pledge, "dispute")

    pledge.refresh_from_db()
    assert pledge.state == State.CANCELLED
    assert Attention.objects.get(kind="dispute").due_at is not None
    assert money_in_ledger() == money_at_provider() == 0
    at_bank(pledge, "won")
    assert money_in_ledger() == money_at_provider() == 500
    assert Pledge.objects.get().state == State.CANCELLED


def test_18_stopping_during_the_payment_and_twice_stays_stopped(make_card_pledge, pay_at_sandbox):
    pledge = make_card_pledge(frequency="month", amount=500)
    for _ in range(3):
        stop_at_provider(pledge=pledge)
    assert Pledge.objects.get().state == State.CANCELLED

    active = pay_at_sandbox(frequency="month", amount=500)
    for _ in range(3):
        stop_at_provider(pledge=active)

    advance(active.provider_session, days=60)
    assert Pledge.objects.get(pk=active.pk).state == State.CANCELLED
    assert Payment.objects.count() == 1


def test_18_stopping_at_the_end_of_the_period_takes_nothing_more(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500)

    stop_at_provider(pledge=pledge, at_period_end=True)

    pledge.refresh_from_db()
    assert pledge.state == State.ENDING
    assert pledge.cancel_at is not None
    advance(pledge.provider_session, days=40)
    assert Pledge.objects.get().state == State.CANCELLED
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("how", ["asked", "disputed"])
def test_18_what_was_to_end_later_can_still_end_at_once(pay_at_sandbox, at_bank, how):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    stop_at_provider(pledge=pledge, at_period_end=True)

    stop_at_provider(pledge=pledge) if how == "asked" else at_bank(pledge, "dispute")

    pledge.refresh_from_db()
    assert (pledge.state, pledge.end_reason) == (State.CANCELLED, how)


def test_18_who_goes_on_at_the_providers_page_is_not_stopped_again(pay_at_sandbox, at_bank):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    stop_at_provider(pledge=pledge, at_period_end=True)

    at_bank(pledge, "goes_on")

    for _ in range(2):
        pledge = sync(pledge=pledge)
    assert (pledge.state, pledge.cancel_asked_at, pledge.cancel_at) == (State.ACTIVE, None, None)


@pytest.mark.parametrize(
    ("began", "dues"),
    [
        ("2027-01-31", ["2027-02-28", "2027-03-31", "2027-04-30"]),
        ("2028-01-30", ["2028-02-29", "2028-03-30", "2028-04-30"]),
        ("2026-10-24", ["2026-11-24", "2026-12-24", "2027-01-24"]),
    ],
)
def test_24_month_ends_leap_days_and_clock_changes(pay_at_sandbox, began, dues):
    with time_machine.travel(f"{began}T12:00:00+00:00", tick=True):
        pledge = pay_at_sandbox(frequency="month", amount=500)
        seen = []
        for _ in range(3):
            pledge.refresh_from_db()
            seen.append(pledge.next_due.isoformat())
            advance(pledge.provider_session, days=(pledge.next_due - dt.date.fromisoformat(began)).days)
            began = seen[-1]

    assert seen == dues
    assert Payment.objects.count() == 4


def test_a_new_amount_holds_from_the_next_payment_on(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500)

    assert change_at_provider(pledge=pledge, amount=800)
    advance(pledge.provider_session, days=31)

    assert [payment.amount for payment in Payment.objects.order_by("pk")] == [500, 800]
    assert Pledge.objects.get().state == State.ACTIVE
    assert not Attention.objects.exists()
    assert MrrChange.objects.worth() == 800 * 12


def test_a_pause_takes_nothing_and_nothing_for_it_later(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500)

    pledge = pause(pledge=pledge)
    advance(pledge.provider_session, days=100)
    assert (pledge.state, Payment.objects.count()) == (State.PAUSED, 1)
    pledge = resume(pledge=Pledge.objects.get())
    advance(pledge.provider_session, days=1)
    assert (pledge.state, Payment.objects.count()) == (State.ACTIVE, 1)
    advance(pledge.provider_session, days=31)

    assert Payment.objects.count() == 2
    assert money_in_ledger() == money_at_provider() == 1000
    assert [change.kind for change in MrrChange.objects.order_by("pk")] == ["new", "pause", "resume"]


def test_a_pause_that_nobody_told_us_of_is_found_when_the_payment_is_due(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    with bank.opened(pledge.provider_session, times=0) as account:
        rest(account)

    reconcile(at=timezone.now() + dt.timedelta(days=32))

    assert Pledge.objects.get().state == State.PAUSED


def test_what_rests_can_be_stopped(pay_at_sandbox):
    pledge = pause(pledge=pay_at_sandbox(frequency="month", amount=500))

    stop_pledge(pledge=pledge)

    assert Pledge.objects.get().state == State.CANCELLED


def test_promise_counts_from_the_day_of_the_first_payment_when_the_card_is_used_later(
    client, make_card_pledge, pay_at_sandbox
):
    with time_machine.travel("2026-10-30 12:00", tick=False):
        pledge = make_card_pledge(frequency="month", amount=500)
        assert "on the 30th of every month" in look(client, pledge, "")
        advance(pledge.provider_session, days=1)

        pledge = pay_at_sandbox(pledge)

        assert "on the last day of every month" in look(client, pledge, "")
        assert pledge.next_due == dt.date(2026, 11, 30)
        advance(pledge.provider_session, days=61)
    assert [str(payment.received_on) for payment in pledge.payments.order_by("pk")] == [
        "2026-10-31",
        "2026-11-30",
        "2026-12-31",
    ]


def test_stop_asked_twice_is_written_down_once_and_holds_without_any_message(pay_at_sandbox, monkeypatch):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    monkeypatch.setattr(bank, "post", lambda event: None)

    for _ in range(2):
        later = stop_at_provider(pledge=pledge, at_period_end=True)
    assert later.state == State.ENDING
    for _ in range(2):
        ended = stop_at_provider(pledge=pledge)

    assert ended.state == State.CANCELLED
    assert [line.text for line in pledge.log.filter(text__startswith="asked").order_by("pk")] == [
        "asked, at the end of the period",
        "asked",
    ]


def test_new_amount_by_card_is_on_record_and_confirmed_by_letter(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500)

    change_amount(pledge=pledge, amount=800)

    assert MrrChange.objects.worth() == 800 * 12
    assert pledge.log.filter(text="£5.00 → £8.00").count() == letters("changed").count() == 1


def test_new_amount_that_the_provider_did_not_hear_of_is_confirmed_and_told_again(pay_at_sandbox, monkeypatch):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    with monkeypatch.context() as cut_off:
        cut_off.setattr(Sandbox, "snapshot", unreachable)
        assert change_amount(pledge=pledge, amount=800)
    assert letters("changed").count() == 1

    reconcile()

    with bank.opened(pledge.provider_session, times=0) as account:
        assert account.document["amount"] == 800


@pytest.mark.parametrize("amount", [500, 0, -800])
def test_amount_that_is_the_same_or_none_changes_nothing_by_card(pay_at_sandbox, amount):
    pledge = pay_at_sandbox(frequency="month", amount=500)

    assert not change_at_provider(pledge=pledge, amount=amount)

    assert Pledge.objects.get().amount == 500
    assert not pledge.log.filter(text__contains="→").exists()


def test_amount_of_what_rests_or_has_ended_is_not_changed_by_card(pay_at_sandbox):
    pledge = pause(pledge=pay_at_sandbox(frequency="month", amount=500))

    assert not change_at_provider(pledge=pledge, amount=800)
    stop_pledge(pledge=pledge)
    assert not change_at_provider(pledge=pledge, amount=800)

    assert Pledge.objects.get().amount == 500


def test_supporter_is_offered_what_can_be_done_and_nothing_else(pay_at_sandbox, make_card_pledge):
    once, begun = make_card_pledge(), make_card_pledge(frequency="month", amount=500)
    active = pay_at_sandbox(frequency="month", amount=500)

    assert acts_on(once) == acts_on(begun) == {"cancel", "portal"}
    assert acts_on(active) == {"cancel", "portal", "change_amount", "pause"}
    assert acts_on(pause(pledge=active)) == {"cancel", "portal", "resume"}
