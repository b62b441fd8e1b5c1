"""The one gate through which the paper asks other machines: public addresses alone, and never for long.

A name is resolved once and the connection goes to the very address that was looked at, so no second answer of a name
server can lead inside. Each redirect is looked at like the first address. No proxy of the environment is asked.
"""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Unresolved
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import BinaryIO
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

SECONDS = 5  # for all of it: names, redirects and the last byte
MAX_BYTES = 5 * 1024 * 1024
CHUNK = 64 * 1024
MAX_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
GLOBAL_IPV6 = ipaddress.ip_network("2000::/3")
# Python calls these public. Two carry an inner address within, one is a cloud's own service, one stands in examples.
NOT_PUBLIC = [*map(ipaddress.ip_network, ("2002::/16", "2001::/23", "168.63.129.16/32", "192.88.99.0/24", "3fff::/20"))]
_resolvers = ThreadPoolExecutor(4, "resolver")


class CannotFetch(Exception):
    """Another machine was not asked, or gave no answer that can be used. Says why.

    `status` is what it answered, if it did; `retry_after` how many seconds it wants to be left alone, if it said so.
    """

    def __init__(self, message, status: int | None = None, retry_after: int | None = None):
        super().__init__(message)
        self.status, self.retry_after = status, retry_after


@dataclass(frozen=True)
class Bounds:
    """What one answer may cost: seconds for all of it, and bytes. Whoever leaves them out gets those of this module."""

    seconds: float | None = None
    bytes: int | None = None


@dataclass(frozen=True)
class Fetched:
    """What another machine answered, and at which address in the end.

    With `status` 304 it has nothing newer than what the headers of the question named, and sent nothing.
    """

    url: str
    content_type: str
    content: bytes
    status: int = http.client.OK
    headers: Mapping[str, str] = field(default_factory=dict)


def fetch(
    url: str, *, content_types: set[str], headers: Mapping[str, str] | None = None, bounds: Bounds | None = None
) -> Fetched:
    """Ask for an address. `headers` go to the first host alone. Raises CannotFetch."""
    content = io.BytesIO()
    answer = download(url, content, content_types=content_types, headers=headers, bounds=bounds)
    return replace(answer, content=content.getvalue())


def download(
    url: str,
    to: BinaryIO,
    *,
    content_types: set[str],
    headers: Mapping[str, str] | None = None,
    bounds: Bounds | None = None,
) -> Fetched:
    """The same, with the answer written into `to` as it comes, where part of it stands if it breaks off.

    Raises CannotFetch.
    """
    bounds = bounds or Bounds()
    seconds, most = bounds.seconds or SECONDS, bounds.bytes or MAX_BYTES
    deadline = time.monotonic() + seconds
    sent = dict(headers or {})
    for _hop in range(MAX_REDIRECTS + 1):
        parts = _looked_at(url)
        with _Exchange(parts, deadline, seconds) as exchange:
            response = exchange.ask(None, sent)
            if response.status not in REDIRECTS:
                kind = _taken(response, content_types, to, most, is_conditional=_is_conditional(sent))
                return Fetched(url, kind, b"", response.status, response.headers)
            following = urljoin(url, response.headers.get("Location", ""))
        if urlsplit(following).netloc != parts.netloc:
            sent = {}
        url = following
    raise CannotFetch(_("It leads on to another address more than %(most)s times.") % {"most": MAX_REDIRECTS})


def tell(url: str, *, body: bytes, headers: Mapping[str, str]) -> None:
    """Post something whose answer says no more than that it was taken. Follows no redirect. Raises CannotFetch."""
    with _Exchange(_looked_at(url), time.monotonic() + SECONDS, SECONDS) as exchange:
        response = exchange.ask(body, dict(headers))
    if not http.client.OK <= response.status < http.client.MULTIPLE_CHOICES:
        raise _refused(response)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the internet, however an inner one is wrapped in it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if any(ip in net for net in NOT_PUBLIC) or ip.is_multicast or ip.is_reserved:
        return False
    return ip.is_global and (ip.version != 6 or ip in GLOBAL_IPV6)


