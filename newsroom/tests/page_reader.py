"""A reader who asks for pages from the keeper and past it, on the test's own thread and database."""

import asyncio
from concurrent.futures import Executor, Future
from contextlib import contextmanager

import pytest

from common import site_version
from newsroom.page_cache.keeper import PageKeeper, all_taken_down
from newsroom.page_cache.page import Answer
from newsroom.page_cache.pages import canonical, public_page_at
from newsroom.page_cache.store import Disk, Memory
from newsroom.server.bridge import Django, environ_of
from newsroom.server.request import Request


@contextmanager
def outside_the_loop():
    """Django lends the test's connection to its thread alone, and takes a running loop for another one."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


class AtOnce(Executor):
    """Runs on the thread that asks, which is the one that has the test's database."""

    def submit(self, act, /, *args, **kwargs):
        done = Future()
        with outside_the_loop():
            done.set_result(act(*args, **kwargs))
        return done


class Reader:
    """Asks for pages, from the keeper and past it."""

    def __init__(self, folder):
        self.folder, self.django, self.drawn = folder, Django(), 0
        self.fails = False
        self.restart()

    def restart(self):
        files = Disk(self.folder / "pages", 10**8)
        self.keeper = PageKeeper(memory=Memory(10**8), disk=files, threads=AtOnce(), files=AtOnce())

    def drawing(self, path):
        request = Request(("127.0.0.1", 1))
        request.target, request.method, request.headers = path.encode(), b"GET", {b"host": b"localhost"}
        if self.fails:
            return Answer(503, [])
        self.drawn += 1
        return self.django.respond(environ_of(request, address=("localhost", 80), target=request.target))

    def kept(self, path, *, look=True):
        if look:
            site_version.read()
        self.keeper._drop_what_is_gone(all_taken_down())

        async def ask():
            async def draw():
                with outside_the_loop():
                    return self.drawing(path)

            return await self.keeper.page((b"localhost", canonical(path.encode())), public_page_at(path), draw)

        return asyncio.run(ask())


@pytest.fixture
def reader(tmp_path, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["localhost"]
    # A request begins and ends with a look at its connection, which is the test's own here.
    monkeypatch.setattr("django.core.signals.request_started.send", lambda **how: None)
    monkeypatch.setattr("django.core.signals.request_finished.send", lambda **how: None)
    site_version.begin_with(None)
    return Reader(tmp_path)
