"""Requests that no browser sends: with bytes changed, left out or put in, or hostile parts anywhere."""

import os
import random
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from demo.drills.paper import Figure, Paper

METHODS = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "G\0T", ""]
PARTS = [
    *("%00", "%", "%zz", "%ff%fe", "%E0%80", "%2e%2e%2f", "..", "//", "\\", "\0", "é", "\u202e", "a" * 8192, "9" * 20),
    *("9" * 5000, "http://[", "http://[::1", "?" * 500, ";", "#", "{{7*7}}", "' OR 1=1--", "<script>", "x=1&" * 1000),
]
HEADERS = [
    *("Host", "Origin", "Referer", "Cookie", "Range", "If-None-Match", "If-Modified-Since"),
    *("Accept-Encoding", "Accept", "Content-Type", "Content-Length", "Transfer-Encoding", "X-Forwarded-For"),
    *("X-Forwarded-Proto", "Expect", "Sec-Fetch-Site", "Authorization", "Accept-Language", "User-Agent"),
    *("X-Request-Id", "Upgrade", "Connection"),
]
TYPES = [
    *("", "\t", "1, 2", "application/json", "multipart/form-data", "multipart/form-data; boundary=" + "-" * 300),
    *("text/html; charset=hex", "application/x-www-form-urlencoded; charset=utf-7", "x" * 9000),
]
VALUES = [
    *(
        "",
        "\0",
        "é",
        "\xff",
        "9" * 30,
        "-1",
        "http://[",
        "null",
        "*",
        "bytes=9-1",
        "bytes=-",
        "bytes=0-,0-,0-",
        'W/"',
        '"',
    ),
    *("a=b; " * 500, 'sessionid="\\', "sessionid=..", "q=1;q", "gzip;q=x", "chunked, chunked", "0x10"),
    *("Sat, 99 Foo 0000", "Fri, 31 Dec 9999 24:00", *TYPES),
]
BODIES = [
    *(
        b"",
        b"\0",
        b"a=%",
        b"a=%ff",
        b"=&=&=",
        b"&" * 900,
        b"[" * 900,
        b'{"a":',
        b"choice=" + b"9" * 400,
        b"\xff\xfe" * 300,
    ),
    *(b'--x\r\nContent-Disposition: form-data; name="a"; filename="\0"\r\n\r\n', b"--x--\r\n", b"3\r\nabc\r\nzz\r\n"),
]
PATHS = [
    *("/", "/news/", "/news/a-1/", "/feed/", "/sitemap/2026-1.xml", "/oembed/", "/polls/", "/polls/a-1/"),
    *("/polls/1/vote/", "/read/1/", "/support/", "/support/yours/", "/support/yours/in/1/"),
    *("/support/webhooks/stripe/", "/text/", "/draft/1/", "/media/films/1.mp4", "/static/1.css", "/admin/"),
    *("/admin/login/", "/admin/articles/article/1/change/", "/livez"),
]
NUMBER = int(os.environ.get("MALFORMED", "10000"))
PATIENCE = 20  # seconds for an answer


def malformed(paper: Paper) -> Iterator[Figure]:
    """Requests that no browser sends, and readers beside them."""
    before = paper.web_processes()
    found = statuses_of(paper.port, requests(NUMBER, [*PATHS, *paper.stories, paper.vote]))
    yield Figure("malformed requests that were answered", sum(found.values()) - found[0], NUMBER / 2, is_least=True)
    yield Figure("answered as a failure of ours", sum(failures_of(found).values()), 0)
    yield Figure("web processes that fell", len(set(before) - set(paper.web_processes())), 0)


def requests(number: int, paths: Sequence[str], *, seed: int = 1) -> Iterator[bytes]:
    """So many requests, the same ones for the same seed: each is well formed but for one to four faults."""
    chance = random.Random(seed)  # noqa: S311 - any will do
    for _ in range(number):
        yield _one(chance, chance.choice(paths))


def _one(chance, path):
    headers = {"Host": "127.0.0.1", "User-Agent": "Mozilla/5.0", "Connection": "close"}
    method, body = chance.choice(METHODS[:3]), b""
    faults = [chance.randrange(6) for _ in range(chance.randint(1, 4))]
    for fault in faults:
        if fault == 0:
            path = chance.choice([path + chance.choice(PARTS), path.replace("1", chance.choice(PARTS))])
        elif fault == 1:
            path += "?" + "&".join(
                f"{chance.choice('abqx')}={chance.choice(PARTS)}" for _ in range(chance.randint(1, 5))
            )
        elif fault == 2:
            headers[chance.choice(HEADERS)] = chance.choice(VALUES)
        elif fault == 3:
            method = chance.choice(METHODS)
        elif fault == 4:
            body, headers["Content-Type"] = chance.choice(BODIES), chance.choice(TYPES)
    if body:
        headers.setdefault("Content-Length", str(len(body)))
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    sent = "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + body
    return _broken(chance, sent) if 5 in faults else sent


def _broken(chance, sent):
    """The same with some bytes changed, taken out or put in, or with an end that is missing."""
    sent = bytearray(sent)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(sent))
        sent[at : at + chance.randint(0, 2)] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 2)))
    return bytes(sent[: chance.randint(1, len(sent))] if chance.random() < 0.3 else sent)


def status_of(port: int, sent: bytes) -> int:
    """What a server answers to these bytes and the end of the line; 0 where it hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        try:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            said = line.recv(64)
        except ConnectionError:
            return 0
    return int(said[9:12]) if said.startswith(b"HTTP/1.1 ") else 0


def statuses_of(port: int, sent: Iterator[bytes]) -> Counter[int]:
    """How often each status was answered, to a few who ask at a time."""
    with ThreadPoolExecutor(8) as callers:
        return Counter(callers.map(lambda each: status_of(port, each), sent))


def failures_of(statuses: Counter[int]) -> dict[int, int]:
    """What is no right answer: RFC 9110 has 501 and 505 for methods and versions that nobody offers."""
    return {status: count for status, count in statuses.items() if status >= 500 and status not in {501, 505}}
