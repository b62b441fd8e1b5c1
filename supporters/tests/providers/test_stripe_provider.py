"""The true Stripe SDK on a transport without a socket. Live Stripe is not exercised: docs/payments.md says how to."""

import datetime as dt

import pytest
import stripe

from supporters.models import Attention, Payment, Pledge, Refund
from supporters.money.checkout import begin_checkout
from supporters.money.pledge_actions import change_at_provider, pause, resume, stop_at_provider
from supporters.money.refunds import refund_payment
from supporters.money.sync import sync
from supporters.providers import card_provider, provider_named
from supporters.providers.base import ProviderError, ProviderRefused, ProviderUnreachable
from supporters.providers.stripe import API_VERSION
from supporters.tests.stripe_transport import CREATED, complete, intent, invoice, session_of, subscription


def test_the_version_of_the_api_is_the_one_that_the_sdk_was_made_for():
    assert stripe.api_version == API_VERSION


def test_stripe_takes_the_cards_where_its_keys_are_set(fake_stripe, settings):
    settings.DEMO = True

    assert card_provider().name == "stripe"


@pytest.mark.parametrize(
    ("frequency", "mode"), [("once", "payment"), ("month", "subscription"), ("year", "subscription")]
)
def test_a_visit_is_made_from_the_saved_pledge(fake_stripe, stripe_pledge, frequency, mode, settings):
    pledge = stripe_pledge(frequency=frequency)

    [(method, path, fields, key, version)] = fake_stripe.sent("checkout/sessions")
    assert (method, path, key, version) == ("post", "/v1/checkout/sessions", f"pledge:{pledge.public_id}", API_VERSION)
    assert fields["mode"] == mode
    assert fields["client_reference_id"] == str(pledge.public_id)
    assert fields["line_items[0][price_data][unit_amount]"] == "500"
    assert fields["line_items[0][price_data][currency]"] == "gbp"
    assert fields.get("line_items[0][price_data][recurring][interval]") == (
        frequency if mode == "subscription" else None
    )
    assert fields["success_url"] == f"{settings.SITE_URL}{pledge.get_absolute_url()}?returned=1"
    assert pledge.provider_session == "cs_test_1"
    assert pledge.state == "checkout"


def test_03_the_same_key_brings_the_same_visit(fake_stripe, stripe_pledge):
    pledge = stripe_pledge()

    again = begin_checkout(pledge=pledge)

    assert again.session == pledge.provider_session
    assert len(fake_stripe.by_key) == 1


def test_03_a_dropped_connection_is_tried_again_with_the_same_key(fake_stripe, stripe_pledge):
    fake_stripe.lose_next_answers = 1

    pledge = stripe_pledge()

    keys = {request[3] for request in fake_stripe.sent("checkout/sessions")}
    assert keys == {f"pledge:{pledge.public_id}"}
    assert len(fake_stripe.sent("checkout/sessions")) == 2
    assert len(fake_stripe.objects) == 1


def test_03_after_all_tries_the_reader_hears_that_nothing_was_taken_and_the_next_try_finds_the_same_visit(
    fake_stripe, stripe_pledge, make_pledge, client
):
    fake_stripe.lose_next_answers = 3
    pledge = make_pledge(provider="stripe", amount=500)
    with pytest.raises(ProviderUnreachable):
        begin_checkout(pledge=pledge)
    page = client.get(pledge.get_absolute_url() + "?unreachable=1").content.decode()
    assert "Nothing was taken" in page

    response = client.post(f"{pledge.get_absolute_url()}checkout/", {"by": "card"})

    assert response.url == "https://checkout.stripe.com/c/1"
    assert len(fake_stripe.objects) == 1


def test_the_same_key_with_another_amount_is_refused(fake_stripe, stripe_pledge):
    pledge = stripe_pledge()
    pledge.amount = 1

    with pytest.raises(ProviderRefused):
        provider_named("stripe").start(pledge)


def test_the_policy_lets_the_form_lead_to_checkout(fake_stripe, client, contribution_page):
    policy = client.get("/support/").headers["Content-Security-Policy"]

    assert "form-action 'self' https://checkout.stripe.com https://billing.stripe.com" in policy


