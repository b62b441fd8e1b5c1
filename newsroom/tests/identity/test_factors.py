"""One's own factors at the desk, and a colleague's."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from newsroom.identity import passkeys
from newsroom.identity.factors import LastFactor, remove_factor
from newsroom.identity.models import AuthenticatorApp
from newsroom.identity.sessions import StaffSession
from newsroom.tests.identity.test_second_factor import STEP, led_away
from newsroom.tests.second_factor import code_now, sign_in_with_factor

OTHER_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture(autouse=True)
def _second_factor(second_factor):
    pass


@pytest.fixture
def desk(client, editor, add_app):
    """The editor, signed in with a factor."""
    add_app(editor)
    sign_in_with_factor(client, editor)
    return client


def address_of(app):
    return f"/admin/sign-in/app/{app.pk}/"


def test_second_app_is_added_named_and_taken_off(desk, editor, mailoutbox):
    type(editor).objects.update(email="idris@courier.example")
    secret = desk.get("/admin/sign-in/app/").context["secret"]
    desk.post("/admin/sign-in/app/", {"name": "Old Nokia", "code": code_now(secret)})
    added = editor.authenticatorapps.get(name="Old Nokia")
    desk.post(address_of(added), {"name": "Nokia in the drawer"})
    assert "Nokia in the drawer" in desk.get("/admin/sign-in/").text

    desk.post(address_of(added), {"remove": "1"})

    assert [app.name for app in editor.authenticatorapps.all()] == ["My telephone"]
    assert desk.get("/admin/").status_code == 200
    told = {letter.subject for letter in mailoutbox}
    assert told >= {"A second step was added to your login", "A second step was taken off your login"}


def test_page_of_a_factor_begins_with_its_name_and_no_complaint(desk, editor):
    page = desk.get(address_of(editor.authenticatorapps.get())).text

    assert 'value="My telephone"' in page
    assert "This field is required" not in page


def test_code_that_added_an_app_opens_nothing(client, editor):
    client.force_login(editor)
    secret = client.get("/admin/sign-in/app/").context["secret"]
    code = code_now(secret)
    client.post("/admin/sign-in/app/", {"name": "Nokia", "code": code})
    other = Client()
    other.force_login(editor)

    assert other.post(STEP, {"proof-code": code}).status_code == 200
    assert other.post(STEP, {"proof-code": code_now(secret, later=1)}).status_code == 302


def test_last_factor_stays_while_the_role_asks_for_one(desk, editor):
    response = desk.post(address_of(editor.authenticatorapps.get()), {"remove": "1"}, follow=True)

    assert "This is your last factor" in response.text
    assert editor.authenticatorapps.count() == 1


def test_last_factor_goes_where_none_is_asked_for(rf, editor, add_app, settings):
    app = add_app(editor)
    with pytest.raises(LastFactor):
        remove_factor(request=rf.get("/"), factor=app)
    settings.SECOND_FACTOR = False

    remove_factor(request=rf.get("/"), factor=app)

    assert not AuthenticatorApp.objects.exists()


@pytest.mark.parametrize("sent", [None, {"name": "Mine now"}, {"remove": "1"}])
def test_factor_of_somebody_else_is_not_there(desk, reporter, add_app, sent):
    theirs = add_app(reporter, OTHER_SECRET)

    response = desk.get(address_of(theirs)) if sent is None else desk.post(address_of(theirs), sent)

    assert response.status_code == 404
    assert reporter.authenticatorapps.get().name == "My telephone"


def test_new_recovery_codes_are_made_by_post_alone(desk, editor):
    assert desk.get("/admin/sign-in/codes/").status_code == 200
    assert not editor.recovery_codes.exists()

    shown = desk.post("/admin/sign-in/codes/")

    assert len(shown.context["codes"]) == editor.recovery_codes.count() == 10
    assert shown.context["codes"][0] not in desk.get("/admin/sign-in/").text


def test_administrator_takes_factors_off_a_colleague_whose_sessions_end(client, administrator, editor, add_app):
    add_app(administrator), add_app(editor, OTHER_SECRET)
    colleague = Client()
    sign_in_with_factor(colleague, editor)
    sign_in_with_factor(client, administrator)

    asked = client.get(f"/admin/sign-in/of/{editor.pk}/remove/")
    assert "My telephone" in asked.text
    client.post(f"/admin/sign-in/of/{editor.pk}/remove/")

    assert not editor.authenticatorapps.exists()
    assert led_away(colleague.get("/admin/"))
    assert client.get("/admin/").status_code == 200


def test_nobody_but_an_administrator_takes_factors_off_a_colleague(desk, reporter, add_app):
    add_app(reporter, OTHER_SECRET)

    response = desk.post(f"/admin/sign-in/of/{reporter.pk}/remove/")

    assert response.status_code == 403
    assert reporter.authenticatorapps.exists()


def test_command_takes_factors_off_the_last_administrator(administrator, add_app, capsys):
    add_app(administrator)

    call_command("remove_factors", "admin")

    assert not administrator.authenticatorapps.exists()
    assert capsys.readouterr().out.startswith("1 taken off admin.")


def test_command_says_whom_it_does_not_know(db):
    with pytest.raises(CommandError, match="no login nobody"):
        call_command("remove_factors", "nobody")


@pytest.mark.parametrize("answer", ["null", "[]", "{", "[" * 7000, '{"id": "aa", "rawId": "aa"}', "x" * 9000])
def test_answer_that_is_no_passkey_is_refused_in_words(client, editor, add_app, answer):
    add_app(editor)
    client.force_login(editor)
    client.get(STEP)

    response = client.post(STEP, {"proof-passkey": answer})

    assert response.status_code == 200
    assert led_away(client.get("/admin/"))


@pytest.mark.parametrize("cookie", [None, "forged"])
def test_passkey_at_the_door_wants_the_challenge_that_was_set(client, db, cookie):
    client.get("/admin/login/")
    assert client.cookies["passkey_challenge"]["httponly"]
    if cookie:
        client.cookies["passkey_challenge"] = cookie

    response = client.post("/admin/sign-in/with-passkey/", {"passkey": "{}"})

    assert response.url == "/admin/login/?next=%2Fadmin%2F"
    assert not StaffSession.objects.exists()


def test_answer_at_the_door_is_taken_once_whatever_the_clock_says(client, editor, monkeypatch):
    """Around the turn of an hour, when limits are counted from nothing again."""
    passkey = editor.passkeys.create(name="This device", credential_id="AA", credential=b"", sign_count=0)
    monkeypatch.setattr(passkeys, "_use", lambda challenge, answer, passkeys: passkey)
    with time_machine.travel(dt.datetime(2026, 5, 4, 9, 59, 50, tzinfo=dt.UTC), tick=False) as clock:
        client.get("/admin/login/")
        replayed = Client()
        replayed.cookies.load({passkeys.door_cookie(): client.cookies[passkeys.door_cookie()].value})

        assert client.post("/admin/sign-in/with-passkey/", {"passkey": "{}"}).url == "/admin/"
        clock.shift(20)
        assert replayed.post("/admin/sign-in/with-passkey/", {"passkey": "{}"}).url.startswith("/admin/login/")
