"""Somebody else holds the database, or it is gone: pages are served where they can be, writes put off with 503."""

import sqlite3

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connections
from django.db.transaction import TransactionManagementError
from django.test import RequestFactory

from common.sqlite.base import DatabaseWrapper
from newsroom.database.limits import LOCK, LOCK_WHILE_HELD, LockPatience
from newsroom.database.unavailable import answer_unavailable, is_unavailable

WRITES = ["vote", "sign-up", "autosave", "desk save"]
PAGES = ["front", "article", "story form"]


def assert_writes_are_put_off_and_pages_served(found):
    meanwhile, afterwards = found["meanwhile"], found["afterwards"]
    assert {name: meanwhile[name]["status"] for name in WRITES} == dict.fromkeys(WRITES, 503)
    assert {meanwhile[name]["retry_after"] for name in WRITES} == {"10"}
    assert {name: meanwhile[name]["status"] for name in PAGES} == dict.fromkeys(PAGES, 200)
    assert meanwhile["beacon"]["status"] in {204, 503}
    assert "Sport ‘n’ games</textarea>" in meanwhile["desk save"]["text"]
    assert "Sea wall holds &lt;b&gt;</textarea>" in meanwhile["autosave"]["text"]
    assert [name for name, answer in afterwards.items() if answer["status"] >= 400] == []


def test_writes_are_put_off_and_pages_served_when_another_process_holds_sqlite(run_script, tmp_path):
    database = tmp_path / "held.sqlite3"
    found = run_script("newsroom.tests.database.held", database_url=f"sqlite:///{database}", folder=tmp_path)

    assert_writes_are_put_off_and_pages_served(found)
    assert found["wait of the first"] == LOCK < 2
    assert found["wait"] == LOCK_WHILE_HELD * 1000, "nobody waits for a lock that is known to be held"
    assert found["wait afterwards"] == LOCK * 1000


@pytest.mark.postgresql
def test_writes_are_put_off_and_pages_served_when_postgresql_holds_its_tables(
    run_script, postgresql_database_url, tmp_path
):
    found = run_script("newsroom.tests.database.held", database_url=postgresql_database_url, folder=tmp_path)

    assert_writes_are_put_off_and_pages_served(found)
    assert found["wait"] == "1500ms"
    assert found["after a restart"] == 200


def caused_by(error, cause):
    error.__cause__ = cause
    return error


def sqlite_error(code):
    error = sqlite3.OperationalError("says SQLite")
    error.sqlite_errorcode = code
    return caused_by(OperationalError("says SQLite"), error)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError("server closed the connection unexpectedly"), True),
        (InterfaceError("the connection is closed"), True),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (sqlite_error(sqlite3.SQLITE_FULL), True),
        (caused_by(TransactionManagementError("atomic"), OperationalError("gone")), True),
        (sqlite_error(sqlite3.SQLITE_ERROR), False),  # no such table
        (ProgrammingError("no such column"), False),
        (ValueError("of ours"), False),
    ],
)
def test_state_of_the_database_is_told_from_a_mistake_of_ours(error, expected):
    assert is_unavailable(error) is expected


def post(more=(), **headers):
    sent = {"email": "ada@example.org", "note": "<script>"} | dict(more)
    return answer_unavailable(RequestFactory().post("/support/yours/?a=1", sent, **headers))


def test_form_can_be_sent_again_as_it_was():
    answer = post(HTTP_SEC_FETCH_SITE="same-origin")

    assert answer.status_code == 503
    assert answer["Cache-Control"] == "no-store"
    assert 'action="/support/yours/?a=1"' in answer.text
    assert "ada@example.org</textarea>" in answer.text
    assert "&lt;script&gt;" in answer.text


def test_form_with_a_password_is_not_written_into_a_page():
    answer = post({"new_password1": "hush-hush"}, HTTP_SEC_FETCH_SITE="same-origin")

    assert "hush-hush" not in answer.text
    assert "ada@example.org" not in answer.text
    assert "Go back in your browser" in answer.text


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}]
)
def test_form_of_another_site_is_not_offered_again(headers):
    answer = post(**headers)

    assert "ada@example.org" not in answer.text
    assert "Go back in your browser" in answer.text


def test_script_is_answered_without_a_page():
    assert post(HTTP_SEC_FETCH_DEST="empty").text == "Try again in a moment.\n"


@pytest.mark.django_db
def test_failure_outside_of_a_view_is_answered_alike(client, monkeypatch):
    def fail(*arguments):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_response", fail)
    client.raise_request_exception = False

    assert client.get("/robots.txt").status_code == 503


def test_nobody_waits_again_until_somebody_gets_through():
    patience, waits = LockPatience(), []

    class Connection:
        vendor, longest_lock_wait, wait_for_lock = "sqlite", LOCK, staticmethod(waits.append)

    def ask(sql, error=None):
        def execute(*asked):
            if error:
                raise error

        try:
            patience(execute, sql, (), many=False, context={"connection": Connection})
        except OperationalError as met:
            return met

    ask("BEGIN IMMEDIATE", OperationalError("database is locked"))
    ask("SELECT 1")
    ask("BEGIN IMMEDIATE")
    ask("SELECT 1")

    assert waits == [LOCK, LOCK_WHILE_HELD, LOCK_WHILE_HELD, LOCK]


@pytest.fixture
def open_file(tmp_path, django_db_blocker):
    settings = connections["default"].settings_dict | {"NAME": str(tmp_path / "paper.sqlite3")}
    kept = DatabaseWrapper(settings)
    with django_db_blocker.unblock():
        kept.ensure_connection()
        yield kept, tmp_path / "paper.sqlite3"
        kept.close()


def test_kept_connection_is_given_up_when_its_file_is_replaced(open_file):
    kept, file = open_file
    before = kept.is_usable()
    file.rename(file.with_suffix(".old"))
    gone = kept.is_usable()
    file.write_bytes(b"")

    assert (before, gone, kept.is_usable()) == (True, False, False)


def test_missing_file_is_made_only_where_that_is_allowed(open_file, monkeypatch):
    kept, file = open_file
    kept.close()
    file.unlink()
    monkeypatch.setattr(DatabaseWrapper, "makes_file", False)

    with pytest.raises(OperationalError, match="unable to open"):
        kept.ensure_connection()

    assert not file.exists()