def test_one_contribution_from_visit_to_receipt(fake_stripe, stripe_pledge, mailoutbox):
    pledge = complete(fake_stripe, stripe_pledge())

    payment = Payment.objects.get()
    assert pledge.state == "completed"
    assert (payment.provider_ref, payment.amount, payment.currency, payment.fee) == ("pi_1", 500, "GBP", 28)
    assert "Receipt: £5.00" in mailoutbox[-1].subject


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"status": "open"}, "checkout"),
        ({"status": "expired"}, "expired"),
        ({"status": "complete", "payment_intent": intent(status="processing")}, "processing"),
        ({"status": "complete", "payment_intent": intent(status="requires_payment_method")}, "failed"),
    ],
)
def test_what_stripe_says_of_a_single_contribution(fake_stripe, stripe_pledge, changes, state):
    pledge = stripe_pledge()
    session_of(fake_stripe, pledge, **changes)

    assert sync(pledge=pledge).state == state
    assert not Payment.objects.received().exists()


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "active"),
        ({"status": "past_due"}, "past_due"),
        ({"status": "unpaid"}, "past_due"),
        ({"cancel_at_period_end": True, "cancel_at": CREATED}, "ending"),
        ({"pause_collection": {}}, "active"),
        ({"pause_collection": {"behavior": "void"}}, "paused"),
        ({"status": "canceled", "ended_at": CREATED}, "cancelled"),
    ],
)
def test_what_stripe_says_of_regular_support(fake_stripe, stripe_pledge, changes, state):
    pledge = complete(fake_stripe, stripe_pledge(frequency="month"))
    fake_stripe.objects["/v1/subscriptions/sub_1"] = subscription(**changes)

    pledge = sync(pledge=pledge)

    assert pledge.state == state
    assert (pledge.provider_subscription, pledge.provider_customer) == ("sub_1", "cus_1")


def test_regular_support_is_not_thanked_for_while_its_first_payment_is_with_the_bank(fake_stripe, stripe_pledge):
    pledge = stripe_pledge(frequency="month")
    session_of(fake_stripe, pledge, status="complete", subscription="sub_1")
    fake_stripe.objects["/v1/subscriptions/sub_1"] = subscription()
    fake_stripe.objects["/v1/payment_intents/pi_1"] = intent(status="processing")
    fake_stripe.lists["/v1/invoices"] = [invoice(status="open")]

    assert sync(pledge=pledge).state == "processing"
    assert not Payment.objects.exists()


def test_13_a_renewal_that_needs_approval_is_late_and_its_letter_has_the_link(fake_stripe, stripe_pledge, mailoutbox):
    pledge = complete(fake_stripe, stripe_pledge(frequency="month"))
    fake_stripe.objects["/v1/subscriptions/sub_1"] = subscription(status="past_due")
    fake_stripe.objects["/v1/payment_intents/pi_2"] = intent("pi_2", status="requires_action")
    fake_stripe.lists["/v1/invoices"] = [invoice("in_2", "pi_2", status="open"), invoice()]

    for _ in range(3):
        pledge = sync(pledge=pledge)

    assert pledge.state == "past_due"
    assert "https://invoice.stripe.com/i/in_2" in mailoutbox[-1].body
    assert sum("did not go through" in letter.subject for letter in mailoutbox) == 1


def test_04_another_amount_at_stripe_is_held(fake_stripe, stripe_pledge):
    pledge = stripe_pledge()
    session_of(fake_stripe, pledge, amount_total=1)

    pledge = complete(fake_stripe, pledge, intent(amount=1))

    assert pledge.state == "held"
    assert Payment.objects.get().amount == 1
    assert Attention.objects.get().kind == "mismatch"


def test_another_pledges_visit_is_no_proof(fake_stripe, stripe_pledge):
    pledge, other = stripe_pledge(), stripe_pledge()
    complete(fake_stripe, other)
    Pledge.objects.filter(pk=other.pk).update(provider_session=None)
    pledge.provider_session = other.provider_session

    with pytest.raises(ProviderRefused):
        sync(pledge=pledge)


