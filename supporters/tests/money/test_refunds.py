import uuid

import pytest

from supporters.models import Attention, OutboxMail, Payment, Pledge, Refund
from supporters.money.reconcile import reconcile
from supporters.money.refunds import RefundRefused, refund_payment
from supporters.providers.base import ProviderRefused, ProviderUnreachable
from supporters.providers.sandbox import Sandbox
from supporters.providers.sandbox_bank.clock import advance
from supporters.tests.card_builders import money_at_provider, money_in_ledger


@pytest.fixture
def give_back(finance):
    def give(payment, amount, request_key=None, **facts):
        request_key = request_key or uuid.uuid4()
        return refund_payment(payment=payment, amount=amount, request_key=request_key, by=finance, **facts)[0]

    return give


@pytest.fixture
def card_payment(pay_at_sandbox):
    pay_at_sandbox(amount=2500)
    return Payment.objects.get()


def refund_letters():
    return OutboxMail.objects.filter(key__startswith="refund:").count()


def later(refund):
    Refund.objects.filter(pk=refund.pk).update(made_at=refund.made_at.replace(year=2020))


def test_15_in_full_in_part_and_several_times_but_never_more_than_was_paid(card_payment, give_back):
    give_back(card_payment, 1000, reason="asked by mail")
    give_back(card_payment, 1500)

    assert card_payment.refundable == 0
    for amount in (1, 2500, 0, -5):
        with pytest.raises(RefundRefused):
            give_back(card_payment, amount)
    assert money_in_ledger() == money_at_provider() == 0
    assert refund_letters() == 2
    assert Pledge.objects.get().state == "completed"


def test_15_the_same_form_sent_again_gives_back_once(card_payment, give_back):
    key = uuid.uuid4()

    refunds = {give_back(card_payment, 500, key).pk for _ in range(10)}

    assert len(refunds) == 1
    assert money_in_ledger() == money_at_provider() == 2000


def test_15_one_that_was_begun_at_the_provider_is_taken_over(card_payment, at_bank):
    at_bank(card_payment.pledge, "refund", amount=700)

    refund = Refund.objects.get()
    assert (refund.amount, refund.status, refund.made_by) == (700, "succeeded", None)
    assert card_payment.refundable == 1800


def test_15_one_that_fails_later_is_counted_no_more_and_shown_to_a_person(card_payment, at_bank, give_back):
    give_back(card_payment, 2500)

    at_bank(card_payment.pledge, "refund_fails")

    assert Refund.objects.get().status == "failed"
    assert Attention.objects.get().kind == Attention.Kind.REFUND
    assert card_payment.refundable == money_in_ledger() == money_at_provider() == 2500


def test_15_giving_back_the_second_of_two_payments_leaves_the_first_alone(pay_at_sandbox, give_back):
    first = pay_at_sandbox(email="ada@example.org").payments.get()
    second = pay_at_sandbox(email="ada@example.org").payments.get()

    give_back(second, second.amount)

    assert first.refundable == first.amount
    assert set(Pledge.objects.values_list("state", flat=True)) == {"completed"}
    assert money_in_ledger() == money_at_provider() == first.amount


def test_a_payment_that_the_bank_called_back_cannot_be_given_back_too(pay_at_sandbox, give_back):
    pledge = pay_at_sandbox(outcome="returned")
    advance(pledge.provider_session, days=7)

    with pytest.raises(RefundRefused):
        give_back(Payment.objects.get(status="succeeded"), 1)


def test_money_that_came_to_the_office_is_given_back_by_the_office(make_payment, give_back):
    payment = make_payment()

    with pytest.raises(RefundRefused):
        give_back(payment, 100)


def test_no_answer_leaves_it_under_way_and_reconcile_asks_again_with_the_same_key(card_payment, give_back, monkeypatch):
    acted = Sandbox.refund

    def act_and_lose_the_answer(self, *args, **options):
        acted(self, *args, **options)
        raise ProviderUnreachable("timeout")

    with monkeypatch.context() as broken:
        broken.setattr(Sandbox, "refund", act_and_lose_the_answer)
        broken.setattr("supporters.providers.sandbox_bank.bank.post", lambda event: None)  # and no message comes either
        refund = give_back(card_payment, 1000)
    assert (refund.status, refund.provider_ref) == ("pending", None)
    assert card_payment.pledge.log.filter(text__contains="No answer to the refund yet: timeout").exists()
    later(refund)

    reconcile()
    reconcile()

    assert Refund.objects.get().status == "succeeded"
    assert money_in_ledger() == money_at_provider() == 1500
    assert refund_letters() == 1


def test_a_process_killed_before_the_call_is_made_good_by_one_run(card_payment, give_back, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("supporters.money.refunds.ask_for_refund", lambda **_: None)
        refund = give_back(card_payment, 1000)
    later(refund)

    reconcile()

    assert Refund.objects.get().status == "succeeded"
    assert money_in_ledger() == money_at_provider() == 1500


def test_a_no_of_the_provider_fails_the_refund_and_frees_its_amount(card_payment, give_back, monkeypatch):
    def refuse(*_, **__):
        raise ProviderRefused("account is closed")

    monkeypatch.setattr(Sandbox, "refund", refuse)

    give_back(card_payment, 1000)

    assert Refund.objects.get().status == "failed"
    assert card_payment.refundable == 2500
    assert "account is closed" in Attention.objects.get().text


def test_a_no_to_the_look_that_follows_does_not_fail_what_was_given_back(card_payment, give_back, monkeypatch):
    def refuse(*_, **__):
        raise ProviderRefused("not with this key")

    with monkeypatch.context() as broken:
        broken.setattr(Sandbox, "snapshot", refuse)
        broken.setattr("supporters.providers.sandbox_bank.bank.post", lambda event: None)
        refund = give_back(card_payment, 1000)
    assert refund.status == "pending"
    assert card_payment.refundable == 1500
    later(refund)

    reconcile()

    assert Refund.objects.get().status == "succeeded"
    assert money_in_ledger() == money_at_provider() == 1500
