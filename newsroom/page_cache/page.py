"""One page as it is kept: its body in every encoding that was asked for, with the headers ready to be sent."""

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO, NamedTuple

import brotli
import zstandard
from django.conf import settings

from common.build import build
from common.site_version import Known
from newsroom.page_cache.purge import EVERYTHING

# In the order in which they are chosen where a browser takes several. Quality 5 costs as much as gzip and packs better.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": lambda body: zstandard.compress(body, level=3),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
SHORTEST = 500  # bytes that are worth packing
DAY = 24 * 60 * 60
PLAIN = ""
KEPT_FOR = "public, max-age=10, stale-while-revalidate=50"  # in browsers, which we cannot tell of a change
STORED = {200, 404, 410}
FACTS = ("status", "headers", "build", "house", "number", "made_at", "until")  # beside scopes and body, on the disk


@dataclass
class Answer:
    """What Django said, read whole; a file stands open instead of a body. `scopes` is what it was made of.

    `holds_until_change` where whoever asked would get the same again until the site's number moves.
    """

    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""
    file: BinaryIO | None = None
    scopes: frozenset[str] = frozenset()
    holds_until_change: bool = False

    def header(self, name: str) -> str:
        return next((value.lower() for key, value in self.headers if key.lower() == name), "")

    @property
    def may_be_kept(self) -> bool:
        kept = self.header("cache-control")
        is_for_one = self.header("set-cookie") or self.header("vary") not in {"", "accept-encoding"}
        is_private = any(word in kept for word in ("private", "no-store", "no-cache"))
        return self.status in STORED and self.file is None and not is_for_one and not is_private


class Wire(NamedTuple):
    """A page as it is sent in one encoding: the headers after the date, the body, and the headers of a 304."""

    head: bytes
    body: bytes
    unchanged: bytes
    etag: bytes


@lru_cache(maxsize=512)
def best_encoding(accepted: bytes, offered: tuple[str, ...] = tuple(ENCODERS)) -> str:
    """Of what is offered, the encoding for a browser that says this, as RFC 9110 12.5.3 has it; q=0 is a refusal."""
    offers = {}
    for offer in accepted.decode("latin-1").lower().split(","):
        name, _, quality = offer.partition(";")
        offers[name.strip()] = quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in offered if offers.get(name, offers.get("*", False))), PLAIN)


@dataclass
class Page:
    """What Django answered at `made_at`, when the site's number was `number`, and until when the clock lets it be."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    build: str
    house: str
    number: int
    scopes: frozenset[str]
    made_at: float
    until: float
    wires: dict[str, Wire] = field(default_factory=dict)
    checked: int = -1

    def is_current(self, known: Known, now: float) -> bool:
        """Whether nothing that it is made of has changed since, by the rows or by the clock."""
        if not self.made_at <= now < self.until:
            return False
        if self.checked != known.number:
            if (self.build, self.house) != (build(), known.house) or known.has_changed(self.scopes, self.number):
                return False
            self.checked = known.number
        return True

    def can_stand_in(self, now: float) -> bool:
        """Whether it may be shown while no newer one can be had. A clock that was put back makes it no older."""
        return now - self.made_at < DAY

    @property
    def size(self) -> int:
        """Bytes. What is sent unpacked is the body itself, and counts once."""
        own = [wire.body for wire in self.wires.values() if wire.body is not self.body]
        return len(self.body) + sum(map(len, own)) + sum(2 * len(wire.head) for wire in self.wires.values())

    def wire(self, encoding: str) -> Wire:
        if encoding not in self.wires:
            self.wires[encoding] = self._pack(encoding)
        return self.wires[encoding]

    def _pack(self, encoding):
        is_short = encoding and len(self.body) < SHORTEST
        body = ENCODERS[encoding](self.body) if encoding and not is_short else self.body
        etag = f'"{hashlib.sha256(self.body).hexdigest()[:20]}{"-" + encoding if encoding else ""}"'
        validators = [("ETag", etag), ("Vary", "Accept-Encoding")]
        headers = [*self.headers, *validators, ("Content-Length", str(len(body)))]
        if encoding and not is_short:
            headers.append(("Content-Encoding", encoding))
        kept = [pair for pair in self.headers if pair[0].lower() == "cache-control"]
        return Wire(header_lines(headers), body, header_lines([*kept, *validators]), etag.encode())

    @classmethod
    def of(cls, answer: Answer, *, known: Known, made_at: float, until: float) -> "Page":
        """Keep an answer that was drawn from `made_at` on, when that was known of the site."""
        named = {"cache-control", "vary", "etag", "content-encoding", "x-request-id"}
        headers = [pair for pair in answer.headers if pair[0].lower() not in named]
        headers.append(("Cache-Control", answer.header("cache-control") or KEPT_FOR))
        if settings.PURGE_URL:
            headers.append(("CDN-Cache-Control", f"public, max-age={int(min(DAY, until - made_at))}"))
            headers.append(("Cache-Tag", ",".join([*sorted(answer.scopes), EVERYTHING])))
        facts = {"build": build(), "house": known.house, "number": known.number, "scopes": answer.scopes}
        return cls(answer.status, headers, answer.body, made_at=made_at, until=until, **facts)

    def to_bytes(self) -> bytes:
        """As it lies on the disk: a line of facts in JSON, then the body."""
        facts = {name: getattr(self, name) for name in FACTS}
        return json.dumps(facts | {"scopes": sorted(self.scopes)}).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Page":
        """Raises ValueError or TypeError where that is no page of this version of the program."""
        facts, _, body = kept.partition(b"\n")
        known = json.loads(facts)
        headers = [(name, value) for name, value in known.pop("headers")]
        return cls(body=body, headers=headers, scopes=frozenset(known.pop("scopes")), **known)


def header_lines(headers: Sequence[tuple[str, str]]) -> bytes:
    """Headers as they are sent, with the empty line behind them."""
    return b"".join(f"{name}: {value}\r\n".encode("latin-1", "replace") for name, value in headers) + b"\r\n"
