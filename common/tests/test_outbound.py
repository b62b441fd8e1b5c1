"""The gate to other machines: no spelling, redirect or name server leads it inside, and nothing keeps it waiting."""

import gzip
import ipaddress
import itertools
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from common import outbound
from common.outbound import CannotFetch, fetch, is_public, tell

PUBLIC = "93.184.216.34"
NAMES = ("localhost", "localhost.localdomain", "127.0.0.1.names.example", "inner.example", "db", "a.b.c.inner.example")
HERE = Path(__file__).parent
INNER = (HERE / "inner_addresses.txt").read_text().split()
SPELLINGS = (HERE / "inner_spellings.txt").read_text().splitlines()  # signs that no editor shows are written as \t


def spellings(port):
    """Addresses that lead to this machine or inside, as people write them to get past a gate."""
    hosts = [*NAMES, *(f"[{ip}]" if ":" in ip else ip for ip in INNER)]
    yield from (f"http://{host}:{port}/" for host in hosts)
    for form in SPELLINGS:
        for written, meant in {"\\\\": "\\", r"\t": "\t", r"\r": "\r", r"\n": "\n"}.items():
            form = form.replace(written, meant)
        yield form.replace("{public}", PUBLIC).replace("{inner}", "127.0.0.1").replace("{port}", str(port))


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
        self._send(int(rest))

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
    server.asked = []
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


def ask(url, **options):
    return fetch(url, content_types={"text/html"}, **options)


def test_no_spelling_of_an_inner_address_reaches_a_server_inside(canary, names):
    urls = list(dict.fromkeys(spellings(canary.server_port)))

    for url in urls:
        with pytest.raises(CannotFetch):
            ask(url)

    assert len(urls) >= 150
    assert canary.asked == []


def test_without_the_look_at_addresses_many_spellings_would_reach_it(canary, names, monkeypatch):
    monkeypatch.setattr(outbound, "is_public", lambda _address: True)
    monkeypatch.setattr(outbound, "SECONDS", 0.3)
    hosts = [*NAMES, "127.1", "2130706433", "0x7f.1", "0177.1", "127.0.0.1", "0", "LOCALHOST"]

    for host in hosts:
        ask(f"http://{host}:{canary.server_port}/")

    assert len(canary.asked) == len(hosts)


@pytest.mark.parametrize("address", INNER)
def test_inner_address_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_address_of_the_internet_is_public(address):
    assert is_public(address)


def test_public_page_is_fetched_at_the_address_that_was_looked_at(internet, canary, names):
    page = ask("http://good.example/page?a=1")

    assert (page.url, page.content_type, page.content) == ("http://good.example/page?a=1", "text/html", b"<p>Words</p>")
    [(path, headers)] = canary.asked
    assert (path, headers["Host"]) == ("/page?a=1", "good.example")
    assert internet == [PUBLIC]


def test_name_that_answers_otherwise_the_second_time_is_asked_once(internet, canary, names):
    known, asked = names
    known["good.example"] = itertools.cycle([[PUBLIC], ["127.0.0.1"]])

    ask("http://good.example/page")

    assert asked.count("good.example") == 1
    assert internet == [PUBLIC]


def test_name_with_one_inner_address_among_public_ones_is_refused(internet, names):
    names[0]["good.example"] = [PUBLIC, "10.0.0.1"]

    with pytest.raises(CannotFetch, match="not on the public internet"):
        ask("http://good.example/page")

    assert internet == []


@pytest.mark.parametrize(
    "there", ["http://127.0.0.1:{port}/", "http://inner.example:{port}/", "file:///etc/passwd", "//[::1]/"]
)
def test_redirect_is_looked_at_like_the_first_address(there, internet, canary):
    with pytest.raises(CannotFetch):
        ask("http://good.example/to/" + there.format(port=canary.server_port))

    assert internet == [PUBLIC]
    assert len(canary.asked) == 1


@pytest.mark.parametrize(("times", "is_followed"), [(2, True), (3, False)])
def test_three_redirects_are_followed_and_no_fourth(times, is_followed, internet, canary):
    url = f"http://good.example/again/{times}"
    if is_followed:
        assert ask(url).url == "http://good.example/page"
    else:
        with pytest.raises(CannotFetch, match="more than 3 times"):
            ask(url)
    assert len(canary.asked) == 4


def test_secret_of_the_first_host_is_not_told_to_the_next(internet, canary):
    ask("http://good.example/to/http://other.example/page", headers={"Authorization": "Bearer hidden"})

    assert [headers.get("Authorization") for _path, headers in canary.asked] == ["Bearer hidden", None]


def test_what_is_posted_follows_no_redirect(internet, canary):
    with pytest.raises(CannotFetch, match="answered with 302"):
        tell("http://good.example/to/http://other.example/page", body=b"{}", headers={})

    assert len(canary.asked) == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("status/404", "answered with 404"),
        ("kind/application/zip", "answered with application/zip"),
        ("packed", "packed"),
        (f"large/{outbound.MAX_BYTES + 1}", "larger than 5 MB"),
        ("to/ftp://good.example/", "begin with http"),
    ],
)
def test_answer_that_is_no_use_is_refused_with_the_reason(path, reason, internet):
    with pytest.raises(CannotFetch, match=reason):
        ask(f"http://good.example/{path}")


def test_answer_of_the_largest_size_is_taken(internet):
    assert len(ask(f"http://good.example/large/{outbound.MAX_BYTES}").content) == outbound.MAX_BYTES


@pytest.mark.parametrize("part", ["body", "headers"])
def test_server_that_sends_a_byte_at_a_time_is_cut_off(part, internet, monkeypatch):
    monkeypatch.setattr(outbound, "SECONDS", 0.4)

    with pytest.raises(CannotFetch, match=r"more than 0\.4 seconds"):
        ask(f"http://good.example/drip/{part}")


def test_name_server_that_says_nothing_is_not_waited_for(names, monkeypatch):
    monkeypatch.setattr(outbound, "SECONDS", 0.1)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: time.sleep(0.5))

    with pytest.raises(CannotFetch, match="No name server"):
        ask("http://good.example/page")


def test_certificate_of_another_host_is_refused(internet):
    """The server speaks no TLS at all; the name that it would have to prove is that of the address."""
    with pytest.raises(CannotFetch, match="could not be reached, or broke off"):
        ask("https://good.example/page")


def test_proxy_of_the_environment_is_not_asked(internet, canary, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    assert ask("http://good.example/page").content


def test_every_address_in_the_list_is_one(names):
    assert all(ipaddress.ip_address(address.partition("%")[0]) for address in INNER)


@pytest.mark.parametrize("status", [200, 202, 204])
def test_what_is_told_is_taken_by_any_status_that_says_so(status, internet, canary):
    tell(f"http://good.example/status/{status}", body=b"changed", headers={})
    assert len(canary.asked) == 1


@pytest.mark.parametrize("there", ["good.example/status/302", "good.example/status/500", "inner.example:{port}/page"])
def test_what_is_told_and_not_taken_is_said(there, internet, canary):
    with pytest.raises(CannotFetch):
        tell("http://" + there.format(port=canary.server_port), body=b"changed", headers={})

    assert len(canary.asked) == there.startswith("good")
