"""The chain of the audit log: what is done to its rows by hand is found, on both databases."""

import logging

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from articles.models import Section
from common.audit import Actor, acting_as
from common.audit_line import current_key, key_of
from newsroom.audit import anchor
from newsroom.audit.models import AuditEntry
from newsroom.audit.verify import newest_row, verify
from newsroom.tests.audit.tampering import TAMPERINGS, tampered, write_ten_rows

PEOPLE, TIMES = 6, 20


@pytest.fixture
def ten_rows(db):
    write_ten_rows()
    return newest_row()


@pytest.fixture
def no_anchor():
    anchor.anchor_file().unlink(missing_ok=True)
    yield anchor.anchor_file()
    anchor.anchor_file().unlink(missing_ok=True)


def said(faults, expected):
    return faults == [] if expected is None else len(faults) == 1 and faults[0].startswith(expected)


@pytest.mark.parametrize("case", TAMPERINGS)
def test_log_is_whole_unless(case, ten_rows):
    statements, expected = TAMPERINGS[case]

    with tampered(connection, statements):
        faults = verify(keys=[current_key()], marks=[ten_rows]).faults

    assert said(faults, expected), faults


@pytest.mark.parametrize("statement", ["UPDATE newsroom_audit SET line = '{}'", "DELETE FROM newsroom_audit"])
def test_database_refuses_to_change_the_log(statement, ten_rows):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def check_drill(result, outside):
    for case, (_statements, expected) in TAMPERINGS.items():
        assert said(result["tampered"][case], expected), (case, result["tampered"][case])
    assert result["failed"] == []
    assert result["faults"] == []
    assert result["rows"] > 10 + PEOPLE * TIMES
    assert outside in result["outside"]


def test_log_stays_whole_under_many_writers_on_sqlite(run_script, tmp_path):
    url = f"sqlite:///{tmp_path / 'audit.sqlite3'}"
    result = run_script("newsroom.tests.audit.tampering", database_url=url, folder=tmp_path)

    check_drill(result, outside="no such function: audit_")
    assert result["after"] == []


@pytest.mark.postgresql
def test_log_stays_whole_under_many_writers_on_postgresql(run_script, postgresql_database_url, tmp_path):
    result = run_script("newsroom.tests.audit.tampering", database_url=postgresql_database_url, folder=tmp_path)

    check_drill(result, outside="written")
    assert result["after"] == [f"1 rows were written past the program, first row {result['rows'] + 1}."]
    assert result["last"]["who"].startswith("database: ")
    assert result["last"]["changes"]["name"][1] == "Mine"


def test_savepoint_that_is_rolled_back_leaves_no_row_and_no_gap(ten_rows):
    with acting_as(Actor("nell", 1)), transaction.atomic():
        with transaction.atomic():
            Section.objects.create(name="Never", slug="never")
            assert AuditEntry.objects.count() == 11
            transaction.set_rollback(True)
        Section.objects.create(name="Kept", slug="kept")

    verdict = verify(keys=[current_key()], marks=[ten_rows])
    assert (verdict.rows, verdict.faults) == (11, [])


def test_row_of_an_old_key_is_checked_with_it(ten_rows, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-that-is-long-enough-0123456789-abcdefghij"
    with acting_as(Actor("nell", 1)):
        Section.objects.create(name="Later", slug="later")

    assert verify(keys=[current_key(), key_of(old)]).faults == []
    assert verify(keys=[current_key()]).faults == [
        "Row 1 was sealed under another SECRET_KEY: give it with --old-keys."
    ]


def test_command_says_whether_the_log_is_whole(ten_rows, no_anchor, tmp_path, capsys):
    call_command("verify_audit")
    assert capsys.readouterr().out == f"10 rows, as they were written. The newest is {ten_rows}.\n"
    anchor.note_newest()
    old_keys = tmp_path / "old"
    old_keys.write_text("a key of before\n")
    call_command("verify_audit", "--old-keys", str(old_keys), "--mark", str(ten_rows))

    with tampered(connection, TAMPERINGS["the end is cut off"][0]), pytest.raises(CommandError, match="row 10 is gone"):
        call_command("verify_audit")


def test_command_refuses_a_mark_that_is_none(ten_rows, no_anchor):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_audit", "--mark", "10")


def test_anchor_follows_the_log_and_never_goes_back(ten_rows, no_anchor, caplog):
    anchor.note_newest()
    assert anchor.anchor() == ten_rows
    with acting_as(Actor("nell", 1)):
        Section.objects.create(name="Later", slug="later")
    anchor.note_newest()
    assert anchor.anchor().number == 11

    with tampered(connection, ["DELETE FROM newsroom_audit WHERE id > 9"]), caplog.at_level(logging.ERROR):
        anchor.note_newest()

    assert anchor.anchor().number == 11
    assert "was cut or changed: row 11" in caplog.text
