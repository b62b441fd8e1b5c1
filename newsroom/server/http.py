"""HTTP/1.1 to readers: requests that are whole before anybody works on them, and answers that nobody waits for.

llhttp reads them, by httptools. Nothing here holds a thread, so slow people cost a little memory and no more.
RFC 9112 is the rule; TLS and HTTP/2 belong to the proxy in front.
"""

import asyncio
import contextlib
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from email.utils import formatdate
from http import HTTPStatus
from typing import Any, BinaryIO, Protocol

import httptools

from newsroom.body_sizes import TOO_LONG
from newsroom.page_cache.page import header_lines
from newsroom.server.request import Refused, Request

SWEEP_EVERY = 1.0  # seconds
MOST_HEADER_BYTES, MOST_HEADERS = 32 * 1024, 100
HEADERS_WITHIN = 10  # seconds from the first byte of a request
IDLE_FOR = 20  # seconds between two requests
BODY_WITHIN = 600  # seconds, and it comes at least this fast after the first ten:
BODY_BYTES_A_SECOND = 1000
STALLED_FOR = 900  # seconds that a reader may take nothing of an answer: a film that is paused
LINGER = 1.0  # seconds that a refused sender has to read why
IN_MEMORY = 256 * 1024  # of a body; more of it waits in a file
CHUNK = 256 * 1024
Lines = Sequence[tuple[str, str]]


class Door(Protocol):
    """Whoever works on requests. `ready` has the answer at once, or None; then `answer` sends it in its time."""

    def ready(self, request: Request) -> Sequence[bytes] | None: ...

    async def answer(self, request: Request, connection: "Connection") -> None: ...

    def most_bytes(self, request: Request) -> int: ...


