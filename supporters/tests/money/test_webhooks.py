"""What may come in at the door for providers, and what becomes of it."""

import json
import time

import pytest

from common.webhook_signatures import sign
from supporters.models import Attention, Payment, Pledge, ProviderEvent
from supporters.money.webhooks import handle
from supporters.providers.sandbox_bank import webhooks
from supporters.providers.sandbox_bank.webhooks import post, post_raw, secret

NOTHING_OF_OURS = {"pledge": "00000000-0000-0000-0000-000000000000", "session": "ses_nobody"}


def message(**changes):
    hints = changes.pop("hints", NOTHING_OF_OURS)
    return {
        "id": "evt_1",
        "type": "payment.succeeded",
        "livemode": False,
        "created": "2026-11-22T10:00:00+00:00",
        "hints": hints,
    } | changes


def signed(body, **how):
    return {"body": body, "signature": sign(body=body, secret=how.pop("secret", secret()), **how)}


WHOLE = json.dumps(message()).encode()
BAD = {
    "no signature": {"body": WHOLE, "signature": ""},
    "nonsense": {"body": WHOLE, "signature": "t=1,v1=zz"},
    "another secret": lambda: signed(WHOLE, secret="guessed"),
    "changed on the way": lambda: {**signed(WHOLE), "body": WHOLE.replace(b"evt_1", b"evt_2")},
    "six minutes old": lambda: signed(WHOLE, at=int(time.time()) - 360),
    "from the future": lambda: signed(WHOLE, at=int(time.time()) + 360),
    "the other mode": lambda: signed(json.dumps(message(livemode=True)).encode()),
    "no JSON": lambda: signed(b"{"),
    "another shape": lambda: signed(b"[1, 2]"),
}


@pytest.mark.parametrize("case", BAD)
def test_10_what_is_not_rightly_signed_is_refused_and_not_kept(sandbox, db, case):
    given = BAD[case]() if callable(BAD[case]) else BAD[case]

    assert post_raw(given["body"], signature=given["signature"]) == 400

    assert not ProviderEvent.objects.exists()


def test_10_five_minutes_are_tolerated(sandbox, db):
    given = signed(WHOLE, at=int(time.time()) - 290)

    assert post_raw(given["body"], signature=given["signature"]) == 200


def test_there_is_no_door_for_a_provider_that_is_not_ours(client, db, settings):
    assert client.post("/support/webhooks/sandbox/", WHOLE, content_type="application/json").status_code == 404
    settings.DEMO = True
    assert client.post("/support/webhooks/stripe/", WHOLE, content_type="application/json").status_code == 404
    assert client.post("/support/webhooks/office/", WHOLE, content_type="application/json").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_11_a_crash_half_way_leaves_nothing_done_and_asks_for_the_message_again(make_card_pledge, monkeypatch):
    from supporters.providers.sandbox_bank import bank

    pledge = make_card_pledge()
    with bank.opened(pledge.provider_session, times=0) as account:
        bank.act(account, "pays")
        event = account.document["events"][-1]
    with monkeypatch.context() as broken:
        # After the payment was inserted, and before its receipt was written.
        broken.setattr("supporters.money.import_snapshot.send_receipt", lambda **_: 1 / 0)
        assert post(event) == 500
    assert not Payment.objects.exists()
    assert ProviderEvent.objects.get().state == "received"

    assert post(event) == 200

    assert ProviderEvent.objects.get().state == "done"
    assert ProviderEvent.objects.get().attempts == 2
    assert Payment.objects.count() == 1


def test_08_a_message_that_is_done_is_not_acted_on_again(pay_at_sandbox):
    pay_at_sandbox(times=5)

    events = ProviderEvent.objects.all()
    assert {event.state for event in events} == {"done"}
    assert {event.attempts for event in events} == {1}


def test_a_kind_that_we_have_no_use_for_is_noted_and_ignored(sandbox, db):
    assert post(message(type="customer.created")) == 200

    assert ProviderEvent.objects.get().state == "ignored"


def test_a_message_about_what_we_do_not_know_waits_and_is_shown_to_a_person_in_the_end(sandbox, db):
    assert post(message()) == 200
    event = ProviderEvent.objects.get()
    assert (event.state, event.error) == ("failed", "unknown object")

    assert [handle(event=event) for _ in range(2)] == [False, False]

    assert Attention.objects.get().kind == Attention.Kind.EVENT


@pytest.mark.parametrize("hint", ["pledge", "session", "subscription", "payment"])
def test_finds_the_pledge_by_any_id(pay_at_sandbox, hint):
    pledge = pay_at_sandbox(frequency="month", amount=500)
    refs = {
        "pledge": str(pledge.public_id),
        "session": pledge.provider_session,
        "payment": Payment.objects.get().provider_ref,
        "subscription": pledge.provider_subscription,
    }

    post(message(id=f"evt_{hint}", hints={hint: refs[hint]}))

    assert ProviderEvent.objects.get(event_id=f"evt_{hint}").pledge == Pledge.objects.get()


def test_what_is_kept_of_a_message_is_its_ids_alone(pay_at_sandbox):
    pay_at_sandbox()

    for event in ProviderEvent.objects.all():
        assert set(event.payload) <= {"pledge", "session", "payment", "subscription"}


def test_the_sandbox_posts_what_it_says_through_our_whole_request_handling(sandbox, db):
    assert webhooks._handler()._middleware_chain is not None
    assert post(message()) == 200
