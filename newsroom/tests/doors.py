"""The front door, asked by a test on its own thread, as if each question came over a line."""

import asyncio
import gzip
from concurrent.futures import Executor, Future

import pytest

from common import site_version
from newsroom.page_cache.page import header_lines
from newsroom.server.bridge import Django
from newsroom.server.door import FrontDoor
from newsroom.server.request import Request
from newsroom.tests.page_reader import AtOnce, outside_the_loop

STYLE = b"body { color: black; }\n" * 100
FILM = bytes(range(256)) * 2000


class Line:
    """A reader's line that only writes down what was sent."""

    def __init__(self, *, is_gone=False):
        self.is_gone, self.sent, self.transport = is_gone, b"", self

    def writelines(self, parts):
        self.sent += b"".join(parts)

    def begin(self, status, headers, length):
        self.sent += b"HTTP/1.1 %d \r\n" % status + header_lines([*headers, ("Content-Length", str(length))])

    def send(self, status, headers, body=b"", *, is_head=False):
        self.begin(status, headers, len(body))
        self.sent += b"" if is_head else body

    async def send_file(self, status, headers, file, start, length):
        self.begin(status, headers, length)
        file.seek(start)
        self.sent += file.read(length)


class Hangs(Executor):
    """A thread that waits for a disk which does not answer."""

    def submit(self, act, /, *args, **kwargs):
        return Future()


class Door:
    """The front door, asked one thing after the other."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr("newsroom.page_cache.keeper.PageKeeper.begin", lambda keeper: None)
        self.door = asyncio.run(self._made())

    async def _made(self):
        door = FrontDoor(address=("localhost", 80), django=Django())
        door.threads = door.files = door.keeper.threads = door.keeper.files = AtOnce()
        return door

    def ask(self, target, *, method="GET", line=None, **headers):
        request = Request(("127.0.0.1", 1))
        request.target, request.method = target.encode(), method.encode()
        request.headers = {b"host": b"localhost"} | {
            name.replace("_", "-").encode(): value.encode() for name, value in headers.items()
        }
        line = line or Line()
        site_version.read()

        async def answer():
            ready = self.door.ready(request)
            if ready is not None:
                line.writelines(ready)
            else:
                await self.door.answer(request, line)

        asyncio.run(answer())
        head, _, body = line.sent.partition(b"\r\n\r\n")
        return head.decode("latin-1"), body


@pytest.fixture
def door(settings, tmp_path, monkeypatch):
    settings.DATA, settings.ALLOWED_HOSTS = tmp_path, ["localhost"]
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path / "static", tmp_path / "media"
    for name in ("request_started", "request_finished"):
        monkeypatch.setattr(f"django.core.signals.{name}.send", lambda **how: None)
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "site.0123456789ab.css").write_bytes(STYLE)
    (tmp_path / "static" / "site.0123456789ab.css.gz").write_bytes(gzip.compress(STYLE))
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    films = tmp_path / "media" / "films"
    films.mkdir(parents=True)
    (films / "tide.mp4").write_bytes(FILM)
    (films / "small.webp").write_bytes(b"picture")
    site_version.begin_with(None)
    with outside_the_loop():
        return Door(monkeypatch)


def status(found):
    return int(found[0].split()[1])


def header(found, name):
    return found[0].partition(f"\r\n{name}: ")[2].partition("\r\n")[0]