def test_15_a_refund_carries_our_key_and_comes_back_once(fake_stripe, stripe_pledge, finance):
    import uuid

    complete(fake_stripe, stripe_pledge())
    key = uuid.uuid4()
    listed = {
        "object": "refund",
        "id": "re_1",
        "payment_intent": "pi_1",
        "status": "succeeded",
        "amount": 200,
        "currency": "gbp",
        "created": CREATED,
        "metadata": {"request_key": str(key)},
        "reason": None,
    }
    fake_stripe.lists["/v1/refunds"] = [listed]

    refund_payment(payment=Payment.objects.get(), amount=200, request_key=key, by=finance)

    [(_, _, fields, sent_key, _)] = [request for request in fake_stripe.sent("/v1/refunds") if request[0] == "post"]
    assert fields == {"payment_intent": "pi_1", "amount": "200", "metadata[request_key]": str(key)}
    assert sent_key.endswith(str(key))
    assert (Refund.objects.get().status, Refund.objects.get().provider_ref) == ("succeeded", "re_1")


def test_17_a_dispute_ends_regular_support_at_stripe(fake_stripe, stripe_pledge):
    pledge = complete(fake_stripe, stripe_pledge(frequency="month"))
    fake_stripe.objects["/v1/payment_intents/pi_1"] = intent(disputed=True)
    fake_stripe.lists["/v1/disputes"] = [
        {
            "object": "dispute",
            "id": "dp_1",
            "payment_intent": "pi_1",
            "status": "needs_response",
            "amount": 500,
            "currency": "gbp",
            "created": CREATED,
            "reason": "fraudulent",
            "evidence_details": {"due_by": CREATED + 86400},
        }
    ]

    sync(pledge=pledge)

    assert [request[0] for request in fake_stripe.sent("subscriptions/sub_1")][-2:] == ["delete", "get"]
    assert Attention.objects.get(kind="dispute").due_at == dt.datetime.fromtimestamp(CREATED + 86400, dt.UTC)


def test_18_stopping_at_the_end_of_the_period(fake_stripe, stripe_pledge):
    pledge = complete(fake_stripe, stripe_pledge(frequency="month"))

    stop_at_provider(pledge=pledge, at_period_end=True)

    posts = [request for request in fake_stripe.sent("subscriptions/sub_1") if request[0] == "post"]
    assert posts[-1][2] == {"cancel_at_period_end": "True"} or posts[-1][2] == {"cancel_at_period_end": "true"}
    assert posts[-1][3].startswith(f"cancel:{pledge.public_id}")


def test_another_amount_replaces_the_price_without_charging_for_the_past(fake_stripe, stripe_pledge):
    pledge = complete(fake_stripe, stripe_pledge(frequency="month"))

    change_at_provider(pledge=pledge, amount=800)

    *_, (_, _, fields, key, _) = [
        request for request in fake_stripe.sent("subscriptions/sub_1") if request[0] == "post"
    ]
    assert fields["items[0][price_data][unit_amount]"] == "800"
    assert fields["proration_behavior"] == "none"
    assert key.startswith(f"amount:{pledge.public_id}")


def test_the_portal_is_opened_for_this_customer(fake_stripe, stripe_pledge):
    pledge = complete(fake_stripe, stripe_pledge(frequency="month"))

    assert provider_named("stripe").portal_url(pledge).startswith("https://billing.stripe.com/")
    assert fake_stripe.sent("billing_portal")[0][2]["customer"] == "cus_1"


def test_a_pause_drops_the_invoices_of_the_time_between(fake_stripe, stripe_pledge):
    pledge = complete(fake_stripe, stripe_pledge(frequency="month"))
    held = fake_stripe.objects["/v1/subscriptions/sub_1"]

    held["pause_collection"] = {"behavior": "void", "resumes_at": None}
    pledge = pause(pledge=pledge)
    assert pledge.state == "paused"
    held["pause_collection"] = None
    pledge = resume(pledge=pledge)

    assert pledge.state == "active"
    asked = fake_stripe.sent("^/v1/subscriptions/sub_1$")
    written = [(fields, key) for method, _path, fields, key, _version in asked if method == "post"]
    assert [fields for fields, _key in written] == [{"pause_collection[behavior]": "void"}, {"pause_collection": ""}]
    assert len({key for _fields, key in written}) == 2


def test_a_pause_that_stripe_does_not_answer_changes_nothing_here(fake_stripe, stripe_pledge):
    pledge = complete(fake_stripe, stripe_pledge(frequency="month"))
    fake_stripe.lose_next_answers = 10

    with pytest.raises(ProviderError):
        pause(pledge=pledge)

    assert Pledge.objects.get().state == "active"
