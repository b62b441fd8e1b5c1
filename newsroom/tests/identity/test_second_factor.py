"""The desk opens to whoever has used a factor in this session, and to nobody else, by whichever door they come."""

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from newsroom.identity.recovery import new_recovery_codes
from newsroom.identity.sealing import unseal
from newsroom.tests.desk.test_access import CLOSED, lets_in
from newsroom.tests.desk_rows import PERSONAS
from newsroom.tests.second_factor import SECRET, code_now, sign_in_with_factor

PASSWORD = "a-long-password"
STEP = "/admin/sign-in/second-step/"


@pytest.fixture(autouse=True)
def _second_factor(second_factor):
    pass


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


EVERYBODY = pytest.mark.parametrize("person", [*PERSONAS, "administrator"], indirect=True)
# Of the door itself, for whoever has no factor yet.
ENROLMENT = {"admin:factors", "admin:add_app", "admin:add_passkey"}
ASKS_FOR_THE_FACTOR = {"admin:second_step"}


def led_away(response):
    led = {"/admin/login/", STEP, "/admin/sign-in/"}
    return response.status_code == 302 and response.url.partition("?")[0] in led


def opened(client):
    """Every address but the public ones that shows a page to this session, or does what it was asked."""
    return {
        name
        for name, path in CLOSED
        for method in ("get", "post")
        if lets_in(response := getattr(client, method)(path)) and not led_away(response)
    }


@EVERYBODY
def test_nobody_comes_in_by_a_password_alone(client, person, add_app):
    add_app(person)
    client.force_login(person)

    assert led_away(client.get("/admin/"))

    sign_in_with_factor(client, person)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("person", ["reporter", "administrator"], indirect=True)  # without a factor all are nobody
def test_no_page_of_the_desk_opens_to_a_password_alone(client, person, add_app):
    add_app(person)
    client.force_login(person)

    assert opened(client) == ASKS_FOR_THE_FACTOR


def test_who_has_no_factor_can_add_one_and_nothing_else(client, administrator):
    client.force_login(administrator)

    assert opened(client) == ENROLMENT


def sign_in(client, user, to="/admin/articles/article/"):
    return client.post(f"/admin/login/?next={to}", {"username": user.username, "password": PASSWORD}, follow=True)


def test_password_leads_to_the_second_step_and_that_to_where_one_was_going(client, editor, add_app):
    add_app(editor)

    asked = sign_in(client, editor)
    assert asked.request["PATH_INFO"] == STEP
    done = client.post(asked.redirect_chain[-1][0], {"proof-code": code_now()}, follow=True)

    assert done.request["PATH_INFO"] == "/admin/articles/article/"
    assert done.status_code == 200


def test_first_sign_in_leads_by_adding_a_factor_to_where_one_was_going(client, editor):
    asked = sign_in(client, editor)
    assert asked.request["PATH_INFO"] == "/admin/sign-in/"
    form = client.get("/admin/sign-in/app/")
    secret = form.context["secret"]

    mistyped = client.post("/admin/sign-in/app/", {"name": "Nokia", "code": "12"})
    added = client.post(
        "/admin/sign-in/app/?next=/admin/articles/article/", {"name": "Nokia", "code": code_now(secret)}
    )

    assert "The app does not show this code now" in mistyped.text
    assert secret in mistyped.text
    assert len(added.context["codes"]) == editor.recovery_codes.count() == 10
    assert added.context["next_url"] == "/admin/articles/article/"
    assert "no-store" in added["Cache-Control"]
    assert client.get(added.context["next_url"]).status_code == 200


@pytest.mark.parametrize("door", ["/admin/sign-in/app/", "/admin/sign-in/passkey/"])
def test_password_alone_adds_no_factor_to_a_login_that_has_one(client, editor, add_app, door):
    add_app(editor)
    client.force_login(editor)

    response = client.get(door)

    assert response.status_code == 302
    assert response.url.startswith(STEP)


