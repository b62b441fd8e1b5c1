"""One line of the audit log: a JSON object that begins with its seal, a keyed digest of itself and of the line before.

SQLite asks this module for each line; PostgreSQL writes the same in `common/audit_functions.sql`. Both are read here.
"""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

LONGEST = 200  # characters of a value; what is longer is cut, and told apart by its digest
UNSEALED = "0" * 64  # of a row that was written without the key
BEGINS = '{"seal":"'
BODY_AT = len(BEGINS) + len(UNSEALED) + 2


@dataclass(frozen=True)
class Key:
    """What lines are sealed with, and the name that each line calls it by."""

    name: str
    secret: bytes


def key_of(secret_key: str) -> Key:
    """The key that is derived from a paper's secret key."""
    secret = salted_hmac("newsroom.audit", "seal", secret=secret_key, algorithm="sha256").digest()
    return Key(hashlib.sha256(secret).hexdigest()[:8], secret)


def current_key() -> Key:
    return key_of(settings.SECRET_KEY)


def seal_of(body: str, before: str, secret: bytes) -> str:
    return hmac.new(secret, f"{before}\n{body}".encode(), hashlib.sha256).hexdigest()


def split(line: str) -> tuple[str, str]:
    """The seal of a line, and its body. Raises ValueError where it is no line."""
    if not line.startswith(BEGINS) or len(line) <= BODY_AT:
        raise ValueError("no line of the audit log")
    return line[len(BEGINS) : BODY_AT - 2], "{" + line[BODY_AT:]


def sealed_line(facts: dict[str, Any], *, number: int, before: str) -> str:
    """The line with this number, which comes after that one."""
    key, now = current_key(), dt.datetime.now(dt.UTC)
    facts = {"n": number, "key": key.name, "at": f"{now:%Y-%m-%dT%H:%M:%S.%fZ}", **facts}
    body = json.dumps(facts, separators=(",", ":"))
    return f'{BEGINS}{seal_of(body, before, key.secret)}",{body[1:]}'


def changes(*, action: str, columns: str, hidden: str, values: Iterable[Any]) -> dict[str, list | None]:
    """By column, what stood there and what stands there now; None alone for what the log may not hold."""
    names, values = columns.split(","), list(values)
    nothing = [None] * len(names)
    halves = {"change": (values[: len(names)], values[len(names) :]), "delete": (values, nothing)}
    before, after = halves.get(action, (nothing, values))
    concealed = set(hidden.split(","))
    return {
        name: None if name in concealed else [shortened(was), shortened(now)]
        for name, was, now in zip(names, before, after, strict=True)
        if was != now and not (action != "change" and "" in (was, now))
    }


def shortened(value: Any) -> Any:
    if isinstance(value, bytes):
        value = value.hex()
    if not isinstance(value, str) or len(value) <= LONGEST:
        return value
    digest = hashlib.sha256(value.encode()).hexdigest()[:16]
    return f"{value[:LONGEST]}… ({len(value)}, {digest})"
