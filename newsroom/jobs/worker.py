"""The task worker: runs tasks one after the other, outlives its database, and gives a sign of life meanwhile."""

import logging
import time
from threading import Event

from django.db import connection, connections
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from newsroom.jobs.lost_tasks import put_back, put_back_tasks_of
from newsroom.jobs.outage import NO_DATABASE, Outage
from newsroom.monitoring.heartbeat import EVERY, beat, retire
from newsroom.monitoring.metrics import write_worker_gauges
from newsroom.monitoring.queries import watch_queries

logger = logging.getLogger(__name__)

NAMES_OF_NO_DATABASE = {f"{error.__module__}.{error.__qualname__}" for error in NO_DATABASE}


class PatientWorker(Worker):
    """The library's worker falls at the first error of the database. This one waits for it."""

    def run(self) -> None:
        outage = Outage("task worker")
        while self.running:
            try:
                put_back_tasks_of(self.worker_id)
                super().run()
            except NO_DATABASE as error:
                connections.close_all()
                self.startup_delay = False
                time.sleep(outage.pause_after(error))

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run one task. One that met no database is no failed task: it runs again."""
        with watch_queries():
            super().run_task(db_task_result)
        has_failed = db_task_result.status == TaskResultStatus.FAILED
        if has_failed and db_task_result.exception_class_path in NAMES_OF_NO_DATABASE:
            put_back(db_task_result)


def keep_beating(stop: Event, worker_id: str) -> None:
    """Say that this worker lives, until `stop` is set. In a thread of its own, for a task may take long."""
    while True:
        try:
            beat(worker_id)
            write_worker_gauges()
        except NO_DATABASE:
            connections.close_all()
        if connection.vendor == "sqlite":  # it keeps a copy of the whole schema for each, and finds its file again
            connection.close()
        if stop.wait(EVERY.total_seconds()):
            break
    try:
        retire(worker_id)
    except NO_DATABASE as error:
        logger.warning("The worker could not say that it ends: %s", error)
    connections.close_all()
