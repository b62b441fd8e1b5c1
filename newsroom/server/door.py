"""The front door: pages that are ready leave at once, files without a thread, and the rest goes to Django in turn."""

import asyncio
import logging
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings

from newsroom.body_sizes import longest_body
from newsroom.headers import file_headers
from newsroom.monitoring.metrics import observe
from newsroom.monitoring.requests import log_request
from newsroom.page_cache.keeper import HIT, MISS, PageKeeper
from newsroom.page_cache.page import PLAIN, Answer, Page, best_encoding
from newsroom.page_cache.pages import canonical, public_page_at
from newsroom.page_cache.store import Disk, Memory
from newsroom.server import beacons
from newsroom.server.bridge import Django, environ_of
from newsroom.server.files import FileAnswer, SmallFiles, media_file, static_file
from newsroom.server.http import Connection, beginning
from newsroom.server.request import Request
from newsroom.server.unchanged import UnchangedAnswers

requests_log = logging.getLogger("newsroom.requests")

THREADS = 2  # of Django in each process: more of them only take turns
MOST_WAITING = 64  # requests for a thread; beyond that a crowd is told to come again
RETRY_AFTER = 5  # seconds
MEGABYTE = 1024 * 1024
SMALL_FILES = 8 * MEGABYTE
CROWDED = Answer(
    503,
    [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", str(RETRY_AFTER)), ("Cache-Control", "no-store")],
    b"Very many people are reading at this moment. Please try again in a few seconds.\n",
)


class FrontDoor:
    """What one web process does with requests. It is made on the event loop that it runs on."""

    def __init__(self, *, address: tuple[str, int], django: Django):
        self.address = address
        self.django = django
        self.threads = ThreadPoolExecutor(THREADS, "django")
        self.files = ThreadPoolExecutor(1, "files")
        self.turns = asyncio.Semaphore(THREADS)
        self.waiting = 0
        self.keeper = PageKeeper(
            memory=Memory(settings.PAGE_CACHE_MEMORY),
            disk=Disk(Path(settings.DATA) / "pages", settings.PAGE_CACHE_DISK),
            threads=self.threads,
            files=self.files,
        )
        self.common = [*file_headers().items()]
        self.static, self.media = (f"/{url.strip('/')}/".encode() for url in (settings.STATIC_URL, settings.MEDIA_URL))
        self.is_watched = bool(settings.METRICS_PORT) or requests_log.isEnabledFor(logging.INFO)
        self.tells_age = bool(settings.PURGE_URL)  # to a CDN, whose copy is as old as ours is
        self.is_https = bool(settings.SECURE_SSL_REDIRECT or (settings.HTTPS and settings.SECURE_PROXY_SSL_HEADER))
        self.small_files = SmallFiles(SMALL_FILES)
        self.unchanged = UnchangedAnswers(self.keeper)
        self.beacons = beacons.Beacons(address=address, headers=self.common)
        self.keeper.begin()

    def most_bytes(self, request: Request) -> int:
        """How long a body may be."""
        cookies = request.headers.get(b"cookie", b"")
        return longest_body(request.path.decode("latin-1"), cookies=cookies.decode("latin-1"))

    def ready(self, request: Request) -> Sequence[bytes] | None:
        """What can be answered at once: a kept page that is known to be current, a small file, a reader's report."""
        if not self._is_by_https(request):
            return None
        if request.method == b"POST":
            return self._beacon(request)
        if request.method not in {b"GET", b"HEAD"}:
            return None
        if request.target.startswith((self.static, self.media)):
            return self.small_files.ready(request)
        if request.target.startswith(self.unchanged.path):
            return self.unchanged.ready(request)
        page = self.keeper.current(self._key(request))
        if page is None:
            return None
        # One that nobody has asked for in this encoding is packed first: a phone feels five times the bytes.
        wire = page.wires.get(_encoding_for(request))
        return None if wire is None else self._parts(page, wire, request, HIT)

    async def answer(self, request: Request, connection: Connection) -> None:
        """Send what is asked for. Raises ConnectionError where the reader has gone."""
        if request.method in {b"GET", b"HEAD"} and request.body is None:
            if file := self._file(request):
                self.small_files.keep(request, file)
                await file.send(request, connection)
                return
            rule = public_page_at(unquote(request.path.decode("latin-1"))) if settings.PAGE_CACHE else None
            if rule is not None and self._is_by_https(request):
                await self._send_page(request, connection, rule)
                return
        found = await self.unchanged.through(request, lambda: self._in_turn(request, connection))
        await self._send(found, request, connection)

    async def _send_page(self, request, connection, rule):
        key = self._key(request)
        found, how = await self.keeper.page(key, rule, lambda: self._in_turn(request, None, key[1]))
        if isinstance(found, Page):
            encoding = _encoding_for(request)
            await self.keeper.pack(key, found, encoding)
            wire = found.wires.get(encoding) or found.wire(PLAIN)
            connection.transport.writelines(self._parts(found, wire, request, how))
        elif found.status in {301, 302} and key[1] != request.target:
            # A redirect takes the whole query along.
            await self._send(await self._in_turn(request, connection), request, connection)
        else:
            await self._send(found, request, connection)

    def _key(self, request):
        target = request.target
        # `b"?" in target` takes ten times as long: Python tries first whether what it looks for is a number.
        return request.headers.get(b"host", b""), target if target.find(b"?") < 0 else canonical(target)

    def _is_by_https(self, request):
        """Whoever asks a paper on https by http is answered, or sent on, by Django: that answer is another one."""
        return not self.is_https or request.headers.get(b"x-forwarded-proto") == b"https"

    def _parts(self, page, wire, request, how):
        """What is sent of a page in one encoding: all of it, its head, or that it has not changed."""
        status = f"Cache-Status: newsroom; {how}\r\n"
        if self.tells_age:
            status += f"Age: {max(int(time.time() - page.made_at), 0)}\r\n"
        if self.is_watched and how != MISS:
            self._note(request, view="page", status=page.status, cache="hit" if how == HIT else "stale")
        names = request.headers.get(b"if-none-match")
        if names is not None and names.find(wire.etag) >= 0 and page.status == 200:
            return beginning(304, status), wire.unchanged
        if request.method == b"HEAD":
            return beginning(page.status, status), wire.head
        return beginning(page.status, status), wire.head, wire.body

    def _beacon(self, request):
        sent = self.beacons.ready(request) if settings.READERS_WAIT_SECONDS else None
        if sent is not None and self.is_watched:
            self._note(request, view=beacons.VIEW, status=beacons.STATUS)
        return sent

    def _note(self, request, **facts):
        """For what Django, which counts and writes down what it answers, has not seen."""
        observe(seconds=0, **facts)
        if requests_log.isEnabledFor(logging.INFO):
            words = {"method": request.method.decode(), "path": request.path.decode("ascii", "replace")}
            log_request(**words, seconds=0, **facts)

    def _file(self, request) -> FileAnswer | None:
        if request.target.startswith(self.static):
            return static_file(request, self.static, Path(settings.STATIC_ROOT), self.common)
        if request.target.startswith(self.media):
            return media_file(request, self.media, Path(settings.MEDIA_ROOT), self.common)
        return None

    async def _in_turn(self, request, connection, target=None) -> Answer:
        """Django's answer. It is not asked for a reader who has gone while they waited, nor by a crowd."""
        if self.waiting >= MOST_WAITING:
            return CROWDED
        self.waiting += 1
        try:
            async with self.turns:
                if connection is not None and connection.is_gone:
                    raise ConnectionAbortedError
                environ = environ_of(request, address=self.address, target=target)
                return await asyncio.get_running_loop().run_in_executor(self.threads, self.django.respond, environ)
        finally:
            self.waiting -= 1

    async def _send(self, answer, request, connection):
        is_head = request.method == b"HEAD"
        if answer.file is None:
            connection.send(answer.status, answer.headers, answer.body, is_head=is_head)
            return
        with answer.file as file:
            length = file.seek(0, 2)
            await connection.send_file(answer.status, answer.headers, file, 0, length)


def _encoding_for(request):
    return best_encoding(request.headers.get(b"accept-encoding", b""))
