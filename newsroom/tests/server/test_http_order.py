"""One answer after the other, whatever comes behind a request that is still being answered."""

import asyncio
import re

import pytest
import uvloop

from newsroom.server import http
from newsroom.server.http import Connection
from newsroom.server.web import finish
from newsroom.tests.server.test_http import LONG, Echo, get, hang_up, status_of, talk

SLOW = get("/a", last=False)


@pytest.fixture(autouse=True)
def _short_linger(monkeypatch):
    monkeypatch.setattr(http, "LINGER", 0.05)


def statuses(said):
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", said)]


@pytest.mark.parametrize(
    ("behind", "status"),
    [
        (b"what is this?\r\n\r\n", 400),
        (get("/b", "Content-Length: 1001", method="POST"), 413),
        (get("/b", "X-Long: " + "x" * 40_000), 431),
    ],
)
def test_a_refusal_waits_for_the_answers_before_it(behind, status):
    said = talk(SLOW + get("/now", last=False) + behind)

    assert statuses(said) == [200, 200, status]
    assert said.index(b"GET /a - ") < said.index(b"\r\n\r\nnow") < said.index(b"Connection: close\r\n")


def test_a_body_is_asked_for_when_its_turn_has_come():
    head = get("/b", "Content-Length: 2", "Expect: 100-continue", method="POST")

    said = talk(SLOW + head, b"ok", wait=0.1)

    assert statuses(said) == [200, 100, 200]
    assert said.endswith(b"POST /b - ok")


def test_a_body_that_is_too_long_is_not_asked_for():
    assert statuses(talk(get("/a", "Content-Length: 1001", "Expect: 100-continue", method="POST"))) == [413]


def test_who_has_said_all_is_still_answered():
    said = talk(SLOW + get("/b", last=False), half=True)

    assert statuses(said) == [200, 200]
    assert said.endswith(b"GET /b - ")


def test_who_offers_another_protocol_is_answered_in_this_one():
    offer = get("/a", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", last=False)

    said = talk(offer + offer + get("/b"))

    assert re.findall(rb"GET /. -", said) == [b"GET /a -", b"GET /a -", b"GET /b -"]
    assert statuses(said) == [200, 200, 200]


def test_a_tunnel_is_refused_and_nothing_behind_it_is_read():
    assert statuses(talk(get("paper:80", method="CONNECT", last=False) + get("/now"))) == [501]


def test_headers_behind_the_body_are_not_taken_for_those_before_it():
    head = get("/a", "Transfer-Encoding: chunked", method="POST")

    said = talk(head + b"1\r\nx\r\n0\r\nCookie: session=theirs\r\nHost: another\r\n\r\n")

    assert said.endswith(b"POST /a - x")


@pytest.mark.parametrize(
    ("target", "path"), [("http://paper/a?b=1", b"/a?b=1"), ("HTTP://paper", b"/"), ("http://paper?b=1", b"/?b=1")]
)
def test_a_whole_address_is_taken_for_its_path(target, path):
    assert b"\r\n\r\nGET %s - " % path in talk(get(target))


def test_a_whole_address_names_the_host():
    assert talk(get("http://named:80/host")).endswith(b"named:80")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /a HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        (b"GET /a HTTP/2.0\r\nHost: paper\r\nConnection: close\r\n\r\n", 505),
        (b"GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200),
    ],
    ids=["no host", "another version", "an old program, whose line ends with its answer"],
)
def test_the_version_says_what_a_head_has_to_hold(sent, status):
    assert status_of(talk(sent)) == status


def test_an_answer_without_content_says_nothing_of_its_length():
    said = talk(get("/nothing", last=False) + get("/now"))

    assert statuses(said) == [204, 200]
    assert b"Content-Length" not in said.partition(b"\r\n\r\n")[0]


def test_what_has_been_answered_is_taken_before_a_process_ends():
    async def main():
        connections, loop = set(), asyncio.get_running_loop()
        server = await loop.create_server(lambda: Connection(Echo(), connections), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(get("/long", last=False))
        said = await reader.readuntil(b"\r\n\r\n")
        taking = loop.create_task(reader.read())
        await finish(connections, within=10)
        await hang_up(server, connections, [])  # as the end of a process does
        taken = await taking
        writer.transport.abort()
        return said, taken

    said, taken = uvloop.run(main())
    assert status_of(said) == 200
    assert len(taken) == LONG


def test_who_never_takes_the_rest_of_an_answer_is_hung_up_on():
    line = http.Connection(None, set())
    line.transport = Closing()

    line.close_if_overdue(line.since + http.STALLED_FOR - 1)
    assert not line.transport.is_aborted
    line.close_if_overdue(line.since + http.STALLED_FOR + 1)
    assert line.transport.is_aborted


class Closing:
    """A line that will be closed when what is left has been taken."""

    is_aborted = False

    def is_closing(self):
        return True

    def close(self):
        pass

    def abort(self):
        self.is_aborted = True
