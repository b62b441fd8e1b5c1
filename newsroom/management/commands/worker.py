"""Run background tasks from every queue, and periodic jobs beside them, saying only what went wrong."""

import logging
from threading import Event, Thread

from django_tasks_db.management.commands import db_worker

from newsroom.database.limits import refuse_to_make_database
from newsroom.jobs.schedule import keep_schedule
from newsroom.jobs.worker import PatientWorker, keep_beating
from newsroom.server.memory import keep_memory_together


class Command(db_worker.Command):
    help = __doc__
    requires_system_checks = []  # they ask the database, which may be down when the worker starts

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False)

    def configure_logging(self, verbosity) -> None:
        # The originals tell of each start and stop; a failed task is still logged as an error.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        logging.getLogger("django.tasks").setLevel(logging.WARNING)

    def handle(self, **options) -> None:
        if options["batch"] or options["max_tasks"] is not None:  # somebody wants the tasks alone, and an end
            super().handle(**options)
            return
        self.configure_logging(options["verbosity"])
        refuse_to_make_database()
        keep_memory_together()
        worker = _worker(options)
        # Threads of their own, because whatever goes wrong in them must not stop the letters.
        stop = Event()
        threads = [
            Thread(target=keep_schedule, args=[stop], name="schedule"),
            Thread(target=keep_beating, args=[stop, worker.worker_id], name="heartbeat"),
        ]
        for thread in threads:
            thread.start()
        try:
            worker.configure_signals()
            worker.run()
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def _worker(options):
    excluded = options["exclude_queues"]
    return PatientWorker(
        queue_names=options["queue_name"].split(","),
        excluded_queue_names=excluded.split(",") if excluded else [],
        interval=options["interval"],
        backend_name=options["backend_name"],
        startup_delay=options["startup_delay"],
        worker_id=options["worker_id"],
        batch=False,
        max_tasks=None,
    )
