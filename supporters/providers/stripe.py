"""Stripe: Checkout by redirect, the billing portal, signed webhooks. No card number ever reaches us.

The SDK and the version of the API are pinned together; what comes back becomes plain dicts here, at the edge.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import stripe
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.paper import paper_name
from common.webhook_signatures import BadWebhook
from supporters.models import Refund
from supporters.providers import stripe_objects as shapes
from supporters.providers.base import Capability, Envelope, ProviderRefused, ProviderUnreachable, Redirect, Snapshot

API_VERSION = "2026-08-26.dahlia"
TIMEOUT = 10  # seconds; a reader waits for some of these calls
RETRIES = 2  # by the SDK itself, with the same key
CHARGE = ["latest_charge.balance_transaction"]
MAY_HAVE_ACTED = (stripe.APIConnectionError, stripe.APIError, stripe.RateLimitError)


def asks_stripe(call) -> Callable:
    """Turn the SDK's errors into ours: raises ProviderUnreachable without an answer, ProviderRefused for a no."""

    @wraps(call)
    def ask(*args, **options):
        try:
            return call(*args, **options)
        except MAY_HAVE_ACTED as error:
            raise ProviderUnreachable(error.user_message or str(error)) from error
        except stripe.StripeError as error:
            raise ProviderRefused(error.user_message or str(error)) from error

    return ask


