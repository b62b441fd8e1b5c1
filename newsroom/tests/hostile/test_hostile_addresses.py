"""Whatever stands in an address or a header, the answer is that there is no such thing, never a failure of ours.

HOSTILE=1 tries every part at every address; without it an address has some of them, each in turn.
"""

import os
import re
from itertools import cycle, islice

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db

DIGITS = "9" * 30
HUGE = {"int": DIGITS, "slug": f"a-{DIGITS}", "str": "%00", "path": "%00", "uuid": "0" * 32}
PARTS = ["%00", "%ff%fe", "%E0%80", "%", "%zz", "%2e%2e%2f", "a" * 8192, DIGITS, f"a-{DIGITS}", "http://[", "\u202e"]
HEADERS = [
    *(("Origin", value) for value in ("http://[", "null", "\xff")),
    *(("Referer", value) for value in ("http://[::", "//", "\xe9")),
    *(("Host", value) for value in ("[", "a_b", "x" * 300)),
    *(("Cookie", value) for value in ('sessionid="\\', "vote=" + "a:" * 900, "voter=\xff; supporter=.", "=;=;")),
    *(("Range", value) for value in ("bytes=9-1", "bytes=-", f"bytes={DIGITS}-", "pages=1")),
    *(("If-None-Match", value) for value in ('W/"', "*", '"' * 99)),
    *(("If-Modified-Since", value) for value in ("Fri, 31 Dec 9999 24:00", "0")),
    *(("Accept-Encoding", value) for value in ("gzip;q=x", ",;,", f"*;q={DIGITS}")),
    *(("Accept-Language", value) for value in ("-" * 400, f"x;q={DIGITS}")),
    *(("Content-Type", value) for value in ("multipart/form-data", "text/html; charset=hex", "\xff")),
    *(("X-Forwarded-For", value) for value in ("::ffff:999.1.1.1", "," * 99, "\xff")),
]
EACH = len(HEADERS) if os.environ.get("HOSTILE") else 4  # headers at one address
REFUSED = {301, 302, 400, 403, 404, 405, 409, 410, 414, 422}


def public_routes(resolver=None, prefix=""):
    """Each public address as it is written in the table of routes, with its `<row:pk>` and the like."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver) and entry.app_name != "admin":
            yield from public_routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield "/" + route


def filled(route, part):
    """The address with this part wherever something may be put in."""
    route = re.sub(r"<(\w+):\w+>", lambda place: part or HUGE.get(place[1], "a"), route)
    return route.replace("^media/(?P<path>.+)$", f"media/{part or DIGITS}")


@pytest.fixture
def ask(client):
    client.raise_request_exception = False
    return lambda path, **asked: client.get(path, **asked).status_code


def test_every_public_address_refuses_hostile_parts(ask):
    routes = list(public_routes())
    wanted = [filled(route, part) for route in routes if "<" in route for part in (None, *PARTS)]

    wrong = [f"{path[:80]} answers {status}" for path in wanted if (status := ask(path)) not in REFUSED]

    assert wrong == []
    assert len(wanted) > 200


def test_every_public_address_stands_hostile_questions(ask):
    routes = [route for route in public_routes() if "<" not in route]
    names = ("url", "before", "maxwidth", "format", "page", "q", "via", "story", "amount")
    questions = ["&".join(f"{name}={part}" for name in names if name != "format") for part in PARTS]

    failed = [f"{route}?{asked[:60]}" for route in routes for asked in questions if ask(f"{route}?{asked}") >= 500]

    assert [path for path in failed if not path.startswith("/readyz")] == []


def test_every_public_address_stands_hostile_headers(client, settings):
    client.raise_request_exception, settings.TRUSTED_PROXIES, failed = False, 1, []
    headers = cycle(HEADERS)
    for path in [filled(route, "1") for route in public_routes()]:
        for name, value in islice(headers, EACH):
            for method in ("GET", "POST"):
                answer = client.generic(method, path, b"a=%ff", headers={name: value})
                failed += [f"{method} {path} {name}: {value[:40]}"] if answer.status_code >= 500 else []

    assert [path for path in failed if "/readyz" not in path] == []


def test_every_public_address_stands_a_key_a_thousand_times(ask):
    asked = "&".join(["before=1"] * 1001)
    paths = [filled(route, "1") for route in public_routes()]

    assert [path for path in paths if ask(f"{path}?{asked}") >= 500 and path != "/readyz"] == []


@pytest.mark.parametrize(
    "path",
    [f"/sitemap/{DIGITS[:20]}-1.xml", f"/sitemap/2026-{DIGITS}.xml", f"/news/a-{DIGITS}/", "/oembed/?url=http://["],
)
def test_address_that_is_none_is_not_found(ask, path):
    assert ask(path) in {400, 404}


@pytest.mark.parametrize("origin", ["http://[", "http://[::", "null", "http://\u2100.example"])
def test_vote_from_an_origin_that_is_no_address_is_refused(client, make_poll, origin):
    client.raise_request_exception = False
    path = make_poll().get_absolute_url() + "vote/"

    assert client.post(path, {}, headers={"Origin": origin}).status_code == 403
    assert client.post(path, {}, headers={"Origin": "http://testserver"}).status_code == 422


@pytest.mark.parametrize("charset", ["wibble", "hex", "rot13", "idna", "undefined"])
@pytest.mark.parametrize("path", ["/support/", "/admin/login/"])
def test_form_in_an_unknown_charset_is_a_bad_request(client, path, charset):
    client.raise_request_exception = False
    body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'

    def status(charset):
        return client.generic("POST", path, body, f"multipart/form-data; boundary=x; charset={charset}").status_code

    assert status(charset) == 400
    assert status("utf-8") not in {400, 500}
