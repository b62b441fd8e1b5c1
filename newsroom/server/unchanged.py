"""Answers for one partner's program that have not changed since: said at the door, without a thread of Django.

Of such an answer only its ETag is kept, under the token that it was given to. It holds while the site's number is the
one that it was made at, which also moves when the desk changes a partner.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from django.urls import reverse

from common import site_version
from common.site_version import Known
from newsroom.page_cache.keeper import PageKeeper
from newsroom.page_cache.page import Answer, header_lines
from newsroom.server.http import beginning
from newsroom.server.request import Request

MOST_KEPT = 2000
REPEATED = {"cache-control", "vary", "etag"}  # in a 304, RFC 9110 15.4.5


class Held(NamedTuple):
    known: Known
    gone: dict[int, float]  # what was taken down then
    etag: bytes
    headers: bytes


class UnchangedAnswers:
    """Those of one process, the newest."""

    def __init__(self, keeper: PageKeeper):
        self.keeper = keeper
        self.path = reverse("api:index").encode()
        self.held: OrderedDict[tuple, Held] = OrderedDict()

    def ready(self, request: Request) -> Sequence[bytes] | None:
        """A 304, if what this program has is known to be what it would get at this moment."""
        names = request.headers.get(b"if-none-match")
        held = self.held.get(_key(request)) if names else None
        if held is None or held.etag not in names or not self._holds(held):
            return None
        return beginning(304), held.headers

    def _holds(self, held):
        now = site_version.last_known()
        return (
            self.keeper.can_tell()
            and self.keeper.gone is held.gone
            and (now.house, now.number) == (held.known.house, held.known.number)
            and held.known.since <= time.time() < held.known.until
        )

    async def through(self, request: Request, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Django's answer, remembered if it holds."""
        known, gone = site_version.last_known(), self.keeper.gone
        answer = await ask()
        etag = answer.header("etag")  # which a refusal has not
        if answer.holds_until_change and known is not None and etag:
            headers = [pair for pair in answer.headers if pair[0].lower() in REPEATED]
            key = _key(request)
            self.held[key] = Held(known, gone, etag.encode(), header_lines(headers))
            self.held.move_to_end(key)
            if len(self.held) > MOST_KEPT:
                self.held.popitem(last=False)
        return answer


def _key(request):
    token = hashlib.sha256(request.headers.get(b"authorization", b"")).digest()
    return token, request.headers.get(b"host", b""), request.target
