"""Whoever guesses passwords is stopped before anything is hashed, and keeps nobody out but themselves."""

import re

import pytest
import time_machine
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client, RequestFactory

from common.limits import PASSWORDS, PASSWORDS_OF_NAME
from newsroom.identity import hashing
from newsroom.identity.guessing import may_try
from newsroom.identity.known_browser import COOKIE, known_browser, remember_browser

TRIES, NETWORK_TRIES = PASSWORDS_OF_NAME.number, PASSWORDS.number
HERE, ELSEWHERE = "81.2.69.142", "203.0.113.9"


@pytest.fixture(autouse=True)
def _one_hour():
    with time_machine.travel("2026-05-03T12:05:00Z", tick=False):
        yield


@pytest.fixture
def hashed(settings, monkeypatch):
    """How often a password was hashed so far."""
    settings.PASSWORD_HASHERS = ["newsroom.identity.hashing.QueuedArgon2Hasher"]
    monkeypatch.setattr(hashing.QueuedArgon2Hasher, "memory_cost", 8)
    turns, turn = [], hashing.hashing_turn
    monkeypatch.setattr(hashing, "hashing_turn", lambda: turns.append(1) or turn())
    return turns


@pytest.fixture
def person(hashed):
    def make(name, **fields):
        user = User.objects.create_user(name, password="a-long-password", **{"is_staff": True} | fields)
        hashed.clear()
        return user

    return make


def sign_in(name, password, *, client=None, address=HERE, **sent):
    form = {"username": name, "password": password}
    return (client or Client()).post("/admin/login/", form, REMOTE_ADDR=address, **sent)


def test_guesses_reach_the_hasher_twenty_times_an_hour(db, person, hashed):
    person("editor")

    answers = [sign_in("editor", f"guess-{number}") for number in range(TRIES + 5)]

    assert [answer.status_code for answer in answers] == [200] * TRIES + [429] * 5
    assert len(hashed) == TRIES
    assert sign_in("editor", "a-long-password").status_code == 429
    assert sign_in("editor", "a-long-password", address=ELSEWHERE).status_code == 302


def test_ten_thousand_guesses_are_counted_as_they_come(db):
    request = RequestFactory().post("/", REMOTE_ADDR=HERE)

    assert sum(may_try(request, "editor") for _ in range(10_000)) == TRIES


def test_guesses_at_many_names_are_stopped_by_the_network(db):
    request = RequestFactory().post("/", REMOTE_ADDR=HERE)

    assert sum(may_try(request, f"name-{number}") for number in range(1000)) == NETWORK_TRIES


@pytest.mark.parametrize("proxies", [0, 1])
def test_guesses_are_counted_whatever_the_client_says_of_its_address(proxies, settings, db):
    settings.TRUSTED_PROXIES = proxies
    seen_by_proxy = f", {HERE}" if proxies else ""
    requests = [
        RequestFactory().post("/", REMOTE_ADDR=HERE, headers={"X-Forwarded-For": f"10.0.0.{number}{seen_by_proxy}"})
        for number in range(TRIES + 5)
    ]

    assert sum(may_try(request, "editor") for request in requests) == TRIES


def test_refusal_says_when_it_ends_and_that_is_so(db, person, hashed):
    person("editor")
    answers = [sign_in("editor", f"guess-{number}") for number in range(TRIES + 1)]

    assert "Try again at 14:00." in answers[-1].text  # an hour ahead of UTC
    assert answers[-1]["Retry-After"] == str(55 * 60)
    with time_machine.travel("2026-05-03T12:59:59Z", tick=False):
        assert sign_in("editor", "a-long-password").status_code == 429
    with time_machine.travel("2026-05-03T13:00:00Z", tick=False):
        assert sign_in("editor", "a-long-password").status_code == 302


def test_own_browser_signs_in_while_others_guess_from_the_same_network(db, person):
    editor, own = person("editor"), Client()
    own.cookies[COOKIE] = cookie_of(editor)
    for number in range(TRIES + 1):
        sign_in("editor", f"guess-{number}")

    assert sign_in("editor", "a-long-password").status_code == 429
    assert sign_in("editor", "a-long-password", client=own).status_code == 302


