"""The lines to readers: what is taken, what is refused, and that slow people cost nobody else anything."""

import asyncio
import re
import time

import pytest
import uvloop

from newsroom.server import http
from newsroom.server.http import Connection

LONG = 20_000_000  # bytes, more than the machine takes from us before the reader does


@pytest.fixture(autouse=True)
def _short_linger(monkeypatch):
    monkeypatch.setattr(http, "LINGER", 0.05)


class Echo:
    """A door that says what it was asked, at once for /now and in its time for the rest."""

    def __init__(self):
        self.bodies = []

    def most_bytes(self, request):
        return 1000

    def ready(self, request):
        return [http.beginning(200), b"Content-Length: 3\r\n\r\n", b"now"] if request.path == b"/now" else None

    async def answer(self, request, connection):
        if request.path == b"/film":
            with open(__file__, "rb") as file:
                await connection.send_file(200, [], file, 10, 20)
            return
        if request.path == b"/nothing":
            connection.send(204, [])
            return
        if request.path == b"/long":
            connection.send(200, [], b"x" * LONG)
            return
        if request.path == b"/host":
            connection.send(200, [], request.headers[b"host"])
            return
        await asyncio.sleep(0.01)
        body = request.body
        if body is not None:
            body.seek(0)
        said = [request.method, request.target, request.headers.get(b"cookie", b"-"), body.read() if body else b""]
        connection.send(200, [("X-Kind", "echo")], b" ".join(said), is_head=request.method == b"HEAD")


async def hang_up(server, connections, lines):
    server.close()
    for line in [*lines, *connections]:
        line.transport.abort()
    while connections:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)


def talk(*parts, wait=0.0, half=False):
    """What a server says to these bytes, sent one after the other with a pause between them."""

    async def main():
        connections, loop = set(), asyncio.get_running_loop()
        server = await loop.create_server(lambda: Connection(Echo(), connections), "127.0.0.1", 0)
        sweeping = loop.create_task(http.sweep(connections))
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(wait)
        if half:
            writer.write_eof()
        said = await asyncio.wait_for(reader.read(), 20)
        sweeping.cancel()
        await hang_up(server, connections, [writer])
        return said

    return uvloop.run(main())


