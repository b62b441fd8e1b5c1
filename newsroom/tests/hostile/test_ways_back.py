"""Doors that lead on to an address from the request: none of 200 spellings leads to another site."""

import itertools
from urllib.parse import quote, urljoin, urlsplit

import pytest

pytestmark = pytest.mark.django_db

EVIL = "evil.example"
SPELLINGS = [
    *(
        "https://{}/",
        "http://{}/",
        "//{}/",
        "///{}/",
        "////{}/",
        "https:{}",
        "https:/{}/",
        "https:///{}/",
        "HTTPS://{}/",
    ),
    *("\\\\{}/", "/\\{}/", "\\/{}/", "/\t/{}/", "/\n/{}/", "\t//{}/", " //{}/", "\x00//{}/", "/\x0b/{}/", "/%09/{}/"),
    *(
        "//{}%2f..",
        "//user@{}/",
        "//testserver@{}/",
        "//testserver:80@{}/",
        "//{}:443/",
        "//{}#testserver",
        "//{}?testserver",
    ),
    *(
        "http:\\\\{}",
        "javascript:location='//{}'",
        "data:text/html,{}",
        "//testserver.{}/",
        "https://testserver@{}",
        "//{}\\@testserver",
    ),
    *("/..//{}/", "/.//{}/", "//%E3%80%82{}/", "／／{}/", "//{}。/", "http:///\\{}", "/admin//../..//{}/", "ftp://{}/"),
]
WRITINGS = (str, str.upper, quote, lambda words: quote(words, safe=""), lambda words: f"{words}admin/")
# The doors, and what they take it by.
DOORS = [("/admin/login/", "next"), ("/admin/logout/", "next"), ("/admin/jsi18n/", "next"), ("/support/yours/", "next")]


def spellings():
    return list(dict.fromkeys(write(form.format(EVIL)) for form, write in itertools.product(SPELLINGS, WRITINGS)))


def leads_away(location):
    """Whether a browser that is sent there leaves the site; it reads `\\` as `/` and passes over tabs and line ends."""
    read = location.replace("\\", "/").translate(dict.fromkeys(map(ord, "\t\r\n"))).strip()
    return urlsplit(urljoin("http://testserver/", read)).netloc not in {"", "testserver"}


@pytest.mark.parametrize(("door", "name"), DOORS)
def test_no_spelling_leads_from_a_door_to_another_site(door, name, client, editor):
    tried, away = spellings(), []
    for address in tried:
        client.logout()
        sent = {"username": editor.username, "password": "a-long-password", name: address}
        response = client.post(door, sent, headers={"sec-fetch-site": "same-origin"})
        if leads_away(response.headers.get("Location", "/")):
            away.append(address)

    assert len(tried) >= 180
    assert away == []


def test_sign_in_leads_on_to_a_page_of_the_desk(client, editor):
    sent = {"username": editor.username, "password": "a-long-password", "next": "/admin/articles/article/"}

    assert client.post("/admin/login/", sent).headers["Location"] == "/admin/articles/article/"


def test_way_back_after_a_vote_leads_to_a_page_of_ours(client, make_poll):
    poll = make_poll()

    for address in spellings():
        page = client.get(poll.voted_url, {"back": address})
        assert not page.context or not leads_away(getattr(page.context.get("answer"), "back", "") or "/")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "testserver.evil.example",
        "testserver:80@evil.example",
        "testserver#.evil.example",
        "testserver/x",
    ]
    + ["evil.example:80", "[::1]", "10.0.0.1", "testserver\\.evil.example", "testserver,evil.example", " evil.example"]
    + ["evil.example.", "testserver:evil", "%65vil.example", "evil。example", "testserver\tevil", "..", "-", "*", "@"],
)
def test_request_to_a_host_of_another_name_is_refused(host, client):
    response = client.get("/", headers={"host": host})

    assert response.status_code == 400
    assert "evil" not in response.text


def test_forwarded_host_changes_no_address(client, make_live_article):
    path = make_live_article("Sea wall holds").get_absolute_url()

    page = client.get(
        path, headers={"x-forwarded-host": "evil.example", "x-host": "evil.example", "forwarded": "host=evil.example"}
    )

    assert page.status_code == 200
    assert "evil.example" not in page.text
