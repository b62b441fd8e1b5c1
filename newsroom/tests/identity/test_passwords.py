"""Passwords: which are refused, and how they are hashed one at a time."""

import fcntl

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from newsroom.identity import common_passwords, hashing
from newsroom.identity.common_passwords import is_common, pack

pytestmark = pytest.mark.django_db

OURS = ["newsroom.identity.hashing.QueuedArgon2Hasher", "newsroom.identity.hashing.QueuedPBKDF2Hasher"]


@pytest.mark.parametrize("password", ["harbour-lights-1871", "correct horse battery staple", "8!Kd", "ä" * 128])
def test_password_is_not_taken_for_a_common_one_without_being_one(password):
    assert not is_common(password)


@pytest.mark.parametrize(
    "password",
    ["1qaz2wsx3edc", "qwerty123456", "QWERTYqwerty", "leavemealone", "Password2026!", "__liverpool92", "dragon"],
)
def test_password_that_guessing_begins_with_is_refused(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)

    assert "password_too_common" in {error.code for error in refused.value.error_list}


@pytest.mark.parametrize(("length", "code"), [(11, "password_too_short"), (129, "password_too_long")])
def test_password_is_refused_for_its_length_alone(length, code):
    password = "Rn7 kelp-Öst/" * 10

    with pytest.raises(ValidationError) as refused:
        validate_password(password[:length])

    assert [error.code for error in refused.value.error_list] == [code]
    validate_password(password[:128])
    validate_password(password[:12])


def test_file_of_common_passwords_holds_the_commonest_and_of_the_rest_the_long(tmp_path, monkeypatch):
    monkeypatch.setattr(common_passwords, "COMMONEST", 2)
    monkeypatch.setattr(common_passwords, "FILE", tmp_path / "list.bin")
    (tmp_path / "list.txt").write_text("monkey\nsunshine\nteapot\nthe-red-teapot\n")

    call_command("make_common_passwords", tmp_path / "list.txt")

    assert [word for word in ("monkey", "SunShine", "teapot", "the-red-teapot") if is_common(word)] == [
        "monkey",
        "SunShine",
        "the-red-teapot",
    ]
    assert len(pack(["monkey", "Monkey"])) == common_passwords.SIZE


@pytest.fixture
def our_hashers(settings, monkeypatch):
    settings.PASSWORD_HASHERS = OURS
    monkeypatch.setattr(hashing, "WAIT", 0.02)
    monkeypatch.setattr(hashing.QueuedPBKDF2Hasher, "iterations", 1000)


@pytest.fixture
def somebody_hashes(settings):
    with open(settings.DATA / "hashing.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


@pytest.mark.parametrize("algorithm", ["argon2", "pbkdf2_sha256"])
def test_password_is_hashed_once_the_machine_has_its_turn_free(algorithm, our_hashers, somebody_hashes):
    with pytest.raises(hashing.HasherBusy):
        make_password("harbour-lights-1871", hasher=algorithm)

    fcntl.flock(somebody_hashes, fcntl.LOCK_UN)

    assert make_password("harbour-lights-1871", hasher=algorithm).startswith(f"{algorithm}$")


def test_desk_answers_come_back_when_no_turn_is_free(db, client, our_hashers, somebody_hashes):
    form = {"username": "editor", "password": "harbour-lights-1871"}

    busy = client.post("/admin/login/", form)
    fcntl.flock(somebody_hashes, fcntl.LOCK_UN)
    free = client.post("/admin/login/", form)

    assert (busy.status_code, busy["Retry-After"]) == (503, "2")
    assert "harbour-lights-1871" not in busy.text
    assert free.status_code == 200


def test_password_of_before_becomes_one_of_argon2_when_its_owner_signs_in(editor, client, our_hashers):
    old = make_password("a-long-password", hasher="pbkdf2_sha256")
    User.objects.filter(pk=editor.pk).update(password=old)

    client.post("/admin/login/", {"username": "editor", "password": "not-it"})
    assert User.objects.get(pk=editor.pk).password == old

    client.post("/admin/login/", {"username": "editor", "password": "a-long-password"})
    assert User.objects.get(pk=editor.pk).password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    "password", ["Saltmere-Courier-2026", "newsroomnewsroom", "the.courier!!!!!", "Password4Courier"]
)
def test_password_that_is_the_papers_name_is_refused(password, settings):
    settings.PAPER_NAME, settings.PAPER_TOWN, settings.SITE_HOST = "The Saltmere Courier", "Saltmere", "courier.example"

    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert "password_house_words" in {error.code for error in refused.value.error_list}

    validate_password("courier pigeons over the weir")
    validate_password("7391-5520-1846-2093")


@pytest.mark.parametrize(
    ("chosen", "nearly"),
    [
        ("  a-long-password ", "a-long-password"),
        ("A-long-Password", "a-long-password"),
        ("wide weir " * 12, ("wide weir " * 12)[:72]),
    ],
)
def test_password_is_taken_exactly_as_it_was_typed(chosen, nearly, reporter, client):
    reporter.set_password(chosen)
    reporter.save()

    def status_of(typed):
        return client.post("/admin/login/", {"username": reporter.username, "password": typed}).status_code

    assert [status_of(nearly), status_of(chosen)] == [200, 302]