class Stripe:
    name = "stripe"
    label = gettext_lazy("Card")
    calls_out = True
    capabilities = frozenset(Capability)
    signature_header = "Stripe-Signature"
    http_client = None  # the SDK's transport; tests put one in that has no socket

    @property
    def client(self) -> stripe.StripeClient:
        return stripe.StripeClient(
            settings.STRIPE_SECRET_KEY,
            stripe_version=API_VERSION,
            max_network_retries=RETRIES,
            http_client=self.http_client or stripe.RequestsClient(timeout=TIMEOUT),
        )

    @property
    def api(self) -> Any:
        return self.client.v1

    @asks_stripe
    def start(self, pledge) -> Redirect:
        session = self.api.checkout.sessions.create(
            session_params(pledge), {"idempotency_key": f"pledge:{pledge.public_id}"}
        ).to_dict()
        return Redirect(session["id"], session["url"])

    @asks_stripe
    def snapshot(self, pledge) -> Snapshot | None:
        """Raises ProviderRefused where the visit turns out to belong to another pledge."""
        if pledge.provider_session is None:
            return None
        read_at = timezone.now()
        options = {"expand": [f"payment_intent.{each}" for each in CHARGE]}
        session = self.api.checkout.sessions.retrieve(pledge.provider_session, options).to_dict()
        if session["client_reference_id"] != str(pledge.public_id):
            raise ProviderRefused("this checkout belongs to another pledge")
        if pledge.is_repeating and session.get("subscription"):
            return self._snapshot_of_subscription(session, read_at)
        intent = session.get("payment_intent")
        return shapes.single(session, intent, read_at=read_at, **self._given_back([intent] if intent else []))

    def _snapshot_of_subscription(self, session, read_at):
        subscription = self.api.subscriptions.retrieve(session["subscription"]).to_dict()
        asked = {"subscription": session["subscription"], "limit": 100, "expand": ["data.payments"]}
        invoices = [invoice.to_dict() for invoice in self.api.invoices.list(asked).auto_paging_iter()]
        intents = {
            ref: self.api.payment_intents.retrieve(ref, {"expand": CHARGE}).to_dict()
            for ref in filter(None, map(shapes.intent_of, invoices))
        }
        back = self._given_back(intents.values())
        return shapes.regular(session, subscription, invoices, intents, read_at=read_at, **back)

    def _given_back(self, intents):
        """Refunds and disputes of these payments; asked for only where the charge says that there are some."""
        refunds, disputes = [], []
        for intent in intents:
            charge = intent.get("latest_charge") or {}
            asked = {"payment_intent": intent["id"], "limit": 100}
            if charge.get("amount_refunded") or self._has_refunds(intent["id"]):
                refunds += [each.to_dict() for each in self.api.refunds.list(asked).auto_paging_iter()]
            if charge.get("disputed"):
                disputes += [each.to_dict() for each in self.api.disputes.list(asked).auto_paging_iter()]
        return {"refunds": refunds, "disputes": disputes}

    def _has_refunds(self, ref):
        return Refund.objects.filter(payment__provider=self.name, payment__provider_ref=ref).exists()

    def read_webhook(self, *, body, signature) -> Envelope:
        """Raises BadWebhook for what Stripe has not signed."""
        try:
            event = self.client.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET).to_dict()
        except (ValueError, stripe.SignatureVerificationError):
            raise BadWebhook("signature") from None
        return shapes.envelope(event)

    @asks_stripe
    def refund(self, payment, amount, *, key) -> None:
        self.api.refunds.create(
            {"payment_intent": payment.provider_ref, "amount": amount, "metadata": {"request_key": key}},
            {"idempotency_key": f"refund:{payment.pledge.public_id}:{key}"},
        )

    @asks_stripe
    def cancel(self, pledge, *, at_period_end) -> None:
        asked = pledge.cancel_asked_at
        options = {
            "idempotency_key": f"cancel:{pledge.public_id}:{asked:%Y%m%d%H%M%S}"
            if asked
            else f"cancel:{pledge.public_id}"
        }
        if pledge.provider_subscription is None:
            self.api.checkout.sessions.expire(pledge.provider_session, {}, options)
        elif at_period_end:
            self.api.subscriptions.update(pledge.provider_subscription, {"cancel_at_period_end": True}, options)
        else:
            self.api.subscriptions.cancel(pledge.provider_subscription, {"invoice_now": False, "prorate": False})

    @asks_stripe
    def change_amount(self, pledge, amount) -> None:
        subscription = self.api.subscriptions.retrieve(pledge.provider_subscription).to_dict()
        item = subscription["items"]["data"][0]
        price = {
            "currency": pledge.currency.lower(),
            "product": item["price"]["product"],
            "unit_amount": amount,
            "recurring": {"interval": str(pledge.frequency)},
        }
        self.api.subscriptions.update(
            pledge.provider_subscription,
            {"items": [{"id": item["id"], "price_data": price}], "proration_behavior": "none"},
            {"idempotency_key": f"amount:{pledge.public_id}:{pledge.value_changes.count()}:{amount}"},
        )

    @asks_stripe
    def pause(self, pledge) -> None:
        # Void: invoices of the time between are dropped, so that nobody is charged for it later.
        self._rest(pledge, {"pause_collection": {"behavior": "void"}})

    @asks_stripe
    def resume(self, pledge) -> None:
        self._rest(pledge, {"pause_collection": ""})

    def _rest(self, pledge, change):
        options = {"idempotency_key": f"rest:{pledge.public_id}:{pledge.value_changes.count()}:{pledge.state}"}
        self.api.subscriptions.update(pledge.provider_subscription, change, options)

    @asks_stripe
    def portal_url(self, pledge) -> str:
        """Raises ProviderRefused before anything was paid."""
        if pledge.provider_customer is None:
            raise ProviderRefused("no customer yet")
        minute = int(time.time()) // 60
        session = self.api.billing_portal.sessions.create(
            {"customer": pledge.provider_customer, "return_url": settings.SITE_URL + pledge.get_absolute_url()},
            {"idempotency_key": f"portal:{pledge.public_id}:{minute}"},
        )
        return session.to_dict()["url"]


def session_params(pledge) -> dict[str, Any]:
    """What Checkout is asked to take: always the saved pledge, never what a form says."""
    ours = {"pledge": str(pledge.public_id), "reference": pledge.reference}
    price = {
        "currency": pledge.currency.lower(),
        "unit_amount": pledge.amount,
        "product_data": {"name": _("Contribution to %(paper)s") % {"paper": paper_name()}},
    }
    page = settings.SITE_URL + pledge.get_absolute_url()
    params = {
        "client_reference_id": str(pledge.public_id),
        "customer_email": pledge.supporter.email,
        "metadata": ours,
        "success_url": f"{page}?returned=1",
        "cancel_url": page,
    }
    if pledge.is_repeating:
        price["recurring"] = {"interval": str(pledge.frequency)}
        about = {"mode": "subscription", "subscription_data": {"metadata": ours}}
    else:
        about = {"mode": "payment", "submit_type": "pay", "payment_intent_data": {"metadata": ours}}
    return params | about | {"line_items": [{"quantity": 1, "price_data": price}]}
