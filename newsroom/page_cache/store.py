"""The pages of this node: the ones in use in memory, all of them on the disk, both bounded by bytes."""

import contextlib
import fcntl
import hashlib
import io
import os
from collections import OrderedDict
from pathlib import Path
from typing import BinaryIO

from common.atomic_files import draft_of
from newsroom.page_cache.page import Page

SWEEP_EVERY = 500  # pages that are written between two looks at how full the disk is
MOST_NOT_FOUND = 500  # pages that say that there is none: anybody can ask for as many as they like
Key = tuple[bytes, bytes]  # host, canonical target


class Memory:
    """The pages that this process sends, the one unused for longest going first."""

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.weights: dict[Key, int] = {}  # as they are counted, which is what has to be taken off again
        self.bytes = 0
        self.not_found: OrderedDict[Key, None] = OrderedDict()

    def get(self, key: Key) -> Page | None:
        page = self.pages.get(key)
        if page is not None:
            self.pages.move_to_end(key)
        return page

    def put(self, key: Key, page: Page) -> None:
        self.drop(key)
        self.pages[key] = page
        if page.status != 200:
            self.not_found[key] = None
            if len(self.not_found) > MOST_NOT_FOUND:
                self.drop(next(iter(self.not_found)))
        self.weigh(key)

    def _make_room(self):
        while self.bytes > self.most_bytes and len(self.pages) > 1:
            self.drop(next(iter(self.pages)))

    def drop(self, key: Key) -> None:
        self.pages.pop(key, None)
        self.not_found.pop(key, None)
        self.bytes -= self.weights.pop(key, 0)

    def weigh(self, key: Key) -> None:
        """Count a page as large as it is now: it grows by each encoding that somebody asks for."""
        page = self.pages.get(key)
        if page is not None:
            self.bytes += page.size - self.weights.get(key, 0)
            self.weights[key] = page.size
            self._make_room()


class Disk:
    """A file for each page. They outlive a restart, and a database that cannot be reached."""

    def __init__(self, folder: Path, most_bytes: int):
        self.folder = folder
        self.most_bytes = most_bytes
        self.written = 0
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _file(self, key):
        name = hashlib.sha256(b"\0".join(key)).hexdigest()
        return self.folder / name[:2] / name[2:]

    def read(self, key: Key) -> Page | None:
        """The page, or None where there is none that this version of the program can read."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            return Page.from_bytes(self._file(key).read_bytes())
        return None

    def write(self, key: Key, page: Page) -> None:
        """Whole or not at all. A disk that is full only makes pages dearer, so that is no error."""
        file = self._file(key)
        with contextlib.suppress(OSError):
            file.parent.mkdir(mode=0o700, exist_ok=True)
            with draft_of(file) as draft:
                draft.write_bytes(page.to_bytes())
        self.written += 1
        if self.written % SWEEP_EVERY == 1:
            self.sweep()

    def drop(self, key: Key) -> None:
        with contextlib.suppress(OSError):
            self._file(key).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Take the oldest away until what is left fits, with a tenth to spare."""
        found = []
        for path in self.folder.glob("??/*"):
            with contextlib.suppress(OSError):
                known = path.stat()
                found.append((known.st_mtime, known.st_size, path))
        left = sum(size for _at, size, _path in found)
        if left <= self.most_bytes:
            return
        for _at, size, path in sorted(found):
            with contextlib.suppress(OSError):
                os.unlink(path)
            left -= size
            if left <= self.most_bytes * 0.9:
                return

    def lock(self, key: Key) -> BinaryIO | None:
        """The right to draw this page on this node, until it is closed; None where another process has it.

        On a disk that cannot be written everybody has it.
        """
        number = hashlib.sha256(b"\0".join(key)).digest()[0]
        try:
            lock = open(self.folder / f"{number:02x}.lock", "ab")  # noqa: SIM115 - it lives as long as the right
        except OSError:
            return io.BytesIO()
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return None
        return lock
