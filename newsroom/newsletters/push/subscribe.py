"""Keep a browser that wants alerts, change which it wants, forget it."""

import hashlib
from collections.abc import Collection
from urllib.parse import urlsplit

from django.db import transaction

from newsroom.newsletters.models import Newsletter, PushEndpoint
from newsroom.newsletters.models.push import SECRET
from newsroom.newsletters.push.sealing import NotAKey, decoded, point

# The push services of the browsers that there are. What somebody makes up is not asked.
SERVICES = ("googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
LONGEST = 600


class NotABrowser(ValueError):
    """The address is none of a push service that we know, or its keys are none."""


@transaction.atomic
def subscribe(*, endpoint: str, key: str, secret: str, kinds: Collection[Newsletter]) -> PushEndpoint | None:
    """These alerts and no others; with none the browser is forgotten. Raises NotABrowser."""
    if not is_of_a_service(endpoint):
        raise NotABrowser
    if not kinds:
        forget(endpoint=endpoint)
        return None
    given = {"endpoint": endpoint, "key": _point(key), "secret": _secret(secret)}
    browser, _is_new = PushEndpoint.objects.update_or_create(digest=digest_of(endpoint), defaults=given)
    browser.kinds.set(kinds)
    return browser


def forget(*, endpoint: str) -> None:
    """Whoever knows the address is the browser, or its push service."""
    PushEndpoint.objects.filter(digest=digest_of(endpoint)).delete()


def digest_of(endpoint: str) -> str:
    return hashlib.sha256(endpoint.encode()).hexdigest()


def is_of_a_service(endpoint: str) -> bool:
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable():
        return False
    try:
        parts = urlsplit(endpoint)
        is_usual = parts.scheme == "https" and parts.port is None and "@" not in parts.netloc
    except ValueError:
        return False
    host = parts.hostname or ""
    return is_usual and any(host == service or host.endswith(f".{service}") for service in SERVICES)


def _point(key):
    try:
        octets = decoded(key)
        point(octets)
    except (NotAKey, ValueError) as error:
        raise NotABrowser from error
    return octets


def _secret(secret):
    try:
        octets = decoded(secret)
    except ValueError as error:
        raise NotABrowser from error
    if len(octets) != SECRET:
        raise NotABrowser
    return octets
