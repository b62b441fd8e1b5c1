"""The gate to other machines: no spelling, redirect or name server leads it inside, and nothing keeps it waiting."""

import ipaddress
import itertools
import socket
import time
from pathlib import Path

import pytest

from common import outbound
from common.outbound import Bounds, CannotFetch, download, fetch, is_public, tell
from common.tests.internet import NAMES, PUBLIC

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
        ("broken", "broke off"),
        (f"large/{outbound.MAX_BYTES + 1}", "larger than 5 MB"),
        ("to/ftp://good.example/", "begin with http"),
    ],
)
def test_answer_that_is_no_use_is_refused_with_the_reason(path, reason, internet):
    with pytest.raises(CannotFetch, match=reason):
        ask(f"http://good.example/{path}")


def test_answer_of_the_largest_size_is_taken(internet):
    assert len(ask(f"http://good.example/large/{outbound.MAX_BYTES}").content) == outbound.MAX_BYTES


def test_larger_answer_is_written_into_a_file_where_more_is_allowed(internet, tmp_path):
    most = 2 * outbound.MAX_BYTES
    with (tmp_path / "file").open("wb") as file:
        answer = download(
            f"http://good.example/large/{most}",
            file,
            content_types={"text/html"},
            bounds=Bounds(seconds=30, bytes=most),
        )

    assert (tmp_path / "file").stat().st_size == most
    assert (answer.content, answer.content_type) == (b"", "text/html")


def test_page_that_has_not_changed_is_not_sent_again(internet):
    first = ask("http://good.example/known")
    again = ask("http://good.example/known", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status, first.content) == (200, b"<p>Words</p>")
    assert (again.status, again.content) == (304, b"")


def test_server_that_says_unasked_that_nothing_changed_is_refused(internet):
    with pytest.raises(CannotFetch, match="answered with 304"):
        ask("http://good.example/status/304")


@pytest.mark.parametrize(("said", "seconds"), [("120", 120), ("Fri, 31 Dec 1999 23:59:59 GMT", None), ("", None)])
def test_server_that_is_busy_says_how_long(said, seconds, internet):
    with pytest.raises(CannotFetch) as refusal:
        ask(f"http://good.example/status/503/{said.replace(' ', '%20')}")

    assert (refusal.value.status, refusal.value.retry_after) == (503, seconds)


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
