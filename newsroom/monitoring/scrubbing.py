"""Takes out of a log line what opens something, and who somebody is: programs put both into their messages."""

import re
from collections.abc import Iterator
from functools import cache

from django.conf import settings

HIDDEN = "*"
SHORTEST = 6  # signs of a secret of the settings; a shorter one would be found in ordinary words
SHORT, MOST_REMEMBERED = 300, 2000  # signs of a text that is remembered, and texts
NAMES = r"passw(?:or)?d|secret|token|session_?id|api[_-]?key|signature|(?<![a-z])t?otp(?![a-z])"
# Each begins where a run of its signs begins and never gives a sign back: a long line is read once.
PATTERNS = [
    # A header to the end of its line.
    (r"\b((?:proxy-)?authorization|(?:http_|set-)?cookie)\b([\"']?\s*[:=]\s*).*", rf"\1\2{HIDDEN}"),
    (r"\b(bearer|basic)\s+[\w.~+/=-]{6,}", rf"\1 {HIDDEN}"),
    # A value by its name: in a query, a form, JSON or a dictionary.
    (
        rf"(?<![\w-])(?=[\w-]*(?:{NAMES}))([\w-]++)([\"']?\s*+[:=]\s*+[\"'\[]*+)[^\s\"',;&}}\])]+",
        rf"\1\2{HIDDEN}",
    ),
    (r"(://[^\s/:@]*+):[^\s/@]++@", rf"\1:{HIDDEN}@"),
    # A mailbox, as it is and as a query holds it.
    (r"(?<![^\s@<>\"'(),;:=\[\]/])[^\s@<>\"'(),;:=\[\]/]++@[\w.-]+\.\w+", HIDDEN),
    (r"(?<![\w.+-])[\w.+-]++%40[\w.-]+\.\w+", HIDDEN),
    (r"\b(?:[sr]k|pk|whsec|cs|pi|seti|cus|sub)_(?:live_|test_)?\w{8,}", HIDDEN),
    # What is signed: something, perhaps a time, and a signature.
    (r"(?<![\w.=-])[\w.=-]++:(?:\w{6,8}:)?[\w-]{27,}", HIDDEN),
    (r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b[0-9a-f]{32,}\b", HIDDEN),
]
# Letters of both sizes and figures, as no word of a language has them.
RANDOM = re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{20,}", re.ASCII)
# What was found to hide nothing: requests say the same few things again and again, and to look costs more than a page.
_harmless: set[str] = set()
COMPILED = [(re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in PATTERNS]


def scrubbed(text: str) -> str:
    """The text without secrets and without addresses of people."""
    if text in _harmless:
        return text
    found = _scrub(text)
    if found == text and len(text) <= SHORT:
        if len(_harmless) >= MOST_REMEMBERED:
            _harmless.clear()
        _harmless.add(text)
    return found


def _scrub(text):
    for secret in _of_the_settings():
        text = text.replace(secret, HIDDEN)
    for pattern, plain in COMPILED:
        text = pattern.sub(plain, text)
    return RANDOM.sub(HIDDEN, text)


@cache
def _of_the_settings() -> tuple[str, ...]:
    return tuple(secret for secret in _secrets() if len(secret) >= SHORTEST)


def _secrets() -> Iterator[str]:
    yield from (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    yield from (settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.PURGE_TOKEN)
    yield str(settings.DATABASES["default"].get("PASSWORD") or "")
    yield str(settings.MAILERS["default"].get("OPTIONS", {}).get("password") or "")
