"""Tasks of a worker that was killed, what a worker does without its database, and what is forgotten when."""

import datetime as dt
from threading import Event

import pytest
from django.contrib.auth.models import User
from django.db import InterfaceError, OperationalError, connection
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, get_date_max

from common.backoff import Backoff
from newsroom.dashboard.home import home_of
from newsroom.jobs import outage, schedule
from newsroom.jobs.lost_tasks import MOST_RUNS, prune_tasks, sweep_lost_tasks
from newsroom.jobs.outage import Outage
from newsroom.jobs.schedule import DAY, PeriodicJob, keep_schedule
from newsroom.jobs.worker import PatientWorker, keep_beating
from newsroom.monitoring.heartbeat import beat, last_beat
from supporters.models import Heartbeat

pytestmark = pytest.mark.django_db

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
NOW = timezone.now()


@pytest.fixture(autouse=True)
def _hurried(monkeypatch):
    monkeypatch.setattr(outage.Outage, "pause_after", lambda self, error: 0)


def make_task(status="RUNNING", *, workers=("gone",), enqueued=None, **fields):
    fields.setdefault("started_at", NOW - 3 * MINUTE)
    row = DBTaskResult.objects.create(
        status=status,
        worker_ids=list(workers),
        run_after=get_date_max(),
        args_kwargs={"args": ["ada@example.org"], "kwargs": {}},
        backend_name="default",
        task_path="supporters.portal.sign_in.mail_link",
        **fields,
    )
    if enqueued:
        DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=enqueued)
    return row


def last_heard(worker, at):
    Heartbeat.objects.create(name=f"worker:{worker}", at=at)


def status_of(row):
    return DBTaskResult.objects.get(pk=row.pk).status


def test_task_of_a_killed_worker_runs_again():
    last_heard("gone", NOW - 3 * MINUTE)
    row = make_task()

    assert sweep_lost_tasks(now=timezone.now()) == 1

    assert status_of(row) == TaskResultStatus.READY
    assert not DBTaskResult.objects.ready().exists(), "only once a letter that it had in hand is free"
    DBTaskResult.objects.update(run_after=NOW)
    assert DBTaskResult.objects.ready().get() == row


def test_task_that_is_lost_again_and_again_is_given_up_and_told_of():
    administrator = User.objects.create_superuser("admin", "admin@courier.example", "a-long-password")
    last_heard("gone", NOW - 3 * MINUTE)
    row = make_task(workers=["a", "b", "gone"][:MOST_RUNS])

    sweep_lost_tasks(now=NOW)

    assert status_of(row) == TaskResultStatus.FAILED
    [told] = [alert for alert in home_of(administrator)["now"] if alert.tag == "Failed task"]
    assert "WorkerLost" in told.words


@pytest.mark.parametrize(("heard", "began"), [(NOW - MINUTE, NOW - 5 * HOUR), (None, NOW - 59 * MINUTE)])
def test_task_of_a_living_worker_is_left_alone(heard, began):
    if heard:
        last_heard("alive", heard)
    row = make_task(workers=["alive"], started_at=began)

    assert sweep_lost_tasks(now=NOW) == 0
    assert status_of(row) == TaskResultStatus.RUNNING


def test_task_of_a_worker_that_never_gave_a_sign_of_life_is_lost_after_an_hour():
    row = make_task(started_at=NOW - 61 * MINUTE)

    sweep_lost_tasks(now=NOW)

    assert status_of(row) == TaskResultStatus.READY


@pytest.mark.parametrize(
    ("status", "age", "is_kept"),
    [
        ("SUCCESSFUL", 23 * HOUR, True),
        ("SUCCESSFUL", 25 * HOUR, False),
        ("FAILED", 13 * DAY, True),
        ("FAILED", 15 * DAY, False),
        ("READY", 29 * DAY, True),
        ("READY", 31 * DAY, False),
    ],
)
def test_task_of_any_queue_is_forgotten_when_its_time_is_over(status, age, is_kept):
    make_task(status, queue_name="letters", started_at=None, enqueued=NOW - age)

    prune_tasks(now=NOW)

    assert DBTaskResult.objects.exists() is is_kept


