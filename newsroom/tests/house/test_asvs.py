"""docs/asvs.md names a test or a reason for every requirement, and those tests are there. Some of them are here."""

import re
from functools import cache

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import reverse

from articles.admin.story.autosave import let_browser_forget
from newsroom.tests.source import ROOT, files, functions_of, name_of
from supporters.letters.links import (
    read_sign_in,
    read_stop_newsletter,
    read_stop_pledge,
    sign_in_token,
    stop_newsletter_token,
    stop_pledge_token,
)

TABLE = (ROOT / "docs" / "asvs.md").read_text()
NUMBER = r"\d+\.\d+\.\d+"
NAMED_TEST = re.compile(r"`(\w+)/(test_\w+)::(test_\w+)`")


def order_of(number):
    return tuple(map(int, number.split(".")))


WANTED = sorted(
    (line.split()[0] for line in (ROOT / "newsroom/tests/house/asvs_5_0.txt").read_text().splitlines()[1:]),
    key=order_of,
)


def rows(table):
    """The numbers of each row, and what is said to hold them."""
    for line in table.splitlines():
        if re.match(rf"\| {NUMBER}", line):
            numbers, _words, held_by = (cell.strip() for cell in line.strip("|").split(" | "))
            yield [each for part in numbers.split(", ") for each in numbers_in(part)], held_by.strip(" |")


def numbers_in(part):
    first, _, last = part.partition("–")
    return [number for number in WANTED if order_of(first) <= order_of(number) <= order_of(last or first)] or [part]


@cache
def functions_in(app, module):
    return {function.name for path in (ROOT / app / "tests").rglob(f"{module}.py") for function in functions_of(path)}


def missing_tests(table):
    return [match[0] for match in NAMED_TEST.finditer(table) if match[3] not in functions_in(match[1], match[2])]


def test_every_requirement_has_one_row():
    found = [number for numbers, _held_by in rows(TABLE) for number in numbers]

    assert len(WANTED) == 253
    assert sorted(found, key=order_of) == WANTED


def test_every_row_says_what_holds_it():
    assert [numbers for numbers, held_by in rows(TABLE) if len(held_by) < 10] == []


def test_every_test_that_is_named_exists():
    assert missing_tests("`newsroom/test_asvs::test_of_nothing`") == ["`newsroom/test_asvs::test_of_nothing`"]

    others = (ROOT / "docs" / "threat-model.md", ROOT / "SECURITY.md", *(ROOT / "docs" / "runbooks").glob("*.md"))
    texts = [TABLE, *(path.read_text() for path in others)]
    assert len(NAMED_TEST.findall(TABLE)) > 150
    assert [name for text in texts for name in missing_tests(text)] == []


def test_no_script_of_ours_writes_html_from_words():
    writes = re.compile(
        r"\.(?:innerHTML|outerHTML)\s*\+?=(?!=)|insertAdjacentHTML|document\.write|\beval\(|new Function\("
    )
    assert writes.search("place.innerHTML = words")

    assert [name_of(path) for path in files("*.js") if writes.search(path.read_text())] == []


def test_every_cookie_of_a_public_site_has_a_prefix_that_browsers_hold(client, settings, make_poll, make_supporter, rf):
    """The cookies that the settings name are in test_deploy."""
    settings.HTTPS = True
    poll = make_poll()
    sign_in = reverse("supporters:sign_in", args=[sign_in_token(make_supporter())])
    answers = [
        client.post(f"{poll.get_absolute_url()}vote/", {"choice": poll.answers[0].pk}),
        client.post(sign_in),
        client.get("/admin/login/"),
        let_browser_forget(rf.get("/admin/"), HttpResponse(), "key-1"),
    ]
    names = {name for answer in answers for name in answer.cookies} - {settings.CSRF_COOKIE_NAME}

    own = {"vote", "recall", "supporter", "passkey_challenge", "desk_saved"}
    assert names == {"__Host-voter"} | {f"__Secure-{name}" for name in own}


def test_new_paper_has_no_login_that_everybody_knows(db):
    assert not User.objects.exists()


def test_every_kind_of_desk_page_offers_to_sign_out(client, editor, make_article):
    client.force_login(editor)
    story = f"articles/article/{make_article().pk}"
    pages = ["", "sessions/", "articles/article/", f"{story}/change/", f"{story}/take-down/"]

    without = [page for page in pages if 'action="/admin/logout/"' not in client.get(f"/admin/{page}").text]

    assert without == []


def test_sign_out_has_the_browser_forget_what_it_kept(client, editor):
    client.force_login(editor)

    assert client.post("/admin/logout/")["Clear-Site-Data"] == '"cache"'


def test_pages_of_the_desk_are_stored_nowhere(client, editor, make_article):
    client.force_login(editor)
    pages = ["", "sessions/", "articles/article/", f"articles/article/{make_article().pk}/change/", "articles/picture/"]

    stored = [page for page in pages if "no-store" not in client.get(f"/admin/{page}").get("Cache-Control", "")]

    assert stored == []


def test_token_of_one_purpose_is_taken_for_no_other(make_pledge, newsletter_wording):
    pledge = make_pledge()
    tokens = [sign_in_token(pledge.supporter), stop_pledge_token(pledge), stop_newsletter_token(pledge.supporter)]
    readers = [read_sign_in, read_stop_pledge, read_stop_newsletter]

    taken = [[bool(read(token)) for token in tokens] for read in readers]

    assert taken == [[True, False, False], [False, True, False], [False, False, True]]


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PROPFIND"])
def test_trace_and_other_strange_methods_are_refused(method, client, db):
    for path in ("/", "/support/", "/admin/login/", "/.well-known/security.txt"):
        answer = client.generic(method, path, headers={"X-Secret": "hush"})

        assert answer.status_code in {403, 405}
        assert "hush" not in answer.text
