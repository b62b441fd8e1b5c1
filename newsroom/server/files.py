"""Files to readers: whole, in part or not at all, as RFC 9110 has it, and without a thread that waits for them."""

import os
import re
import stat
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from django.utils import timezone
from whitenoise.media_types import MediaTypes

from common.media_expiry import end_of
from common.tombstones import is_file_taken_down
from newsroom.page_cache.page import best_encoding, header_lines
from newsroom.pages.media import YEAR, media_headers
from newsroom.server.http import Connection, Lines, beginning
from newsroom.server.request import Request

HASHED = re.compile(r"\.[0-9a-f]{12}\.[^/]+\Z")  # as the storage of static files names them
RANGE = re.compile(rb"bytes=(\d{0,15})-(\d{0,15})\Z")
PACKED = {"br": ".br", "gzip": ".gz"}  # written beside the file when it was collected
TYPES = MediaTypes(extra_types={".vtt": "text/vtt"})
SMALL = 128 * 1024  # bytes


@dataclass
class FileAnswer:
    """A file to send, whose caller closes it."""

    file: BinaryIO
    found: os.stat_result
    headers: list[tuple[str, str]]

    @property
    def etag(self) -> str:
        return f'"{self.found.st_mtime_ns:x}-{self.found.st_size:x}"'

    @property
    def modified(self) -> str:
        return formatdate(self.found.st_mtime, usegmt=True)

    @property
    def all_headers(self) -> list[tuple[str, str]]:
        own = [("ETag", self.etag), ("Last-Modified", self.modified), ("Accept-Ranges", "bytes")]
        return [*self.headers, *own]

    async def send(self, request: Request, connection: Connection) -> None:
        """Raises ConnectionError where the reader has gone."""
        with self.file:
            size, headers = self.found.st_size, self.all_headers
            if self._is_known(request):
                connection.send(304, headers, is_head=True)
                return
            status, start, length = 200, 0, size
            if part := self._part(request):
                start, length = part
                status = 206 if length > 0 else 416
                headers.append(
                    ("Content-Range", f"bytes {start}-{start + length - 1}/{size}" if length else f"bytes */{size}")
                )
            if request.method == b"HEAD" or not length:
                connection.begin(status, headers, length)
                return
            await connection.send_file(status, headers, self.file, start, length)

    def _is_known(self, request):
        names = request.headers.get(b"if-none-match")
        if names is not None:
            return self.etag.encode() in names or names.strip() == b"*"
        since = _moment(request.headers.get(b"if-modified-since"))
        return since is not None and int(self.found.st_mtime) <= since

    def _part(self, request):
        """Start and length of the one range that is asked for; a length of 0 for one that lies outside."""
        asked = RANGE.match(request.headers.get(b"range", b""))
        condition = request.headers.get(b"if-range")
        if not asked or asked[1] == asked[2] == b"" or request.method != b"GET":
            return None
        if condition is not None and condition not in {self.etag.encode(), self.modified.encode()}:
            return None
        size = self.found.st_size
        if not asked[1]:
            length = min(int(asked[2]), size)
            return (size - length, length)
        start, end = int(asked[1]), min(int(asked[2] or size), size - 1)
        if asked[2] and int(asked[2]) < start:
            return None
        return (start, end - start + 1) if start < size else (0, 0)


class SmallFiles:
    """Files of a few kilobytes, as they were sent a moment ago, bounded by bytes.

    For a second nobody asks again whether the file has changed, was taken down or has lost its rights.
    """

    def __init__(self, most_bytes: int):
        self.most_bytes, self.bytes = most_bytes, 0
        self.kept: OrderedDict[tuple[bytes, str], tuple[float, str, bytes, bytes]] = OrderedDict()

    def ready(self, request: Request) -> Sequence[bytes] | None:
        kept = self.kept.get(self._key(request))
        if kept is None or time.monotonic() > kept[0] or b"range" in request.headers:
            return None
        _until, etag, head, body = kept
        if etag.encode() in request.headers.get(b"if-none-match", b""):
            return beginning(304), head
        return (beginning(200), head) if request.method == b"HEAD" else (beginning(200), head, body)

    def keep(self, request: Request, answer: FileAnswer) -> None:
        size = answer.found.st_size
        if size > SMALL or b"range" in request.headers or b"if-modified-since" in request.headers:
            return
        key = self._key(request)
        body = answer.file.read()
        self.bytes += size - (len(self.kept.pop(key)[3]) if key in self.kept else 0)
        head = header_lines([*answer.all_headers, ("Content-Length", str(size))])
        self.kept[key] = time.monotonic() + 1, answer.etag, head, body
        while self.bytes > self.most_bytes:
            self.bytes -= len(self.kept.popitem(last=False)[1][3])

    @staticmethod
    def _key(request):
        return request.path, best_encoding(request.headers.get(b"accept-encoding", b""), tuple(PACKED))


def _moment(value):
    try:
        return parsedate_to_datetime(value.decode("ascii")).timestamp() if value else None
    except (ValueError, TypeError):
        return None


def open_regular(path: Path) -> tuple[BinaryIO, os.stat_result] | None:
    """A file that can be read, and what is known of it; None where there is none."""
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed by whoever sends it
    except (OSError, ValueError):
        return None
    found = os.fstat(file.fileno())
    if stat.S_ISREG(found.st_mode):
        return file, found
    file.close()
    return None


def name_under(request: Request, prefix: bytes) -> str | None:
    """The name of the file that is asked for, or None for one that leads anywhere else."""
    name = unquote(request.path.removeprefix(prefix).decode("ascii", "replace"), errors="replace")
    parts = name.split("/")
    is_plain = all(part not in {"", ".", ".."} for part in parts) and "\0" not in name and "\\" not in name
    return name if is_plain else None


def static_file(request: Request, prefix: bytes, root: Path, common: Lines) -> FileAnswer | None:
    """A collected file, packed as the browser takes it. Its name changes with its content, so it is kept for good."""
    name = name_under(request, prefix)
    if name is None or not HASHED.search(name):
        return None
    headers = [*common, ("Content-Type", TYPES.get_type(name)), ("Vary", "Accept-Encoding")]
    headers += [("Cache-Control", f"public, max-age={YEAR}, immutable"), ("Access-Control-Allow-Origin", "*")]
    headers.append(("Cross-Origin-Resource-Policy", "cross-origin"))
    accepted = request.headers.get(b"accept-encoding", b"")
    for encoding, ending in PACKED.items():
        if best_encoding(accepted, (encoding,)) and (opened := open_regular(root / f"{name}{ending}")):
            return FileAnswer(*opened, [*headers, ("Content-Encoding", encoding)])
    opened = open_regular(root / name)
    return FileAnswer(*opened, headers) if opened else None


def media_file(request: Request, prefix: bytes, root: Path, common: Lines) -> FileAnswer | None:
    """A picture or film that anybody may have now; whatever else is left to the view."""
    name = name_under(request, prefix)
    if name is None or is_file_taken_down(name):
        return None
    end, now = end_of(name), timezone.now()
    if end is not None and end <= now:
        return None
    opened = open_regular(root / name)
    headers = [*common, ("Content-Type", TYPES.get_type(name)), *media_headers(name, end, now).items()]
    return FileAnswer(*opened, headers) if opened else None