def test_arguments_of_a_failed_task_go_before_its_row():
    make_task("FAILED", finished_at=NOW - 4 * DAY, traceback="ada@example.org")
    kept = make_task("FAILED", finished_at=NOW - 2 * DAY)

    prune_tasks(now=NOW)

    old = DBTaskResult.objects.exclude(pk=kept.pk).get()
    assert "ada" not in f"{old.args_kwargs}{old.traceback}"
    kept.refresh_from_db()
    assert "ada" in f"{kept.args_kwargs}"


def worker(**options):
    options = {"queue_names": ["*"], "interval": 0, "batch": False, "backend_name": "default"} | options
    return PatientWorker(**options, startup_delay=False, max_tasks=None, worker_id="w" * 40, excluded_queue_names=[])


@pytest.mark.parametrize("error", [OperationalError("database is locked"), InterfaceError("connection is closed")])
def test_worker_goes_on_when_its_database_was_gone(error, monkeypatch):
    runs, patient = [], worker()

    def run(self):
        runs.append(error)
        if len(runs) < 3:
            raise error
        self.running = False

    monkeypatch.setattr(Worker, "run", run)
    monkeypatch.setattr("newsroom.jobs.worker.connections.close_all", lambda: None)  # the test's own is among them

    patient.run()

    assert len(runs) == 3


def test_worker_takes_up_what_it_could_not_finish_without_its_database(monkeypatch):
    patient = worker()
    mine, another = make_task(workers=[patient.worker_id]), make_task(workers=["alive"])
    monkeypatch.setattr(Worker, "run", lambda self: setattr(self, "running", False))

    patient.run()

    assert (status_of(mine), status_of(another)) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@pytest.mark.parametrize(("error", "status"), [(OperationalError, "READY"), (ValueError, "FAILED")])
def test_task_that_met_no_database_has_not_failed(error, status, monkeypatch):
    row = make_task()

    def fail(address):
        raise error("as it happens")

    monkeypatch.setattr("supporters.portal.sign_in.Supporter.objects.with_address", fail)

    worker().run_task(row)

    assert status_of(row) == status


def test_outage_is_said_once_and_its_pauses_grow(monkeypatch, caplog):
    monkeypatch.undo()
    met = Outage("task worker", Backoff(first=1, longest=4))

    pauses = [met.pause_after(OperationalError("the server is gone\nDETAIL: ada")) for _ in range(4)]

    assert pauses == [1, 2, 4, 4]
    assert [record.message for record in caplog.records] == [
        "The task worker has no database and waits for it: the server is gone"
    ]


def test_schedule_waits_for_its_database_and_then_does_what_was_due(monkeypatch, caplog):
    stop, tries, marks = Event(), [], set()

    def act():
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("database is locked")
        stop.set()

    # The jobs run on a thread of their own, which waits for ever for what a test has written and not committed.
    monkeypatch.setattr(schedule, "mark", lambda name, *, seconds: name not in marks and not marks.add(name))
    monkeypatch.setattr(schedule, "forget", marks.discard)
    monkeypatch.setattr(schedule, "SECONDS", dt.timedelta(0))
    monkeypatch.setattr(schedule, "periodic_jobs", lambda: [PeriodicJob(act, DAY)])

    keep_schedule(stop)

    assert len(tries) == 3, "a daily job does not lose its day"
    assert "is tried again" not in caplog.text


def test_worker_gives_signs_of_life_until_it_is_stopped(monkeypatch):
    monkeypatch.setattr("newsroom.jobs.worker.connections.close_all", lambda: None)
    closings = []
    monkeypatch.setattr("newsroom.jobs.worker.connection.close", lambda: closings.append(connection.vendor))
    stop, seen = Event(), []

    class Stop:
        def wait(self, seconds):
            seen.append(last_beat())
            return True

    keep_beating(Stop(), "w" * 40)

    assert seen[0] > NOW
    assert last_beat() is None
    assert not stop.is_set()
    assert closings == ["sqlite"] * (connection.vendor == "sqlite")


def test_administrators_are_told_that_the_worker_is_gone(editor):
    administrator = User.objects.create_superuser("admin", "admin@courier.example", "a-long-password")
    beat("alive")
    before = [alert.tag for alert in home_of(administrator)["now"]]
    Heartbeat.objects.filter(name="worker:alive").update(at=NOW - 2 * MINUTE)

    assert "Worker" not in before
    assert "Worker" in [alert.tag for alert in home_of(administrator)["now"]]
    assert "Worker" not in [alert.tag for alert in home_of(editor)["now"]]
