"""Who keeps the pages of one process: which of them are current, and who may draw the next.

A page is current while none of its scopes has moved since it was drawn and the clock has not reached its end. While it
is being drawn anew, and while the database does not answer, readers get the last good copy.
"""

import asyncio
import logging
import re
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor

from django.db import Error, connection

from common import site_version
from common.tombstones import entries_taken_down, taken_down
from newsroom.page_cache.page import Answer, Page
from newsroom.page_cache.pages import PublicPage
from newsroom.page_cache.store import Disk, Key, Memory

logger = logging.getLogger(__name__)

POLL_EVERY = 0.25  # seconds between two looks at the site's number
BLIND_AFTER = 1.5  # seconds without a look, after which nothing is known to be current
OTHERS_WITHIN = 10  # seconds that another process may take to draw what we wait for
PACKED_WITHIN = 0.1  # seconds, far beyond what packing takes; without it a page is five times as long on a slow line
HIT, MISS, STALE = ("hit", "fwd=miss; stored", "hit; detail=stale")
Draw = Callable[[], Awaitable[Answer]]


class PageKeeper:
    """Pages of one process. All but `watch` runs on its event loop."""

    def __init__(self, *, memory: Memory, disk: Disk, threads: Executor, files: Executor):
        self.memory, self.disk = memory, disk
        self.threads, self.files = threads, files
        self.flights: dict[Key, asyncio.Task] = {}
        self.packing: dict[tuple[int, str], asyncio.Future] = {}
        self.gone: dict[int | str, float] = {}

    def can_tell(self) -> bool:
        """Whether this process knows what has changed by now."""
        known = site_version.last_known()
        return known is not None and time.monotonic() - known.read_at < BLIND_AFTER

    def current(self, key: Key) -> Page | None:
        """The page, if it is in memory and known to be current at this moment."""
        page = self.memory.get(key)
        if page is None or not self.can_tell() or not page.is_current(site_version.last_known(), time.time()):
            return None
        return page

    async def page(self, key: Key, rule: PublicPage, draw: Draw) -> tuple[Page | Answer, str]:
        """The page at an address, and how it was come by. An answer that may not be kept is given as it is."""
        kept = self.memory.get(key) or await self._from_disk(key)
        if kept is not None and await self._is_current(kept):
            self.memory.put(key, kept)
            return kept, HIT
        last_good = kept if kept is not None and kept.can_stand_in(time.time()) else None
        flight = self.flights.get(key)
        if last_good is not None and (flight is not None or not self.can_tell()):
            return last_good, STALE
        if flight is None:
            flight = asyncio.get_running_loop().create_task(self._fly(key, rule, draw, last_good))
            self.flights[key] = flight
            flight.add_done_callback(lambda _flight: self.flights.pop(key, None))
        return await asyncio.shield(flight)

    async def _from_disk(self, key):
        page = await asyncio.get_running_loop().run_in_executor(self.files, self.disk.read, key)
        return None if page is None or self._names_what_is_gone(key, page) else page

    async def _is_current(self, page):
        if not self.can_tell():
            return False
        known = site_version.last_known()
        if page.house == known.house and page.number < known.first:  # drawn before this process began
            newest = asyncio.get_running_loop().run_in_executor(self.threads, _newest_of, page.scopes)
            if await newest <= page.number:
                page.number = known.first
        return page.is_current(known, time.time())

    async def _fly(self, key, rule, draw, last_good):
        """Draw a page, unless another process of this node just does so: then take what that one makes.

        What was got, and how: a page that lay on the disk, ready, is as good as one in memory.
        """
        until = time.monotonic() + OTHERS_WITHIN
        while (lock := self.disk.lock(key)) is None and time.monotonic() < until:
            if last_good is not None:
                return last_good, STALE
            await asyncio.sleep(0.02)
        try:
            made = await self._from_disk(key)
            if made is not None and await self._is_current(made):
                self.memory.put(key, made)
                return made, HIT
            return await self._draw(key, rule, draw, last_good)
        finally:
            if lock is not None:
                lock.close()

    async def _draw(self, key, rule, draw, last_good):
        """Draw a page and keep it, where it may be kept. A page of before stands in for one that cannot be drawn."""
        known, began = site_version.last_known(), time.time()
        answer = await draw()
        if answer.status >= 500 and last_good is not None:
            return last_good, STALE
        if known is None or not answer.may_be_kept:
            await asyncio.get_running_loop().run_in_executor(self.files, self._forget, key, answer)
            return answer, MISS
        until = min(known.until, began + rule.seconds) if rule.seconds else known.until
        answer.scopes |= frozenset(rule.scopes)
        page = Page.of(answer, known=known, made_at=began, until=until)
        if self._names_what_is_gone(key, page):
            return answer, MISS  # it was taken down while it was drawn
        self.memory.put(key, page)
        if page.status == 200:
            await asyncio.get_running_loop().run_in_executor(self.files, self.disk.write, key, page)
        return page, MISS

    def _forget(self, key, answer):
        """A page that is an error now may be good again; any other has gone for good."""
        if answer.status < 500:
            self.memory.drop(key)
            self.disk.drop(key)

    async def pack(self, key: Key, page: Page, encoding: str) -> None:
        """Have the page packed on another thread, once for all who wait; some thousandths of a second.

        A page that is not packed by then is sent as it is: a disk that hangs must keep nobody waiting.
        """
        if not encoding or encoding in page.wires:
            return
        names = (id(page), encoding)  # alive until it is packed, so no other page has this id
        if names not in self.packing:
            packing = asyncio.get_running_loop().run_in_executor(self.files, page.wire, encoding)
            packing.add_done_callback(lambda _done: (self.packing.pop(names, None), self.memory.weigh(key)))
            self.packing[names] = packing
        await asyncio.wait([self.packing[names]], timeout=PACKED_WITHIN)

    # Takedowns hold without the database, so they are looked for in their own files.

    def _names_what_is_gone(self, key, page):
        return _leads_to([story for story, at in self.gone.items() if at > page.made_at - 1], key, page)

    def _drop_what_is_gone(self, gone):
        """Whatever the clock said when a page was drawn, it was drawn before a stone that has only now been seen."""
        new = [story for story, at in gone.items() if self.gone.get(story) != at]
        self.gone = gone
        for key, page in list(self.memory.pages.items()):
            if _leads_to(new, key, page):
                self.memory.drop(key)

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Look at the site's number and at the takedowns for as long as the loop runs; for a thread of its own."""
        while not loop.is_closed():
            try:
                site_version.read()
            except Error as error:
                logger.debug("The site's number cannot be read: %s", error)
                connection.close()
            gone = all_taken_down()
            if gone != self.gone:
                loop.call_soon_threadsafe(self._drop_what_is_gone, gone)
            time.sleep(POLL_EVERY)

    def begin(self) -> None:
        self.gone = all_taken_down()
        threading.Thread(target=self.watch, args=[asyncio.get_running_loop()], name="site-version", daemon=True).start()


def all_taken_down() -> dict[int | str, float]:
    """Stories by their number, and entries of running stories by the name that their addresses have."""
    return taken_down() | entries_taken_down()


def _leads_to(gone, key, page):
    """Whether it is the page of one of these stories, or has its address in it; or that of one of these entries."""
    entries = [name.encode() for name in gone if isinstance(name, str)]
    if any(name in key[1] or name in page.body for name in entries):
        return True
    stories = [story for story in gone if isinstance(story, int)]
    if not stories:
        return False
    address = re.compile(f'/[^/"\\s]+/[^/"\\s]*-({"|".join(map(str, stories))})/'.encode())
    return bool(address.search(key[1]) or address.search(page.body))


def _newest_of(scopes):
    """The number at which one of them moved last; beyond any where that cannot be told."""
    try:
        return site_version.newest_of(scopes) if scopes else 0
    except Error:
        return float("inf")
