"""The rules of card money that the database itself keeps."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from supporters.models import Attention, Dispute, MrrChange, Payment, Pledge, ProviderEvent, Refund


def refused(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.fixture
def paid(pay_at_sandbox):
    pay_at_sandbox(frequency="month", amount=500)
    return Payment.objects.get()


def test_a_session_and_a_subscription_belong_to_one_pledge(paid, make_card_pledge):
    other = make_card_pledge(frequency="month", amount=500)
    for name in ("session", "subscription"):
        taken = {f"provider_{name}": getattr(paid.pledge, f"provider_{name}")}
        with refused(f"pledge_{name}_once|provider_{name}"), transaction.atomic():
            Pledge.objects.filter(pk=other.pk).update(**taken)


def test_a_single_pledge_has_no_subscription_and_no_state_of_regular_ones(make_card_pledge):
    pledges = Pledge.objects.filter(pk=make_card_pledge().pk)
    with refused("pledge_once_has_no_subscription"), transaction.atomic():
        pledges.update(provider_subscription="sub_1")
    for state in ("active", "past_due", "paused", "ending"):
        with refused("pledge_once_is_not_active"), transaction.atomic():
            pledges.update(state=state)


def test_what_calls_a_payment_back_has_failed_and_does_so_once(paid):
    back = {
        "pledge": paid.pledge,
        "amount": 500,
        "currency": "GBP",
        "method": "debit",
        "received_on": paid.received_on,
        "provider": "sandbox",
        "reverses": paid,
    }
    with refused("payment_that_calls_back_has_failed"), transaction.atomic():
        Payment.objects.create(status="succeeded", provider_ref="back", **back)
    Payment.objects.create(status="failed", provider_ref="back", **back)
    with refused("reverses"), transaction.atomic():
        Payment.objects.create(status="failed", provider_ref="again", **back)


@pytest.mark.parametrize("model", [Refund, Dispute])
def test_a_refund_and_a_dispute_are_known_once_and_never_of_nothing(paid, model):
    facts = {"payment": paid, "currency": "GBP", "provider": "sandbox", "provider_ref": "x_1"}
    name = model.__name__.lower()
    model.objects.create(amount=1, **facts)

    with refused(f"{name}_provider_ref_once|provider_ref"), transaction.atomic():
        model.objects.create(amount=1, **facts)
    with refused(f"{name}_amount_positive"), transaction.atomic():
        model.objects.create(amount=0, **facts | {"provider_ref": "x_2"})


def test_a_message_a_matter_and_a_change_are_there_once(paid):
    event, change = ProviderEvent.objects.first(), MrrChange.objects.get()
    with refused("provider_event_once|event_id"), transaction.atomic():
        ProviderEvent.objects.create(provider=event.provider, event_id=event.event_id, type="x", livemode=False)
    with refused("mrr_change_cause_once|cause_key"), transaction.atomic():
        MrrChange.objects.create(pledge=change.pledge, cause_key=change.cause_key, kind="up", yearly_delta=1, amount=1)
    Attention.objects.create(kind="stuck", text="x", cause_key="stuck:1")
    with refused("cause_key"), transaction.atomic():
        Attention.objects.create(kind="stuck", text="x", cause_key="stuck:1")


def test_the_steps_of_regular_support_cannot_be_changed(paid):
    change = MrrChange.objects.get()
    change.yearly_delta = 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change.save()