def get(path, *headers, method="GET", last=True):
    lines = [f"{method} {path} HTTP/1.1", "Host: paper", *headers, *(["Connection: close"] if last else []), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def status_of(said):
    return int(said.split(b" ", 2)[1])


def test_answers_in_the_order_of_the_questions():
    said = talk(get("/a", last=False) + get("/now", last=False) + get("/b", last=False) + get("/now"))

    assert re.findall(rb"GET /. -|\r\nnow", said) == [b"GET /a -", b"\r\nnow", b"GET /b -", b"\r\nnow"]


def test_a_thousand_questions_in_one_piece_are_all_answered():
    said = talk(get("/a", last=False) + get("/now", last=False) * 1000 + get("/now"))

    assert said.count(b"\r\n\r\nnow") == 1001


def test_a_head_has_the_length_and_no_body():
    said = talk(get("/a", method="HEAD"))

    assert b"Content-Length: 10\r\n" in said
    assert said.endswith(b"\r\n\r\n")


def test_a_cookie_of_another_site_hides_none():
    """A town's name in Welsh, set for the whole domain by somebody else."""
    head = "GET /a HTTP/1.1\r\nHost: paper\r\nConnection: close\r\n"
    said = talk(f"{head}Cookie: theirs=Tŷ; ours=1\r\nCookie: b=2\r\n\r\n".encode())

    assert "theirs=Tŷ; ours=1; b=2".encode() in said


def test_a_part_of_a_file_is_sent():
    with open(__file__, "rb") as file:
        assert talk(get("/film")).endswith(b"\r\n\r\n" + file.read()[10:30])


def test_a_body_is_whole_before_anybody_works_on_it():
    head = get("/a", "Content-Length: 6", method="POST")

    assert talk(head + b"ab", b"cd", b"ef", wait=0.05).endswith(b"POST /a - abcdef")


@pytest.mark.parametrize(
    ("headers", "looked_up"), [([], []), (["Content-Length: 0"], []), (["Content-Length: 2"], [b"/a", b"/a"])]
)
def test_how_long_a_body_may_be_is_looked_up_only_for_one(headers, looked_up, monkeypatch):
    seen = []
    monkeypatch.setattr(Echo, "most_bytes", lambda _door, request: seen.append(request.target) or 1000)

    assert status_of(talk(get("/a", *headers, method="POST") + b"x" * len(looked_up))) == 200
    assert seen == looked_up


def test_a_body_in_chunks_is_put_together():
    head = get("/a", "Transfer-Encoding: chunked", method="POST")

    assert talk(head + b"3\r\nabc\r\n", b"2\r\nde\r\n0\r\n\r\n").endswith(b"POST /a - abcde")


def test_who_asks_whether_to_send_is_told_to_go_on():
    head = get("/a", "Content-Length: 2", "Expect: 100-continue", method="POST")

    assert talk(head, b"ok", wait=0.05).startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (get("/a", "Content-Length: 1001", method="POST") + b"x", 413),
        (get("/a", "Transfer-Encoding: chunked", method="POST") + b"3e9\r\n" + b"x" * 1001 + b"\r\n0\r\n\r\n", 413),
        (get("/a", *[f"X-{number}: 1" for number in range(120)]), 431),
        (get("/a", "X-Long: " + "x" * 40_000), 431),
        (get("/" + "x" * 40_000), 431),
        (get("/a", "Host: another"), 400),
        (get("/a", "Content-Length: 2", "Content-Length: 3", method="POST") + b"abc", 400),
        (get("/a", "Content-Length: 2", "Transfer-Encoding: chunked", method="POST") + b"0\r\n\r\n", 400),
        (get("/a", "Transfer-Encoding: gzip, chunked", method="POST") + b"0\r\n\r\n", 501),
        (get("/a", "Content-Length: many", method="POST"), 400),
        (b"what is this?\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00", 400),
    ],
)
def test_what_is_too_much_or_not_understood_is_refused(sent, status):
    said = talk(sent)

    assert status_of(said) == status
    assert b"Connection: close\r\n" in said


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET /a HTT", get("/a", last=False)[:-2], get("/a", "Content-Length: 5", method="POST", last=False) + b"a"],
    ids=["nothing", "half a line", "half a head", "half a body"],
)
def test_who_begins_and_does_not_go_on_is_hung_up_on(sent, monkeypatch):
    monkeypatch.setattr(http, "SWEEP_EVERY", 0.02)
    monkeypatch.setattr(http, "IDLE_FOR", 0.1)
    monkeypatch.setattr(http, "HEADERS_WITHIN", 0.1)
    began = time.monotonic()

    said = talk(sent)

    assert time.monotonic() - began < 10
    assert said == b"" if not sent else status_of(said) == 408


def test_two_hundred_who_drip_keep_nobody_waiting():
    async def main():
        connections, loop = set(), asyncio.get_running_loop()
        server = await loop.create_server(lambda: Connection(Echo(), connections), "127.0.0.1", 0)
        where = server.sockets[0].getsockname()
        slow = [await asyncio.open_connection(*where) for _ in range(200)]
        for _reader, writer in slow:
            writer.write(get("/a", "Content-Length: 900", method="POST") + b"x")
        await asyncio.sleep(0.1)
        reader, writer = await asyncio.open_connection(*where)
        writer.write(get("/a"))
        said = await asyncio.wait_for(reader.read(), 5)
        waiting = sum(connection.request is not None for connection in connections)
        await hang_up(server, connections, [writer, *(line for _reader, line in slow)])
        return waiting, said

    waiting, said = uvloop.run(main())
    assert waiting == 200
    assert said.endswith(b"GET /a - ")