def cookie_of(user, before=""):
    request = RequestFactory().get("/")
    request.COOKIES = {COOKIE: before} if before else {}
    response = HttpResponse()
    remember_browser(request, response, user)
    return response.cookies[COOKIE].value


def test_known_browser_has_a_limit_of_its_own(db, person, hashed):
    stolen = Client()
    stolen.cookies[COOKIE] = cookie_of(person("editor"))

    answers = [sign_in("editor", f"guess-{number}", client=stolen) for number in range(TRIES + 1)]

    assert answers[-1].status_code == 429
    assert len(hashed) == TRIES


def test_browser_is_known_for_whoever_signed_in_with_it_and_for_nobody_else(db, person):
    editor, reporter, lawyer = person("editor"), person("reporter"), person("lawyer")
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cookie_of(reporter, before=cookie_of(editor))

    numbers = {name: known_browser(request, name) for name in ("editor", "reporter", "lawyer", "nobody")}

    assert numbers["editor"] == numbers["reporter"] != ""
    assert numbers["lawyer"] == numbers["nobody"] == ""
    request.COOKIES[COOKIE] = request.COOKIES[COOKIE][:-1] + "x"
    assert known_browser(request, "editor") == ""
    request.COOKIES[COOKIE] = cookie_of(lawyer)
    assert known_browser(request, "lawyer") != ""
    with time_machine.travel("2026-11-03T12:05:00Z", tick=False):
        assert known_browser(request, "lawyer") == ""


NAMES = {"known": {}, "none": None, "left": {"is_active": False}, "loose": {"is_staff": False}}


def test_door_says_and_costs_the_same_for_every_name(db, person, hashed):
    for name, fields in NAMES.items():
        if fields is not None:
            person(name, **fields)
    person("right")
    answers, costs = {}, {}

    for name in NAMES:
        hashed.clear()
        answers[name] = plain(sign_in(name, "not-it"), name)
        costs[name] = len(hashed)

    assert len({*answers.values()}) == 1
    assert {*costs.values()} == {1}
    assert sign_in("right", "a-long-password").status_code == 302
    assert plain(sign_in("left", "a-long-password"), "left") == answers["known"]
    assert plain(sign_in("loose", "a-long-password"), "loose") == answers["known"]


def plain(response, name):
    """The answer without what differs by chance."""
    assert "Please enter the correct username and password" in response.text
    text = re.sub(
        r'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"|challenge&quot;: &quot;[^&]+', "", response.text
    )
    return response.status_code, text.replace(f'value="{name}"', "")


def test_own_password_cannot_be_guessed_by_who_sits_at_an_open_desk(db, person, hashed, client):
    client.force_login(person("editor"))
    new = {"new_password1": "harbour-lights-1871", "new_password2": "harbour-lights-1871"}
    send = {number: {"old_password": f"guess-{number}"} | new for number in range(TRIES)}

    for form in send.values():
        client.post("/admin/password_change/", form)
    answer = client.post("/admin/password_change/", {"old_password": "a-long-password"} | new)

    assert "Try again at 14:00." in answer.text
    assert len(hashed) == TRIES
    with time_machine.travel("2026-05-03T13:00:00Z", tick=False):
        assert client.post("/admin/password_change/", {"old_password": "a-long-password"} | new).status_code == 302


def test_owner_is_told_of_a_changed_password(db, person, client, mailoutbox):
    client.force_login(person("editor", email="editor@courier.example"))
    new = {"new_password1": "harbour-lights-1871", "new_password2": "harbour-lights-1871"}

    client.post("/admin/password_change/", {"old_password": "not-it"} | new)
    assert "Your password was changed" not in [letter.subject for letter in mailoutbox]

    client.post("/admin/password_change/", {"old_password": "a-long-password"} | new)
    assert mailoutbox[-1].subject == "Your password was changed"


def test_door_has_one_word_for_coming_in(db):
    page = Client().get("/admin/login/").text

    assert '<input type="submit" value="Sign in">' in page
    assert "<title>Sign in | " in page
    assert not re.search(r"log in\b|login credentials", page, re.I)
