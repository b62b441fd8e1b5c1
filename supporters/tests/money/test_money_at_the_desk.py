"""Refunds, what needs attention, and why a pledge is in its state: what the desk sees and who may do what."""

import uuid

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from supporters.models import Attention, Heartbeat, MrrChange, Payment, Pledge, ProviderEvent, Refund
from supporters.money.reconcile import JOB
from supporters.tests.card_builders import money_in_ledger


@pytest.fixture
def paid(pay_at_sandbox):
    pay_at_sandbox(amount=2500, email="ada@example.org")
    return Payment.objects.get()


def address_of(paid):
    return reverse("admin:supporters_payment_refund", args=[paid.pk])


def refund_form(amount="10", **changes):
    return {"amount": amount, "reason": "asked by mail", "request_key": str(uuid.uuid4())} | changes


def test_finance_gives_money_back(client, finance, paid):
    client.force_login(finance)
    page = client.get(reverse("admin:supporters_payment_change", args=[paid.pk])).content.decode()
    assert address_of(paid) in page

    response = client.post(address_of(paid), refund_form(), follow=True)

    refund = Refund.objects.get()
    assert (refund.amount, refund.status, refund.made_by, refund.reason) == (
        1000,
        "succeeded",
        finance,
        "asked by mail",
    )
    assert "£10.00 · Given back" in response.content.decode()


@pytest.mark.parametrize("role", ["supporter_desk", "editor", "reporter"])
def test_nobody_else_gives_money_back(client, request, paid, role):
    client.force_login(request.getfixturevalue(role))

    assert client.get(address_of(paid)).status_code == 403
    assert client.post(address_of(paid), refund_form()).status_code == 403
    assert not Refund.objects.exists()


def test_the_supporter_desk_sees_refunds_without_the_button(client, supporter_desk, finance, paid):
    client.force_login(finance)
    client.post(address_of(paid), refund_form())
    client.force_login(supporter_desk)

    assert (
        address_of(paid) not in client.get(reverse("admin:supporters_payment_change", args=[paid.pk])).content.decode()
    )
    assert "£10.00" in client.get(reverse("admin:supporters_refund_changelist")).content.decode()


@pytest.mark.parametrize("amount", ["25.01", "0", "-1", "5,00", "1e2", "", "nan"])
def test_never_more_than_was_paid_and_never_misread(client, finance, paid, amount):
    client.force_login(finance)

    response = client.post(address_of(paid), refund_form(amount))

    assert response.status_code == 200
    assert not Refund.objects.exists()


def test_16_the_second_of_two_who_give_back_sees_what_is_left(client, finance, paid):
    client.force_login(finance)
    mine, yours = refund_form("20"), refund_form("20")
    client.post(address_of(paid), mine)
    client.post(address_of(paid), mine)

    response = client.post(address_of(paid), yours)

    assert "£5" in response.content.decode()
    assert Refund.objects.count() == 1
    assert money_in_ledger() == 500


def test_one_list_tells_why_a_pledge_is_in_its_state(client, supporter_desk, paid, at_bank):
    at_bank(paid.pledge, "dispute")
    client.force_login(supporter_desk)

    page = client.get(reverse("admin:supporters_pledge_change", args=[paid.pledge_id])).content.decode()

    for words in [
        "Started → At the card page",
        "At the card page → Paid",
        "£25.00 · Received",
        "payment.succeeded · Done",
        "Receipt: £25.00",
        "A bank disputes £25.00",
        "Dispute: answer in time",
    ]:
        assert words in page, words


def test_sync_now_finds_a_payment_of_which_nobody_told_us(client, supporter_desk, pay_at_sandbox):
    pledge = pay_at_sandbox(outcome="no_event")
    client.force_login(supporter_desk)
    address = reverse("admin:supporters_pledge_sync", args=[pledge.pk])
    assert client.get(address).status_code == 405

    response = client.post(address, follow=True)

    assert "State: Paid" in response.content.decode()
    assert Pledge.objects.get().state == "completed"


def test_replay_acts_on_the_messages_again_and_changes_nothing(client, supporter_desk, paid):
    client.force_login(supporter_desk)

    client.post(reverse("admin:supporters_pledge_replay", args=[paid.pledge_id]))

    assert {event.attempts for event in ProviderEvent.objects.all()} == {2}
    assert Payment.objects.count() == 1


def test_looking_at_pledges_is_not_pressing_the_buttons(client, make_staff, paid):
    client.force_login(make_staff("supporters.view_pledge"))

    for button in ("sync", "replay"):
        assert client.post(reverse(f"admin:supporters_pledge_{button}", args=[paid.pledge_id])).status_code == 403


def test_what_needs_attention_stays_until_somebody_settles_it(client, supporter_desk, paid, at_bank):
    at_bank(paid.pledge, "dispute")
    client.force_login(supporter_desk)
    address = reverse("admin:supporters_attention_changelist")
    assert "A bank disputes £25.00" in client.get(address).content.decode()

    chosen = {"action": "settle_matters", "_selected_action": [Attention.objects.get().pk]}
    client.post(address, chosen)

    assert Attention.objects.get().settled_by == supporter_desk
    assert "A bank disputes" not in client.get(address).content.decode()
    assert "A bank disputes" in client.get(address, {"standing": "settled"}).content.decode()


def test_a_late_comparison_is_shown_in_red(client, supporter_desk, sandbox):
    client.force_login(supporter_desk)
    address = reverse("admin:supporters_attention_changelist")
    assert "comparison with the card provider is late" in client.get(address).content.decode()

    Heartbeat.objects.create(name=JOB, at=timezone.now())

    assert "is late" not in client.get(address).content.decode()


def test_fees_and_changes_are_printed_as_money(client, finance, pay_at_sandbox):
    pay_at_sandbox(amount=300, frequency="month", email="ada@example.org")
    client.force_login(finance)

    listed = client.get(reverse("admin:supporters_mrrchange_changelist")).content.decode()
    opened = client.get(reverse("admin:supporters_mrrchange_change", args=[MrrChange.objects.get().pk]))

    assert "£36.00" in listed
    assert "£36.00" in opened.content.decode()
    assert admin.site.get_model_admin(Payment).printed_fee(Payment(fee=28, currency="GBP")) == "£0.28"


@pytest.mark.parametrize("role", ["editor", "reporter", "picture_desk"])
@pytest.mark.parametrize("model", ["refund", "dispute", "attention", "providerevent", "mrrchange"])
def test_the_newsroom_sees_nothing_of_it(client, request, db, role, model):
    client.force_login(request.getfixturevalue(role))

    assert client.get(reverse(f"admin:supporters_{model}_changelist")).status_code == 403
