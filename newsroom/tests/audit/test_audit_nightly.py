"""The audit log is read through once a day, and the desk says what was found."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from newsroom.audit import nightly
from newsroom.audit.anchor import anchor_file, note_newest
from newsroom.dashboard.home import home_of
from newsroom.dashboard.status import lines
from newsroom.jobs.schedule import periodic_jobs
from newsroom.tests.audit.tampering import TAMPERINGS, tampered, write_ten_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path


def said():
    [line] = [line for line in lines() if line.name == "Audit log"]
    return line.said, line.is_grave


def alerts(user):
    return [alert.words for alert in home_of(user)["now"] if alert.tag == "Audit log"]


def test_status_page_says_that_the_log_is_whole_and_when_that_was_last_looked_at():
    before = said()
    write_ten_rows()
    nightly.check_audit_log.call()

    assert before == ("Not yet read through", False)
    assert said()[0].endswith(": 10 rows, as they were written")
    assert not said()[1]
    with time_machine.travel(timezone.now() + dt.timedelta(hours=37)):
        assert said()[1]


@pytest.mark.parametrize("case", ["a row is changed", "the end is cut off", "a trigger is removed"])
def test_log_that_was_laid_hands_on_is_told_to_administrators_alone(case, editor, caplog):
    admin = User.objects.create_superuser("admin", "admin@courier.example", "a-long-password")
    write_ten_rows()
    note_newest()
    nightly.check_audit_log.call()
    before = alerts(admin)

    with tampered(connection, TAMPERINGS[case][0]):
        nightly.check_audit_log.call()

    assert before == []
    assert said()[1]
    assert alerts(admin) == nightly.last_check().faults != []
    assert alerts(editor) == []
    assert "The audit log is not whole." in caplog.text


def test_anchor_that_cannot_be_read_is_a_fault():
    anchor_file().write_text("none")

    nightly.check_audit_log.call()

    assert said()[1]


def test_worker_asks_for_it_once_a_day():
    [job] = [job for job in periodic_jobs() if job.act is nightly.enqueue_audit_check]

    assert job.every == dt.timedelta(days=1)
