"""The one schedule of periodic work."""

import datetime as dt
from threading import Event

import pytest
import time_machine

from newsroom.jobs import schedule
from newsroom.jobs.schedule import HOUR, SECONDS, PeriodicJob, keep_schedule, periodic_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran():
    return []


@pytest.fixture
def act(ran):
    def act():
        ran.append(1)

    return act


def test_job_runs_once_a_period_when_several_workers_ask(act, ran):
    for worker in [PeriodicJob(act, HOUR) for _ in range(3)]:
        worker.run_if_due()

    assert len(ran) == 1


def test_job_runs_again_when_its_period_is_over(act, ran):
    for hour in (9, 10):
        with time_machine.travel(dt.datetime(2026, 11, 20, hour, tzinfo=dt.UTC), tick=False):
            PeriodicJob(act, HOUR).run_if_due()

    assert len(ran) == 2


def test_job_of_every_few_seconds_runs_in_each_worker(act, ran):
    for worker in [PeriodicJob(act, SECONDS) for _ in range(3)]:
        worker.run_if_due()

    assert len(ran) == 3


def test_schedule_goes_on_when_a_job_fails(act, ran, monkeypatch, caplog):
    stop = Event()

    def breaks():
        raise ValueError("no database")

    def ends():
        act()
        stop.set()

    monkeypatch.setattr(schedule, "SECONDS", dt.timedelta(0))
    monkeypatch.setattr(schedule, "periodic_jobs", lambda: [PeriodicJob(breaks, SECONDS), PeriodicJob(ends, SECONDS)])

    keep_schedule(stop)

    assert ran == [1]
    assert "breaks failed and is tried again." in caplog.text


def test_every_job_has_a_name_of_its_own():
    names = [job._key for job in periodic_jobs()]

    assert len(set(names)) == len(names)
