import ast
import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsroom.tests.source import ROOT, files, is_test, name_of, tree_of
from supporters.models import Attention, Heartbeat, Payment, Pledge, ProviderEvent, SandboxAccount
from supporters.money.checkout import begin_checkout
from supporters.money.pledge_actions import change_at_provider, stop_at_provider
from supporters.money.reconcile import is_late, open_pledges, reconcile
from supporters.providers import provider_named
from supporters.providers.base import ProviderUnreachable
from supporters.providers.sandbox import Sandbox
from supporters.providers.sandbox_bank.clock import advance
from supporters.tests.card_builders import money_at_provider, money_in_ledger

HOUR = dt.timedelta(hours=1)


def an_hour_later(pledge):
    Pledge.objects.filter(pk=pledge.pk).update(created_at=pledge.created_at - HOUR)


def test_07_a_process_killed_between_the_call_and_our_commit_is_made_good_by_one_run(
    make_pledge, sandbox, pay_at_sandbox
):
    pledge = make_pledge(provider="sandbox")
    provider_named("sandbox").start(pledge)  # … and here the process was killed
    session = SandboxAccount.objects.get().session
    pledge.provider_session = session
    pay_at_sandbox(pledge, times=0)
    assert Pledge.objects.get().provider_session is None
    an_hour_later(pledge)

    reconcile()

    assert Pledge.objects.get().state == "completed"
    assert SandboxAccount.objects.count() == 1
    assert money_in_ledger() == money_at_provider() == pledge.amount


def test_a_visit_that_nobody_finished_is_compared_and_closed(make_card_pledge, at_bank):
    pledge = make_card_pledge()
    at_bank(pledge, "expire", times=0)
    an_hour_later(pledge)

    reconcile()

    assert Pledge.objects.get().state == "expired"


def test_leaves_alone_who_is_at_the_card_page_now(make_card_pledge):
    make_card_pledge()

    assert not open_pledges(timezone.now()).exists()
    reconcile()
    assert not Attention.objects.exists()


def test_renewals_of_which_nobody_told_us_are_found_when_they_are_due(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    advance(pledge.provider_session, days=31, times=0)

    reconcile(at=timezone.now() + dt.timedelta(days=32))

    assert Payment.objects.count() == 2
    assert Pledge.objects.get().next_due > timezone.localdate() + dt.timedelta(days=50)


def test_a_message_that_came_too_early_is_acted_on_later(sandbox, make_card_pledge, pay_at_sandbox):
    pledge = make_card_pledge()
    pay_at_sandbox(pledge, times=0)
    ProviderEvent.objects.create(
        provider="sandbox",
        event_id="evt_early",
        type="payment.succeeded",
        livemode=False,
        state="failed",
        payload={"pledge": str(pledge.public_id)},
        received_at=timezone.now() - HOUR,
    )

    reconcile()

    assert ProviderEvent.objects.get().state == "done"
    assert Pledge.objects.get().state == "completed"


def test_a_wish_to_stop_that_the_provider_never_heard_is_repeated(pay_at_sandbox, monkeypatch):
    pledge = pay_at_sandbox(frequency="month", amount=500)

    def lose(*_, **__):
        raise ProviderUnreachable("timeout")

    with monkeypatch.context() as broken:
        broken.setattr(Sandbox, "cancel", lose)
        with pytest.raises(ProviderUnreachable):
            stop_at_provider(pledge=pledge)
    assert Pledge.objects.get().cancel_asked_at is not None

    reconcile(at=timezone.now() + HOUR)

    assert Pledge.objects.get().state == "cancelled"
    assert SandboxAccount.objects.get().document["subscription"]["status"] == "canceled"


def test_one_that_fails_does_not_keep_the_others_waiting(make_card_pledge, pay_at_sandbox, monkeypatch):
    pledges = [make_card_pledge() for _ in range(3)]
    for pledge in pledges:
        pay_at_sandbox(pledge, times=0)
        an_hour_later(pledge)
    asked = Sandbox.snapshot

    def fail_for_the_first(self, pledge):
        if pledge.pk == pledges[0].pk:
            raise ProviderUnreachable("timeout")
        return asked(self, pledge)

    monkeypatch.setattr(Sandbox, "snapshot", fail_for_the_first)

    report = reconcile()

    assert report == (3, 1)
    assert [pledge.state for pledge in Pledge.objects.order_by("pk")] == ["checkout", "completed", "completed"]


def test_what_is_stuck_is_shown_to_a_person_once(make_card_pledge):
    pledge = make_card_pledge()
    Pledge.objects.update(created_at=pledge.created_at - 40 * HOUR)

    reconcile()
    reconcile()

    assert Attention.objects.get().kind == Attention.Kind.STUCK


def test_the_heartbeat_is_written_and_missed(sandbox, db):
    assert is_late()

    call_command("reconcile", stdout=StringIO())

    assert not is_late()
    assert Heartbeat.objects.get().failures == 0
    assert is_late(timezone.now() + HOUR)


def test_without_cards_no_comparison_can_be_late(db):
    assert not is_late()


def test_23_nothing_of_ours_ever_charges_anybody():
    """The provider owns the schedule: no call of the SDK that could take money stands in the code."""
    charging = {
        "payment_intents.create",
        "payment_intents.confirm",
        "payment_intents.capture",
        "charges.create",
        "invoices.pay",
        "invoices.create",
        "invoice_items.create",
        "subscriptions.create",
        "subscriptions.resume",
    }
    calls = [
        f"{name_of(path)}: {ast.unparse(node.func)}"
        for path in files("*.py")
        if path.is_relative_to(ROOT / "supporters") and not is_test(path)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ".".join(ast.unparse(node.func).split(".")[-2:]) in charging
    ]

    assert calls == []


def test_the_clock_of_the_sandbox_moves_in_a_demonstration_alone(pay_at_sandbox, settings, capsys):
    pledge = pay_at_sandbox(frequency="month", amount=500)

    call_command("sandbox_clock", 31, reference=pledge.spaced_reference)

    assert Payment.objects.count() == 2
    assert "31 days passed for 1 accounts" in capsys.readouterr().out
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("sandbox_clock", 1)


def test_the_same_checkout_begun_again_stays_the_same(make_card_pledge):
    pledge = make_card_pledge()

    again = begin_checkout(pledge=pledge)

    assert again.session == pledge.provider_session
    assert pledge.log.filter(to_state="checkout").count() == 1


def test_message_or_wish_of_a_moment_ago_is_left_to_whoever_is_at_it(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    Pledge.objects.update(cancel_asked_at=timezone.now())
    waiting = ProviderEvent.objects.update(state="failed") + 1

    assert reconcile().looked_at == 0
    assert reconcile(at=timezone.now() + HOUR).looked_at == waiting
    assert Pledge.objects.get(pk=pledge.pk).state == "cancelled"


def test_new_amount_is_compared_for_a_day(pay_at_sandbox):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    change_at_provider(pledge=pledge, amount=800)

    assert open_pledges(timezone.now() + HOUR).exists()
    assert not open_pledges(timezone.now() + 48 * HOUR).exists()
