"""A stand-in for the internet: a public address that leads to a server of this machine, and a name server of ours.

Nothing but the resolver and the way to that address is replaced, so the gate is asked as it is.
"""

import gzip
import itertools
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

PUBLIC = "93.184.216.34"
NAMES = ("localhost", "localhost.localdomain", "127.0.0.1.names.example", "inner.example", "db", "a.b.c.inner.example")


class Answers(BaseHTTPRequestHandler):
    """Answers by the first part of the path; what was asked stands in the server's list."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        act, _slash, rest = self.path.lstrip("/").partition("/")
        getattr(self, f"_{act}", self._page)(rest)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def _send(self, status=200, content=b"<p>Words</p>", **headers):
        self.send_response(status)
        for name, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", len(content))
        self.end_headers()
        self.wfile.write(content)

    def _page(self, _rest):
        self._send()

    def _to(self, rest):
        self._send(302, b"", Location=rest)

    def _again(self, rest):
        self._send(302, b"", Location=f"/again/{int(rest) - 1}" if int(rest) else "/page")

    def _status(self, rest):
        status, _slash, wait = rest.partition("/")
        self._send(int(status), b"", **({"Retry_After": wait} if wait else {}))

    def _known(self, _rest):
        self._send(304 if self.headers["If-None-Match"] == '"1"' else 200, ETag='"1"')

    def _held(self, rest):
        """What a test has put there: the content, and its headers."""
        content, headers = self.server.held[rest]
        is_same = "ETag" in headers and self.headers["If-None-Match"] == headers["ETag"]
        self._send(304 if is_same else 200, b"" if is_same else content, **headers)

    def _broken(self, _rest):
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\nWords")

    def _packed(self, _rest):
        self._send(content=gzip.compress(b"x" * 9), Content_Encoding="gzip")

    def _kind(self, rest):
        self._send(Content_Type=rest)

    def _large(self, rest):
        self._send(content=b"x" * int(rest))

    def _drip(self, rest):
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"\r\n" if rest == "body" else b""))
        for _ in range(40):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def log_message(self, *_args):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_args):
        """A reader who hangs up is what some tests are about."""


@pytest.fixture
def canary(settings):
    """A server on this machine, on a port that the gate may ask."""
    server = Server(("127.0.0.1", 0), Answers)
    server.asked, server.held = [], {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OUTBOUND_PORTS = [server.server_port]
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch):
    """What the name server says of each name; IP addresses are read as the system reads them."""
    known, asked = dict.fromkeys(NAMES, ["127.0.0.1"]), []
    resolve = socket.getaddrinfo

    def answer(host, port, *args, **options):
        asked.append(host)
        if host not in known:
            return resolve(host, port, *args, **options | {"flags": socket.AI_NUMERICHOST})
        found = known[host]
        addresses = next(found) if isinstance(found, itertools.count | itertools.cycle) else found
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    known["good.example"] = known["other.example"] = [PUBLIC]
    return known, asked


@pytest.fixture
def internet(canary, names, monkeypatch):
    """The public address leads to the server; whatever else is asked for is written down and goes where it says."""
    connect, connected = socket.create_connection, []

    def lead(address, **options):
        connected.append(address[0])
        return connect(("127.0.0.1", canary.server_port) if address[0] == PUBLIC else address, **options)

    monkeypatch.setattr(socket, "create_connection", lead)
    return connected
