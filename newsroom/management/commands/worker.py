"""Run background tasks from every queue, and periodic jobs beside them, saying only what went wrong."""

import logging
from threading import Event, Thread

from django_tasks_db.management.commands import db_worker

from newsroom.jobs.schedule import keep_schedule


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
        # A thread of its own, because whatever goes wrong in it must not stop the letters.
        stop = Event()
        schedule = Thread(target=keep_schedule, args=[stop], name="schedule")
        schedule.start()
        try:
            super().handle(**options)
        finally:
            stop.set()
            schedule.join()
