"""A demonstration with its pretended provider, and pledges that are paid there."""

import pytest
from django.core.cache import cache

from supporters.models import Payment, Pledge, SandboxAccount
from supporters.money.checkout import begin_checkout
from supporters.providers.sandbox_bank import bank
from supporters.providers.sandbox_bank.views import TIMES
from supporters.providers.stripe import Stripe
from supporters.tests.stripe_transport import FakeStripe


@pytest.fixture
def sandbox(settings):
    """A demonstration, which is the only place where the sandbox works."""
    settings.DEMO = True
    return settings


@pytest.fixture
def make_card_pledge(sandbox, make_pledge):
    """A pledge whose reader stands at the card page."""

    def make(**promise):
        pledge = make_pledge(provider="sandbox", **promise)
        begin_checkout(pledge=pledge)
        return Pledge.objects.get(pk=pledge.pk)

    return make


@pytest.fixture
def pay_at_sandbox(make_card_pledge):
    """Somebody goes to the card page and picks an outcome there. The pledge comes back as our rows have it then."""

    def pay(pledge=None, outcome="pays", times=None, **promise):
        pledge = pledge or make_card_pledge(**promise)
        times = TIMES.get(outcome, 1) if times is None else times
        with bank.opened(pledge.provider_session, times=times) as account:
            bank.act(account, outcome)
        return Pledge.objects.get(pk=pledge.pk)

    return pay


@pytest.fixture
def at_bank(sandbox):
    """What the provider does by itself: `at_bank(pledge, "dispute", times=0)`, by default with its message."""

    def act(pledge, what, *, times=1, **facts):
        cache.clear()
        with bank.opened(pledge.provider_session, times=times) as account:
            document = account.document
            paid = [payment for payment in document["payments"] if payment["status"] == "succeeded"]
            {
                "refund": lambda: bank.give_back(account, paid[-1], facts.get("amount", paid[-1]["amount"])),
                "refund_fails": lambda: bank.settle_refund(account, document["refunds"][-1], "failed"),
                "dispute": lambda: bank.dispute(account, paid[-1]),
                "won": lambda: bank.settle_dispute(account, document["disputes"][-1], "won"),
                "lost": lambda: bank.settle_dispute(account, document["disputes"][-1], "lost"),
                "expire": lambda: bank.expire(account),
                "goes_on": lambda: document["subscription"].update(cancel_at=None),
                "failing": lambda: document["subscription"].update(failing=facts["tries"]),
                "other_amount": lambda: document.update(amount=facts["amount"]),
                "other_currency": lambda: document.update(currency=facts["currency"]),
            }[what]()
        return Pledge.objects.get(pk=pledge.pk)

    return act


@pytest.fixture
def fake_stripe(settings, monkeypatch):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_live_x", "whsec_x"
    transport = FakeStripe()
    monkeypatch.setattr(Stripe, "http_client", transport)
    return transport


@pytest.fixture
def stripe_pledge(fake_stripe, make_pledge):
    def begin(**promise):
        pledge = make_pledge(provider="stripe", **{"amount": 500, **promise})
        begin_checkout(pledge=pledge)
        return Pledge.objects.get(pk=pledge.pk)

    return begin


def money_at_provider():
    """What the sandbox holds for the paper: payments that stayed, less what went back."""
    total = 0
    for account in SandboxAccount.objects.all():
        document = account.document
        total += sum(payment["amount"] for payment in document["payments"] if payment["status"] == "succeeded")
        total -= sum(refund["amount"] for refund in document["refunds"] if refund["status"] == "succeeded")
        total -= sum(dispute["amount"] for dispute in document["disputes"] if dispute["status"] != "won")
    return total


def money_in_ledger():
    return Payment.objects.kept_total()
