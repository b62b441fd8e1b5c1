"""Every address of the site, in one of two lists: open to everybody, or closed to whoever is not on the staff.

An address that is in neither fails here. Whoever adds a page adds its line to PUBLIC, or lets it ask for a login.
"""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from newsroom.tests.public_rows import LEAD_ON, PUBLIC, PUBLIC_POST

# Of a supporter who is signed in; everybody else is led to where a link can be asked for.
OWN = {
    "supporters:change_pledge",
    "supporters:hide_name",
    "supporters:own_facts",
    "supporters:own_newsletter",
    "supporters:own_year",
    "supporters:resend",
}
# Made to stand in other sites' pages.
FRAMED = {"polls:embed", "articles:embed", "articles:video_embed"}
# Pages of the demonstration, which a real paper does not have.
DEMO_ONLY = {"supporters:sandbox_pay", "supporters:sandbox_account"}
# The door of the desk, and the way out.
DOORS = {"admin:login", "admin:logout", "admin_password_reset", "choose_password"}
# Of partners' programs: these refuse whoever sends no token.
BY_TOKEN = {f"api:{name}" for name in ("index", "stories", "story", "sections", "topics", "authors", "changes")}
BY_TOKEN |= {"api:entries"}
UNSAFE_AT_THE_DESK = {"style-src-attr"}


