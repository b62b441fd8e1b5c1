"""Six digits from a shared secret and the clock (RFC 6238 with SHA-1 and 30 seconds, which every app knows)."""

import base64
import hmac
import secrets
import time
from urllib.parse import quote

SECONDS = 30
SECRET_BYTES = 20
LONGEST_NAME = 40
STEPS_AROUND = (0, -1, 1)  # a telephone's clock may be half a minute off


def new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def current_step() -> int:
    return int(time.time()) // SECONDS


def code_at(secret: str, step: int) -> str:
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


def step_of(secret: str, code: str) -> int | None:
    """The step of the clock, now or beside now, whose code this is."""
    around = [current_step() + offset for offset in STEPS_AROUND]
    matching = [step for step in around if hmac.compare_digest(code_at(secret, step).encode(), code.encode())]
    return matching[0] if matching else None


def otpauth_address(secret: str, *, paper: str, username: str) -> str:
    """What an app reads from the QR code. Long names are cut, so that there is room for it."""
    issuer = _cut(paper)
    return f"otpauth://totp/{issuer}:{_cut(username)}?secret={secret}&issuer={issuer}"


def _cut(name):
    while len(quote(name)) > LONGEST_NAME:
        name = name[:-1]
    return quote(name)