class Connection(asyncio.Protocol):
    """One reader's line, whose requests are answered one after the other."""

    def __init__(self, door: Door, connections: set):
        self.door = door
        self.connections = connections
        self.transport: Any = None
        self.parser = httptools.HttpRequestParser(self)
        self.waiting: deque[Request] = deque()
        self.request: Request | None = None
        self.task: asyncio.Task | None = None
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.header_bytes = 0
        self.refused: int | None = None  # with which status; nothing that comes after is read
        self.has_ended = False  # whether the reader sends no more, and may still read
        self.since = time.monotonic()  # the state that it is in: idle, reading, answering

    # What the loop calls

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.client = transport.get_extra_info("peername") or ("", 0)
        self.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.connections.discard(self)
        self.waiting.clear()
        self.flowing.set()
        if self.task is not None:
            self.task.cancel()

    def eof_received(self) -> bool:
        self.has_ended = True
        return self.task is not None

    def data_received(self, data: bytes) -> None:
        rest: bytes | memoryview = data
        while rest and not self.refused:
            read = self._parse(rest)
            rest = memoryview(rest)[read:] if read < len(rest) else b""

    def _parse(self, data):
        """How many bytes were read, which are all of them but where another protocol is offered."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:  # who offers one takes HTTP/1.1 too
            return offer.args[0]
        except httptools.HttpParserCallbackError as error:
            self.refuse(error.__context__.status if isinstance(error.__context__, Refused) else 400)
        except httptools.HttpParserError:
            self.refuse(400)
        return len(data)

    def pause_writing(self) -> None:
        self.flowing.clear()
        self.transport.pause_reading()

    def resume_writing(self) -> None:
        self.since = time.monotonic()
        self.flowing.set()
        if self.task is None:
            self.transport.resume_reading()

    # What the parser calls

    def on_message_begin(self) -> None:
        self.request = Request(self.client)
        self.header_bytes = 0
        self.since = time.monotonic()

    def on_url(self, url: bytes) -> None:
        self.request.target += url
        self.header_bytes += len(url)
        if self.header_bytes > MOST_HEADER_BYTES:
            raise Refused(431)

    def on_header(self, name: bytes, value: bytes) -> None:
        name, headers = name.lower(), self.request.headers
        self.header_bytes += len(name) + len(value)
        if self.header_bytes > MOST_HEADER_BYTES or len(headers) >= MOST_HEADERS:
            raise Refused(431)
        if self.request.method:  # a trailer, which RFC 9110 6.5.1 keeps apart
            return
        if name not in headers:
            headers[name] = value
        elif name in {b"host", b"content-length"}:
            raise Refused(400)
        else:
            headers[name] += (b"; " if name == b"cookie" else b", ") + value

    def on_headers_complete(self) -> None:
        request = self.request
        request.begin(self.parser.get_method(), self.parser.get_http_version())
        length = int(request.headers.get(b"content-length") or 0)
        # Nearly all requests have no body, and to look up how long one may be costs as much as to find a kept page.
        if length and length > self.door.most_bytes(request):
            raise Refused(413)
        if self.task is None:
            self._go_on()

    def _go_on(self):
        """Tell who asks that the body may come. In the midst of another answer it would be taken for a part of that."""
        if self.request is not None and self.request.is_asking:
            self.request.is_asking = False
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        request = self.request
        request.length += len(body)
        if request.length > self.door.most_bytes(request):
            raise Refused(413)
        if request.body is None:
            request.body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with its answer
        request.body.write(body)

    def on_message_complete(self) -> None:
        request, self.request = self.request, None
        request.is_last = not self.parser.should_keep_alive() or request.is_last
        if self.task is None and not self.waiting:
            self._take(request)
        else:
            self.waiting.append(request)
            self.transport.pause_reading()

    # What becomes of a request

    def _take(self, request):
        """Answer this request, and those that wait behind it as far as that can be done at once."""
        while request is not None:
            sent = self.door.ready(request) if request.body is None else None
            if sent is None:
                self.task = asyncio.get_running_loop().create_task(self._answer(request))
                return
            self.transport.writelines(sent)
            request = self._next(request)

    async def _answer(self, request):
        is_done = False
        try:
            with contextlib.suppress(ConnectionError):
                await self.door.answer(request, self)
                is_done = True
        finally:
            self.task = None
            if not is_done:
                self.transport.abort()
        self._take(self._next(request))

    def _next(self, request):
        self.since = time.monotonic()
        if request.is_last:
            self.transport.close()
            return None
        if self.waiting:
            return self.waiting.popleft()
        if self.refused:
            self._say_why()
        elif self.has_ended:
            self.transport.close()
            return None
        else:
            self._go_on()
        if self.flowing.is_set():
            self.transport.resume_reading()
        return None

    @property
    def is_gone(self) -> bool:
        return self.transport.is_closing()

    def refuse(self, status: int) -> None:
        """Say why in turn, and hang up: what comes after a broken request cannot be told apart from it."""
        if self.is_gone or self.refused:
            return
        self.refused = status
        if self.task is None:
            self._say_why()

    def _say_why(self):
        status = self.refused
        why = TOO_LONG if status == 413 else HTTPStatus(status).phrase
        self.send(status, [("Connection", "close"), ("Content-Type", "text/plain; charset=utf-8")], f"{why}\n")
        # At once, the answer would be lost with what the other side is still sending.
        asyncio.get_running_loop().call_later(LINGER, self.transport.close)

    def begin(self, status: int, headers: Lines, length: int) -> None:
        """The head of an answer whose body is so long, and sent by others or not at all."""
        named = [*headers, ("Content-Length", str(length))]
        self.transport.writelines([beginning(status), header_lines(named)])

    def send(self, status: int, headers: Lines, body: bytes | str = b"", *, is_head: bool = False) -> None:
        body = body.encode() if isinstance(body, str) else body
        lines = header_lines(headers if status in {204, 304} else [*headers, ("Content-Length", str(len(body)))])
        self.transport.writelines(
            [beginning(status), lines] if is_head or not body else [beginning(status), lines, body]
        )

    async def send_file(self, status: int, headers: Lines, file: BinaryIO, start: int, length: int) -> None:
        """Send a part of a file as fast as the reader takes it. Raises ConnectionError where they have gone."""
        self.begin(status, headers, length)
        file.seek(start)
        while length > 0:
            chunk = file.read(min(CHUNK, length))
            if not chunk or self.is_gone:
                raise ConnectionError
            length -= len(chunk)
            self.transport.write(chunk)
            await self.flowing.wait()

    def close_if_overdue(self, now: float) -> None:
        """Hang up on whoever keeps the line without using it."""
        waited = now - self.since
        is_stalled = not self.flowing.is_set() or self.is_gone  # gone but for what nobody takes
        if self.task is not None or is_stalled:
            if waited > STALLED_FOR and is_stalled:
                self.transport.abort()
        elif self.request is None:
            if waited > IDLE_FOR:
                self.transport.close()
        elif not self.request.method:
            if waited > HEADERS_WITHIN:
                self.refuse(408)
        elif waited > BODY_WITHIN or self.request.length < (waited - HEADERS_WITHIN) * BODY_BYTES_A_SECOND:
            self.refuse(408)


_beginnings: dict[tuple, bytes] = {}
_second = 0


def beginning(status: int, more: str = "") -> bytes:
    """The status line and the date, which are the same for all answers of a second."""
    global _second
    now = int(time.time())
    if now != _second:
        _beginnings.clear()
        _second = now
    found = _beginnings.get((status, more))
    if found is None:
        phrase = HTTPStatus(status).phrase if status in HTTPStatus else ""
        found = f"HTTP/1.1 {status} {phrase}\r\nDate: {formatdate(now, usegmt=True)}\r\n{more}".encode("latin-1")
        _beginnings[status, more] = found
    return found


async def sweep(connections: set[Connection]) -> None:
    """Look at all lines once a second."""
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        now = time.monotonic()
        for connection in list(connections):
            connection.close_if_overdue(now)