def _looked_at(url) -> SplitResult:
    """The parts of an address that may be asked, as far as its spelling tells."""
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise CannotFetch(_("The address holds a sign that no address has."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise CannotFetch(_("This is no address.")) from None
    if parts.scheme not in PORTS:
        raise CannotFetch(_("The address has to begin with http:// or https://."))
    if "@" in parts.netloc:
        raise CannotFetch(_("The address holds a name or a password before its host."))
    if port not in {None, *PORTS.values(), *settings.OUTBOUND_PORTS}:
        raise CannotFetch(_("Port %(port)s is not asked.") % {"port": port})
    if not HOST.fullmatch(parts.hostname or "") and "[" not in parts.netloc:
        raise CannotFetch(_("The address names no host."))
    return parts


class _Exchange:
    """One question and its answer, over a connection to the address that was looked at, cut off at the deadline."""

    def __init__(self, parts, deadline, seconds):
        self.parts, self.deadline, self.seconds = parts, deadline, seconds
        self.port = parts.port or PORTS[parts.scheme]
        self.line = http.client.HTTPConnection(parts.hostname, self.port)
        self.line.auto_open = 0  # it would resolve the name once more
        self.clock = threading.Timer(max(0, self._left), self._cut)
        self.clock.daemon = True

    @property
    def _left(self):
        return self.deadline - time.monotonic()

    def __enter__(self):
        self.clock.start()
        return self

    def __exit__(self, kind, error, trace):
        self.clock.cancel()
        self.line.close()
        if isinstance(error, CannotFetch):
            return
        if self._left <= 0:  # what was cut off may look like an end
            raise CannotFetch(_("It took more than %(seconds)s seconds.") % {"seconds": self.seconds}) from None
        if isinstance(error, OSError | http.client.HTTPException):
            raise CannotFetch(_("It could not be reached, or broke off: %(error)s") % {"error": error}) from None

    def _cut(self):
        with suppress(OSError, AttributeError):
            self.line.sock.shutdown(socket.SHUT_RDWR)

    def ask(self, body, headers) -> http.client.HTTPResponse:
        self.line.sock = self._connected()
        if self.parts.scheme == "https":
            context = ssl.create_default_context()
            self.line.sock = context.wrap_socket(
                self.line.sock, server_hostname=self.parts.hostname, do_handshake_on_connect=False
            )
            self.line.sock.do_handshake()
        target = (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")
        ours = {"Host": self.parts.netloc, "User-Agent": "Newsroom", "Accept-Encoding": "identity"}
        self.line.request("GET" if body is None else "POST", target, body, {**headers, **ours})
        return self.line.getresponse()

    def _connected(self):
        """A connection to the first address that answers, if all that the host has are public."""
        host, failure = self.parts.hostname, OSError()
        addresses = self._addresses()
        if not all(is_public(address) for address in addresses):
            raise CannotFetch(_("%(host)s is not on the public internet.") % {"host": host})
        for address in addresses:
            try:
                return socket.create_connection((address, self.port), timeout=max(0.01, self._left))
            except OSError as error:
                failure = error
        raise failure

    def _addresses(self):
        try:
            asked = _resolvers.submit(socket.getaddrinfo, self.parts.hostname, self.port, type=socket.SOCK_STREAM)
            return [address[0] for *_kind, address in asked.result(max(0, self._left))]
        except (socket.gaierror, UnicodeError):
            message = _("The site %(host)s could not be found: it may be misspelt, or this computer has no connection.")
            raise CannotFetch(message % {"host": self.parts.hostname}) from None
        except Unresolved:
            raise CannotFetch(_("No name server answered in time.")) from None


def _is_conditional(headers) -> bool:
    return not {"if-none-match", "if-modified-since"}.isdisjoint(map(str.lower, headers))


def _refused(response) -> CannotFetch:
    """An answer that is none, with how long the other machine wants to be left alone."""
    wait = response.headers.get("Retry-After", "")
    message = _("It answered with %(status)s.") % {"status": response.status}
    return CannotFetch(message, response.status, int(wait) if wait.isascii() and wait.isdigit() else None)


def _taken(response, content_types, to, most, *, is_conditional) -> str:
    """The kind of an answer that is what was asked for, once all of it is written down."""
    if response.status == http.client.NOT_MODIFIED and is_conditional:
        return ""
    if response.status != http.client.OK:
        raise _refused(response)
    kind = response.headers.get_content_type()
    if kind not in content_types:
        raise CannotFetch(_("It answered with %(kind)s, which is not what was asked for.") % {"kind": kind})
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise CannotFetch(_("Its answer is packed, which was not asked for."))
    left = most
    while chunk := response.read(min(CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            raise CannotFetch(_("Its answer is larger than %(most)s MB.") % {"most": most // 1024 // 1024})
        to.write(chunk)
    if response.length:  # http.client takes a broken answer for a short one
        raise http.client.IncompleteRead(b"", response.length)
    return kind
