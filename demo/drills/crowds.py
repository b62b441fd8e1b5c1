"""Many readers at once, slow ones, and ones who stop: what that costs the others."""

import asyncio
import os
from collections.abc import Iterator

from demo.drills.paper import Figure, Paper, milliseconds

CROWD, DRIPPING, PAUSED = 500, 200, 50
FILM = 60_000_000  # bytes


def stampede(paper: Paper) -> Iterator[Figure]:
    """A page has just changed, and everybody wants it."""
    paper.shell("from articles.models import Section; Section.objects.update(standfirst='Changed.')")

    async def ask():
        lines = [await asyncio.open_connection("127.0.0.1", paper.port) for _ in range(CROWD)]
        await asyncio.sleep(1)  # the change is known by now
        for _reader, writer in lines:
            writer.write(f"GET {paper.stories[0]} HTTP/1.1\r\nHost: 127.0.0.1:{paper.port}\r\n\r\n".encode())
        heads = await asyncio.gather(*(reader.readuntil(b"\r\n\r\n") for reader, _writer in lines))
        for _reader, writer in lines:
            writer.close()
        return heads

    heads = asyncio.run(ask())
    drawn = sum(b"fwd=miss" in head for head in heads)
    yield Figure(f"times that a page was drawn for {CROWD} readers", drawn, 1)
    yield Figure("readers who did not get it", sum(not head.startswith(b"HTTP/1.1 200") for head in heads), 0)


def spike(paper: Paper) -> Iterator[Figure]:
    """Breaking news."""
    measure = paper.read(["/"], seconds=10, connections=CROWD)
    yield Figure(f"pages a second to {CROWD} readers", measure.a_second[0], 5000, is_least=True)
    yield Figure("requests that failed", measure.failed, 0)
    after = paper.read(["/"], seconds=2, connections=1)
    yield Figure("ms for the next reader afterwards (p99)", milliseconds(after.p99[0]), 50)


def slow(paper: Paper) -> Iterator[Figure]:
    """Two hundred who send a byte at a time, and fifty who have paused a film."""
    film = paper.folder / "data" / "media" / "films" / "drill.mp4"
    film.parent.mkdir(parents=True, exist_ok=True)
    film.write_bytes(os.urandom(1000) * (FILM // 1000))
    before = paper.read([*paper.stories, "/"], seconds=5)
    during = asyncio.run(_beside_slow_people(paper))
    ratio = milliseconds(during.p99[0]) / milliseconds(before.p99[0])
    yield Figure(f"p99 beside {DRIPPING} dripping posts and {PAUSED} paused films, as a ratio", ratio, 2)
    yield Figure("requests that failed", during.failed, 0)


async def _beside_slow_people(paper):
    host = f"Host: 127.0.0.1:{paper.port}\r\n"
    lines = []
    for number in range(DRIPPING + PAUSED):
        reader, writer = await asyncio.open_connection("127.0.0.1", paper.port, limit=1000)
        if number < DRIPPING:
            writer.write(f"POST {paper.vote} HTTP/1.1\r\n{host}Content-Length: 900\r\n\r\nc".encode())
        else:
            writer.write(f"GET /media/films/drill.mp4 HTTP/1.1\r\n{host}\r\n".encode())
            writer.transport.pause_reading()
        lines.append((reader, writer))
    await asyncio.sleep(3)  # the films have filled what lies between by now
    dripping = asyncio.create_task(_drip([writer for _reader, writer in lines[:DRIPPING]]))
    measure = await asyncio.to_thread(paper.read, [*paper.stories, "/"], seconds=5)
    dripping.cancel()
    for _reader, writer in lines:
        writer.transport.abort()
    return measure


async def _drip(writers):
    while True:
        await asyncio.sleep(0.5)
        for writer in writers:
            writer.write(b"c")
