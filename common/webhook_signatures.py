"""Signatures of messages as Stripe makes them: a time and an HMAC over the time and the raw body."""

import hmac
import re
import time
from hashlib import sha256


class BadWebhook(ValueError):
    """What was posted was not signed by the provider, is too old, or belongs to the other mode."""


TOLERANCE = 300  # seconds
WHOLE = re.compile(r"t=(?P<time>[0-9]{1,12}),v1=(?P<mac>[0-9a-f]{64})", re.ASCII)


def mac_of(*, body, secret, at) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()


def sign(*, body, secret, at=None) -> str:
    at = int(time.time()) if at is None else at
    return f"t={at},v1={mac_of(body=body, secret=secret, at=at)}"


def check_signature(*, body, signature, secret) -> None:
    """Raises BadWebhook for what was not signed with our secret within the last five minutes."""
    match = WHOLE.fullmatch(signature or "")
    if not match:
        raise BadWebhook("signature")
    at = int(match["time"])
    if not hmac.compare_digest(mac_of(body=body, secret=secret, at=at), match["mac"]):
        raise BadWebhook("signature")
    if abs(time.time() - at) > TOLERANCE:
        raise BadWebhook("too old")