def routes(resolver=None, prefix="", spaces=()):
    """Every route as its full name and a path that leads to it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern, path, (*spaces, *filter(None, [pattern.namespace])))
        else:
            yield ":".join((*spaces, pattern.name or "unnamed")), "/" + filled(path)


def filled(pattern):
    """A path of this pattern, with something in each place."""
    pattern = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", pattern)
    pattern = re.sub(r"\(\?P<\w+>([\w]+)[^)]*\)", r"\1", pattern)  # (?P<app_label>auth|polls)
    pattern = re.sub(r"\(\?P<\w+>[^)]*\)", "somewhere", pattern)  # (?P<url>.*)
    return re.sub(r"<[^>]+>", "1", pattern).replace("^", "").replace("$", "")


OPEN = {*PUBLIC, *LEAD_ON, *PUBLIC_POST, *DOORS, *DEMO_ONLY, *OWN, *BY_TOKEN}
CLOSED = [(name, path) for name, path in routes() if name not in OPEN]


def test_the_lists_name_no_route_that_is_gone():
    assert OPEN - {name for name, _ in routes()} == set()


def lets_in(response):
    to_the_door = response.status_code == 302 and response.url.startswith("/admin/login/?next=")
    return response.status_code != 403 and not to_the_door


@pytest.mark.parametrize("method", ["get", "post"])
def test_whatever_is_not_public_refuses_a_stranger(method, db):
    visitor = Client()

    open_to_all = [path for _, path in CLOSED if lets_in(getattr(visitor, method)(path))]

    assert len(CLOSED) > 80
    assert open_to_all == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_whatever_is_not_public_refuses_a_login_that_is_no_staff(method, stranger):
    visitor = Client()
    visitor.force_login(stranger)

    open_to_all = [path for _, path in CLOSED if lets_in(getattr(visitor, method)(path))]

    assert open_to_all == []


def test_what_partners_read_refuses_everybody_without_a_token(editor):
    visitor = Client()
    visitor.force_login(editor)
    addresses = {name: path for name, path in routes() if name.startswith("api:")}

    assert addresses.keys() == BY_TOKEN
    assert {visitor.get(path).status_code for path in addresses.values()} == {401}


def is_the_same_for_everybody(response):
    varies = "cookie" in response.headers.get("Vary", "").lower()
    is_plain = response.status_code == 200 and not response.cookies and not varies
    return is_plain and "csrfmiddlewaretoken" not in body_of(response)


def test_public_pages_are_the_same_for_everybody(world, client):
    answers = {route: client.get(address(world)) for route, address in PUBLIC.items()}

    assert not is_the_same_for_everybody(client.get("/admin/login/"))
    assert [route for route, answer in answers.items() if not is_the_same_for_everybody(answer)] == []


def test_what_leads_on_leads_everybody_to_a_page(world, client):
    answers = [client.get(address(world)) for address in LEAD_ON.values()]

    assert all(answer.status_code == 301 and not answer.cookies for answer in answers)
    assert [client.get(answer.url).status_code for answer in answers] == [200]


def body_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def loads_only_ours(policy, route):
    ours = {"sandbox", "frame-ancestors"} if route in FRAMED else {"sandbox"}
    sources = {source for name, words in policy.items() for source in words if name not in ours}
    return policy["default-src"] == ["'none'"] and sources <= {"'none'", "'self'"}


def test_public_pages_let_a_browser_load_nothing_but_our_own(world, client):
    policies = {route: policy_of(client.get(address(world))) for route, address in PUBLIC.items()}

    assert [route for route, policy in policies.items() if not loads_only_ours(policy, route)] == []


def test_public_pages_cannot_be_framed_elsewhere_except_cards(world, client):
    answers = {route: client.get(address(world)) for route, address in PUBLIC.items()}

    framed = {route for route, answer in answers.items() if policy_of(answer).get("frame-ancestors") == ["*"]}
    without_refusal = {route for route, answer in answers.items() if "X-Frame-Options" not in answer.headers}
    assert framed == without_refusal == FRAMED


@pytest.mark.parametrize("path", ["front", "missing", "door"])
def test_every_page_carries_the_headers_that_keep_others_out(path, world, client):
    response = client.get({"front": "/", "missing": "/nothing/here-1/", "door": "/admin/login/"}[path])

    headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_whatever_is_text_says_in_which_signs_it_is_written(world, client):
    kinds = {route: client.get(address(world)).headers["Content-Type"].lower() for route, address in PUBLIC.items()}

    text = {route: kind for route, kind in kinds.items() if kind.startswith("text/") or "xml" in kind}
    assert len(text) > 30
    assert [route for route, kind in text.items() if "charset=utf-8" not in kind] == []


def test_a_page_that_is_not_there_knows_no_reader(db, client):
    response = client.get("/nothing/here-1/")

    assert response.status_code == 404
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/", "/admin/articles/article/add/"])
def test_the_desk_is_as_strict_as_its_editor_allows(path, editor, client):
    if "login" not in path:
        client.force_login(editor)

    policy = policy_of(client.get(path))

    lax = {name for name, words in policy.items() if any("unsafe" in word for word in words)}
    assert lax <= UNSAFE_AT_THE_DESK
    assert not {"*", "http:", "https:"} & {word for words in policy.values() for word in words}


def policy_of(response):
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: words for name, *words in map(str.split, filter(str.strip, directives))}


def stranger():
    # With no cookie at all, Django's client sends an empty header, which a browser never does.
    return Client(enforce_csrf_checks=True, HTTP_COOKIE="town=saltmere")


def test_public_routes_refuse_a_method_that_they_have_no_use_for(world):
    visitor = stranger()

    answers = {route: visitor.delete(address(world)) for route, address in (PUBLIC | PUBLIC_POST).items()}

    assert [route for route, answer in answers.items() if answer.status_code not in {403, 405}] == []


@pytest.mark.parametrize("route", PUBLIC_POST)
def test_what_takes_a_post_shows_nothing(route, world, client):
    assert client.get(PUBLIC_POST[route](world)).status_code == 405


def test_a_supporters_own_pages_lead_a_stranger_to_the_door(db):
    paths = [path for name, path in routes() if name in OWN]

    answers = [Client().post(path) for path in paths]

    assert {(answer.status_code, answer.get("Location")) for answer in answers} == {(303, "/support/yours/")}


@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_of_the_demonstration_are_not_there_in_a_real_paper(method, db):
    paths = [path for name, path in routes() if name in DEMO_ONLY]

    assert {getattr(Client(), method)(path).status_code for path in paths} == {404}


def test_a_vote_from_another_site_is_refused(world):
    visitor = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})

    response = visitor.post(PUBLIC_POST["polls:vote"](world))

    assert response.status_code == 403


def test_the_door_refuses_a_login_without_a_token(editor):
    visitor = stranger()

    response = visitor.post("/admin/login/", {"username": editor.username, "password": "a-long-password"})

    assert response.status_code == 403
