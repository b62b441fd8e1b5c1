"""One request as it came over the line."""

import re
from typing import BinaryIO

ABSOLUTE = re.compile(rb"https?://([^/?]+)(.*)", re.IGNORECASE)  # a target as proxies are asked for it


class Refused(Exception):
    """A request that is not taken, with the status that says why."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


class Request:
    """One request, with the names of its headers in lower case and all values as the bytes that came."""

    __slots__ = ("body", "client", "headers", "is_asking", "is_last", "length", "method", "target")

    def __init__(self, client: tuple):
        self.client = client
        self.target, self.method, self.headers, self.length = b"", b"", {}, 0
        self.body: BinaryIO | None = None
        self.is_last = False
        self.is_asking = False  # whether its body may come

    @property
    def path(self) -> bytes:
        return self.target.partition(b"?")[0]

    def begin(self, method: bytes, version: str) -> None:
        """Take in what its head says, now that this is whole. Raises Refused."""
        if version not in {"1.0", "1.1"}:
            raise Refused(505)
        # RFC 9112, 6.1: a body that is packed on its way in a manner that we do not read.
        if method == b"CONNECT" or self.headers.get(b"transfer-encoding", b"chunked").lower() != b"chunked":
            raise Refused(501)
        if absolute := ABSOLUTE.fullmatch(self.target):
            self.headers[b"host"], rest = absolute.groups()
            self.target = rest if rest.startswith(b"/") else b"/" + rest
        if version == "1.1" and b"host" not in self.headers:
            raise Refused(400)
        self.method = method
        self.is_last = version == "1.0"
        self.is_asking = version == "1.1" and self.headers.get(b"expect", b"").lower() == b"100-continue"
