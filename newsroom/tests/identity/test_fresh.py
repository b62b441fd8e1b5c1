"""Sensitive addresses ask again who sits there, and lose nothing that was typed."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from newsroom.identity.fresh import is_sensitive
from newsroom.tests.desk.test_access import routes
from newsroom.tests.second_factor import code_now, sign_in_with_factor

PASSWORD = "a-long-password"
# What the addresses of people, roles, exports, refunds, take-downs and settings are called.
TOLD_BY_NAME = re.compile(
    r"auth_(user|group)|export|csv|crm|refund\b|take_down|lift\b|contributionpage|consentwording|factor"
)
SENSITIVE = [(name, path) for name, path in routes() if is_sensitive(name, "POST")]
# Tables that only record what was done, and the second step itself.
RECORDS = re.compile(r"admin:(supporters_(exportlog|refund)_\w+|second_step|factors)")


@pytest.fixture
def quarter_later():
    """The clock a quarter of an hour after now."""

    def travel(minutes=15):
        return time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes))

    return travel


@pytest.fixture
def desk(client, administrator, add_app, second_factor):
    add_app(administrator)
    sign_in_with_factor(client, administrator)
    return client


def asks(response):
    return response.status_code == 403 and "Is it you?" in response.text


def test_each_address_that_can_do_much_is_in_the_table():
    missing = [
        name
        for name, _ in routes()
        if name.startswith("admin:")
        and TOLD_BY_NAME.search(name)
        and not RECORDS.fullmatch(name)
        and not is_sensitive(name, "POST")
    ]

    assert missing == []
    assert len(SENSITIVE) > 40


def test_each_of_them_asks_after_a_quarter_of_an_hour(desk, quarter_later):
    with quarter_later():
        silent = [path for _, path in SENSITIVE if not asks(desk.post(path))]
        opened = [path for name, path in SENSITIVE if is_sensitive(name, "GET") and not asks(desk.get(path))]
        others = desk.get("/admin/articles/article/")

    assert silent == []
    assert opened == []
    assert others.status_code == 200


def test_none_of_them_asks_within_a_quarter_of_an_hour(desk, quarter_later):
    with quarter_later(14):
        assert [path for _, path in SENSITIVE if asks(desk.get(path))] == []
        assert desk.get("/admin/auth/user/").status_code == 200


def proof(**given):
    return {f"proof-{name}": value for name, value in given.items()}


def test_what_was_typed_goes_on_when_the_question_is_answered(desk, quarter_later):
    typed = {"name": "Night <shift>", "permissions": ["1", "2"], "_save": "Save"}
    with quarter_later():
        asked = desk.post("/admin/auth/group/add/", typed)
        assert not Group.objects.filter(name="Night <shift>").exists()
        waiting = {name: [value for key, value in asked.context["waiting"] if key == name] for name in typed}
        assert 'value="Night &lt;shift&gt;"' in asked.text
        answered = desk.post(
            "/admin/auth/group/add/", waiting | proof(asked="POST", password=PASSWORD, code=code_now())
        )

    assert answered.status_code == 302
    assert Group.objects.get(name="Night <shift>").permissions.count() == 2


def test_password_of_a_colleague_does_not_wait_in_the_page(desk, reporter, quarter_later):
    typed = {"password1": "harbour-lights-1871", "password2": "harbour-lights-1871", "usable_password": "true"}
    with quarter_later():
        asked = desk.post(f"/admin/auth/user/{reporter.pk}/password/", typed | {"note": "Night shift"})

    assert asks(asked)
    assert "harbour-lights" not in asked.text
    assert asked.context["waiting"] == [("note", "Night shift")]


@pytest.mark.parametrize(
    "given",
    [
        {"password": PASSWORD},
        {"password": PASSWORD, "code": "x"},
        {"password": "wrong", "code": "right"},
        {"code": "right"},
        {"passkey": "{}"},
        {},
    ],
)
def test_wrong_answer_does_nothing_and_keeps_what_was_typed(desk, quarter_later, given):
    with quarter_later():
        given = given | ({"code": code_now()} if given.get("code") == "right" else {})
        response = desk.post("/admin/auth/group/add/", {"name": "Night shift"} | proof(asked="POST", **given))

    assert asks(response)
    assert 'name="name" value="Night shift"' in response.text
    assert PASSWORD not in response.text
    assert not Group.objects.filter(name="Night shift").exists()


def test_page_that_was_to_be_read_opens_when_the_question_is_answered(desk, quarter_later):
    with quarter_later():
        sent = proof(asked="GET", password=PASSWORD, code=code_now())
        answered = desk.post("/admin/auth/user/add/?_popup=1", sent)

        assert answered.status_code == 302
        assert answered.url == "/admin/auth/user/add/?_popup=1"
        assert desk.get(answered.url).status_code == 200


def test_session_gets_another_name_when_the_question_is_answered(desk, quarter_later):
    with quarter_later():
        before = desk.session.session_key
        desk.post("/admin/auth/user/add/", proof(asked="GET", password=PASSWORD, code=code_now()))

    assert desk.session.session_key != before


def test_says_that_a_file_cannot_wait(desk, quarter_later):
    with quarter_later():
        response = desk.post("/admin/articles/section/add/", {"file": SimpleUploadedFile("a.txt", b"a")})

    assert "A file cannot wait here" in response.text


@pytest.mark.parametrize("has_passkey", [True, False])
def test_passkey_is_asked_of_who_has_one(desk, administrator, quarter_later, has_passkey):
    if has_passkey:
        administrator.passkeys.create(name="This device", credential_id="AA", credential=b"")
        sign_in_with_factor(desk, administrator)

    with quarter_later():
        assert ("Use a passkey" in desk.get("/admin/auth/user/add/").text) == has_passkey


def test_demonstration_asks_for_the_password_alone(client, administrator, quarter_later):
    client.force_login(administrator)
    with quarter_later():
        assert asks(client.get("/admin/auth/user/add/"))
        wrong = client.post("/admin/auth/user/add/", proof(asked="GET", password="wrong"))
        right = client.post("/admin/auth/user/add/", proof(asked="GET", password=PASSWORD))

    assert (wrong.status_code, right.status_code) == (403, 302)


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get("/admin/auth/user/add/").url.startswith("/admin/login/")