def test_code_opens_once(editor, add_app):
    add_app(editor)
    code = code_now()
    answers = []
    for _ in range(2):
        browser = Client()
        browser.force_login(editor)
        answers.append(browser.post(STEP, {"proof-code": code}).status_code)

    assert answers == [302, 200]


@pytest.mark.parametrize(("later", "status"), [(-2, 200), (-1, 302), (0, 302), (1, 302), (2, 200)])
def test_code_is_good_half_a_minute_before_and_after(client, editor, add_app, later, status):
    add_app(editor)

    with time_machine.travel(1_800_000_015, tick=False):
        client.force_login(editor)
        assert client.post(STEP, {"proof-code": code_now(later=later)}).status_code == status


@pytest.mark.usefixtures("unbroken_hour")
def test_guesses_of_codes_end_and_a_recovery_code_still_opens(client, editor, add_app):
    add_app(editor)
    code = new_recovery_codes(user=editor)[0]
    client.force_login(editor)
    wrong = next(number for number in ("000000", "000001", "000002", "000003") if number not in near_codes())

    for _ in range(20):
        client.post(STEP, {"proof-code": wrong})

    assert client.post(STEP, {"proof-code": code_now()}).status_code == 200
    assert client.post(STEP, {"proof-code": code}).status_code == 302


def near_codes():
    return {code_now(later=later) for later in range(-2, 5)}


def test_recovery_code_opens_once_however_it_is_typed_and_its_owner_is_told(editor, add_app, mailoutbox):
    User.objects.update(email="idris@courier.example")
    editor.refresh_from_db()
    add_app(editor)
    code = new_recovery_codes(user=editor)[3]
    answers = []
    for typed in (code.lower().replace("-", " "), code):
        browser = Client()
        browser.force_login(editor)
        answers.append(browser.post(STEP, {"proof-code": typed}).status_code)

    assert answers == [302, 200]
    told = [letter.subject for letter in mailoutbox]
    assert told.count("Somebody signed in with one of your recovery codes") == 1
    assert editor.recovery_codes.filter(used_at=None).count() == 9


def test_new_recovery_codes_end_the_old_ones(client, editor, add_app):
    add_app(editor)
    old = new_recovery_codes(user=editor)[0]
    new_recovery_codes(user=editor)
    client.force_login(editor)

    assert client.post(STEP, {"proof-code": old}).status_code == 200


def test_secrets_of_factors_stand_nowhere_in_the_database(editor, add_app):
    app, codes = add_app(editor), new_recovery_codes(user=editor)

    kept = app.sealed_secret + "".join(editor.recovery_codes.values_list("code_hash", flat=True))

    assert unseal(app.sealed_secret) == SECRET
    assert [secret for secret in (SECRET, *codes) if secret in kept or secret.replace("-", "") in kept] == []


def test_app_sealed_with_another_key_opens_nothing_and_breaks_nothing(client, editor, add_app, settings):
    add_app(editor)
    settings.SECRET_KEY = "another" * 10
    client.force_login(editor)

    assert client.post(STEP, {"proof-code": code_now()}).status_code == 200


def test_addresses_outside_of_the_admin_know_nobody_by_password_alone(client, editor, add_app):
    add_app(editor)
    client.force_login(editor)
    by_password = client.get("/").wsgi_request.user
    sign_in_with_factor(client, editor)

    assert not by_password.is_authenticated
    assert client.get("/").wsgi_request.user == editor


def test_somebody_else_can_sign_in_where_the_second_step_waits(client, editor, add_app):
    add_app(editor)
    client.force_login(editor)

    assert client.post(STEP, {"leave": ""}).url.startswith("/admin/login/")
    assert client.get("/admin/login/").status_code == 200


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_second_step_leads_nowhere_else(client, editor, add_app, to):
    add_app(editor)
    client.force_login(editor)

    assert client.post(f"{STEP}?next={to}", {"proof-code": code_now()}).url == "/admin/"


@pytest.mark.parametrize("to", ["front", "nowhere", "?q=tide"])
def test_way_back_is_an_address_and_never_the_name_of_a_view(client, editor, to):
    sign_in_with_factor(client, editor)

    assert client.get(STEP, {"next": to}).url == to
