"""How much each address takes, asked of the table, of the door and of the middleware of other servers."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.urls import get_resolver
from django.utils import timezone

from articles.imaging.uploads import MAX_BYTES as PICTURE
from articles.pictures.video_forms import MAX_BYTES as FILM
from common.session_keys import sign_key
from newsroom.body_sizes import FOR_ANYBODY, FOR_THE_DESK, KB, MB, longest_body
from supporters.admin.bank_match import LARGEST as STATEMENT

SIGNED = "{signed}"  # a test's name may not hold the key itself: it has the second in it, in which it was signed
SIGNED_IN = f"other=1; {settings.SESSION_COOKIE_NAME}={SIGNED}"
MADE_UP = f"{settings.SESSION_COOKIE_NAME}={'q8' * 16}"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("path", "cookies", "most"),
    [
        ("/read/7/", "", KB),
        ("/polls/7/vote/", "", 8 * KB),
        ("/support/", "", 64 * KB),
        ("/support/yours/", SIGNED_IN, 64 * KB),
        ("/support/webhooks/stripe/", "", 256 * KB),
        ("/news/", SIGNED_IN, 8 * KB),
        ("/%73upport/", "", 8 * KB),
        ("no path", "", 8 * KB),
        ("/admin/login/", "", 64 * KB),
        ("/admin/articles/picture/add/", "csrftoken=sessionid", 64 * KB),
        ("/admin/articles/picture/many/", MADE_UP, 64 * KB),
        ("/admin/articles/picture/many/", f"{SIGNED_IN}x", 64 * KB),
        ("/admin/articles/picture/many/", SIGNED_IN, 520 * MB),
        ("/admin/articles/article/add/", SIGNED_IN, 5 * MB),
        ("/admin/articles/picture/add/", SIGNED_IN, 26 * MB),
    ],
)
def test_address_has_its_size(path, cookies, most):
    assert longest_body(path, cookies=cookies.replace(SIGNED, sign_key("abc"))) == most


def test_every_size_is_of_an_address_that_there_is():
    first_parts = {f"/{str(entry.pattern).partition('/')[0]}/" for entry in get_resolver().url_patterns}

    assert {f"/{start.split('/')[1]}/" for start in FOR_THE_DESK} - {"//"} <= first_parts | {"/read/"}
    assert set(FOR_ANYBODY) <= set(FOR_THE_DESK)


@pytest.mark.parametrize(
    ("path", "file"), [("picture/add/", PICTURE), ("video/add/", FILM + PICTURE), ("statementline/match/", STATEMENT)]
)
def test_desk_takes_the_largest_file_that_its_form_takes(path, file):
    app = "supporters" if "statement" in path else "articles"
    assert longest_body(f"/admin/{app}/{path}", cookies=SIGNED_IN.replace(SIGNED, sign_key("abc"))) > file


def test_form_that_is_too_long_is_refused_before_it_is_read(client, contribution_page, monkeypatch):
    def status(length):
        return client.post("/support/", f"name={'x' * (length - 5)}", content_type=FORM).status_code

    assert status(64 * KB) == 422
    monkeypatch.setattr("django.http.request.HttpRequest._load_post_and_files", lambda request: pytest.fail("read"))
    assert status(64 * KB + 1) == 413


@pytest.mark.parametrize("length", ["9" * 30, "9" * 5000])
def test_length_of_many_digits_is_too_long(client, length):
    assert client.post("/support/", "", content_type=FORM, CONTENT_LENGTH=length).status_code == 413


def test_key_of_a_session_makes_room_for_as_long_as_a_session_lasts(client, editor):
    client.force_login(editor)
    cookies = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    address = "/admin/articles/picture/add/"

    assert longest_body(address, cookies=cookies) == 26 * MB
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)):
        assert longest_body(address, cookies=cookies) == 64 * KB
