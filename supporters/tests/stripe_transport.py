"""A Stripe without a socket: the true SDK runs, and this answers it in the shapes of the pinned version."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import stripe

from supporters.money.sync import sync

CREATED = 1_795_000_000


class FakeStripe(stripe.HTTPClient):
    """Keeps what it was asked to make, answers the same key alike, and can lose an answer after acting."""

    name = "fake"

    def __init__(self):
        super().__init__()
        self.requests, self.by_key, self.objects, self.lists = [], {}, {}, {}
        self.lose_next_answers = 0

    def request(self, method, url, headers, post_data=None, **_):
        parts = urlsplit(url)
        fields = dict(parse_qsl(post_data or parts.query or "", keep_blank_values=True))
        key = headers.get("Idempotency-Key")
        self.requests.append((method, parts.path, fields, key, headers.get("Stripe-Version")))
        status, answer = self._answer(method, parts.path, fields, key)
        if self.lose_next_answers and method == "post":
            self.lose_next_answers -= 1
            raise stripe.APIConnectionError("the line went dead", should_retry=True)
        return json.dumps(answer), status, {"Request-Id": "req_1", "Content-Type": "application/json"}

    def _sleep_time_seconds(self, *args, **options):
        return 0

    def close(self):
        pass

    def _answer(self, method, path, fields, key):
        if method == "get":
            return self._read(path, fields)
        if key in self.by_key:
            asked, answer = self.by_key[key]
            if asked != (path, fields):
                kind = {"type": "idempotency_error", "message": "Keys can only be used with the same parameters."}
                return 400, {"error": kind}
            return 200, answer
        answer = self._write(path, fields)
        if key:
            self.by_key[key] = ((path, fields), answer)
        return 200, answer

    def _read(self, path, fields):
        if path in self.lists:
            return 200, {"object": "list", "url": path, "has_more": False, "data": self.lists[path]}
        if path in self.objects:
            return 200, self.objects[path]
        return 404, {"error": {"type": "invalid_request_error", "message": f"No such object: {path}"}}

    def _write(self, path, fields):
        if path == "/v1/checkout/sessions":
            return self._new_session(fields)
        if path == "/v1/billing_portal/sessions":
            return {"object": "billing_portal.session", "id": "bps_1", "url": "https://billing.stripe.com/p/1"}
        if path == "/v1/refunds":
            return {"object": "refund", "id": f"re_{len(self.by_key)}", "status": "succeeded"}
        return {"object": "subscription", "id": path.rsplit("/", 1)[-1], "status": "active"}

    def _new_session(self, fields):
        number = sum(path.startswith("/v1/checkout/sessions/") for path in self.objects) + 1
        session = {
            "object": "checkout.session",
            "id": f"cs_test_{number}",
            "url": f"https://checkout.stripe.com/c/{number}",
            "client_reference_id": fields["client_reference_id"],
            "mode": fields["mode"],
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": int(fields["line_items[0][price_data][unit_amount]"]),
            "currency": fields["line_items[0][price_data][currency]"],
            "payment_intent": None,
            "subscription": None,
            "customer": None,
        }
        self.objects[f"/v1/checkout/sessions/{session['id']}"] = session
        return session

    def sent(self, pattern):
        return [request for request in self.requests if re.search(pattern, request[1])]


def intent(ref="pi_1", status="succeeded", amount=500, **charge):
    charge = {
        "object": "charge",
        "id": "ch_1",
        "created": CREATED,
        "amount_refunded": 0,
        "disputed": False,
        "payment_method_details": {"type": "card"},
        "balance_transaction": {"object": "balance_transaction", "id": "txn_1", "fee": 28},
    } | charge
    return {
        "object": "payment_intent",
        "id": ref,
        "status": status,
        "amount": amount,
        "currency": "gbp",
        "amount_received": amount if status == "succeeded" else 0,
        "created": CREATED,
        "latest_charge": charge if status == "succeeded" else None,
        "last_payment_error": None,
    }


def invoice(ref="in_1", pays="pi_1", status="paid", amount=500, attempts=1, **fields):
    return {
        "object": "invoice",
        "id": ref,
        "status": status,
        "amount_paid": amount if status == "paid" else 0,
        "amount_due": amount,
        "currency": "gbp",
        "created": CREATED,
        "attempt_count": attempts,
        "period_start": CREATED,
        "hosted_invoice_url": f"https://invoice.stripe.com/i/{ref}",
        "status_transitions": {"paid_at": CREATED if status == "paid" else None},
        "lines": {"object": "list", "data": [{"period": {"start": CREATED, "end": CREATED + 2_678_400}}]},
        "parent": {"type": "subscription_details", "subscription_details": {"subscription": "sub_1", "metadata": {}}},
        "payments": {
            "object": "list",
            "data": [
                {
                    "object": "invoice_payment",
                    "status": "paid" if status == "paid" else "open",
                    "payment": {"type": "payment_intent", "payment_intent": pays},
                },
            ],
        },
    } | fields


def subscription(status="active", amount=500, **fields):
    return {
        "object": "subscription",
        "id": "sub_1",
        "status": status,
        "customer": "cus_1",
        "cancel_at": None,
        "cancel_at_period_end": False,
        "ended_at": None,
        "pause_collection": None,
        "metadata": {},
        "cancellation_details": {"reason": None},
        "items": {
            "object": "list",
            "data": [
                {
                    "object": "subscription_item",
                    "id": "si_1",
                    "quantity": 1,
                    "current_period_end": CREATED + 2_678_400,
                    "price": {"object": "price", "unit_amount": amount, "currency": "gbp", "product": "prod_1"},
                }
            ],
        },
    } | fields


def session_of(fake, pledge, **changes):
    fake.objects[f"/v1/checkout/sessions/{pledge.provider_session}"] |= changes


def complete(fake, pledge, paid=None):
    """The reader has paid at Checkout; Stripe has it so from now on."""
    if pledge.is_repeating:
        session_of(fake, pledge, status="complete", payment_status="paid", subscription="sub_1", customer="cus_1")
        fake.objects["/v1/subscriptions/sub_1"] = subscription()
        fake.objects["/v1/payment_intents/pi_1"] = intent()
        fake.lists["/v1/invoices"] = [invoice()]
    else:
        session_of(fake, pledge, status="complete", payment_status="paid", payment_intent=paid or intent())
    return sync(pledge=pledge)
