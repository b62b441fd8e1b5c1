"""Messages as Stripe signs them, read by the true SDK."""

import json

import pytest

from common.webhook_signatures import sign
from supporters.models import Payment, Pledge, ProviderEvent
from supporters.providers.stripe import API_VERSION
from supporters.tests.stripe_transport import CREATED, intent, invoice, session_of, subscription


def posted(client, event, *, secret="whsec_x", at=None):
    body = json.dumps(event).encode()
    signature = sign(body=body, secret=secret, at=at)
    return client.post(
        "/support/webhooks/stripe/", body, content_type="application/json", headers={"Stripe-Signature": signature}
    ).status_code


def event_about(pledge, **changes):
    found = {"object": "checkout.session", "id": pledge.provider_session, "client_reference_id": str(pledge.public_id)}
    return {
        "object": "event",
        "id": "evt_1",
        "type": "checkout.session.completed",
        "livemode": True,
        "created": CREATED,
        "api_version": API_VERSION,
        "data": {"object": found},
    } | changes


def test_a_signed_message_makes_us_look_and_nothing_in_it_is_believed(fake_stripe, stripe_pledge, client):
    pledge = stripe_pledge()
    session_of(fake_stripe, pledge, status="complete", payment_status="paid", payment_intent=intent())

    assert {posted(client, event_about(pledge)) for _ in range(5)} == {200}

    assert Pledge.objects.get().state == "completed"
    assert ProviderEvent.objects.get().api_version == API_VERSION
    assert ProviderEvent.objects.get().attempts == Payment.objects.count() == 1


@pytest.mark.parametrize(
    ("how", "changes"), [({"secret": "whsec_y"}, {}), ({"at": CREATED - 10**6}, {}), ({}, {"livemode": False})]
)
def test_10_a_message_that_is_not_stripes_not_new_or_not_real_is_refused(
    fake_stripe, stripe_pledge, client, how, changes
):
    pledge = stripe_pledge()

    assert posted(client, event_about(pledge, **changes), **how) == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize(
    ("found", "hints"),
    [
        (invoice(), {"subscription": "sub_1"}),
        (subscription(metadata={"pledge": "p"}), {"subscription": "sub_1", "pledge": "p"}),
        ({"object": "refund", "id": "re_1", "payment_intent": "pi_1", "metadata": {}}, {"payment": "pi_1"}),
        ({"object": "dispute", "id": "dp_1", "payment_intent": "pi_1"}, {"payment": "pi_1"}),
    ],
)
def test_finds_in_each_kind_of_message_the_ids_that_lead_to_the_pledge(found, hints):
    from supporters.providers.stripe_objects import envelope

    event = {"id": "e", "type": "invoice.paid", "livemode": True, "created": CREATED, "data": {"object": found}}

    assert envelope(event).hints == hints
