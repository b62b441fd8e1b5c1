"""Run background tasks from every queue, saying only what went wrong."""

import logging

from django_tasks_db.management.commands import db_worker


class Command(db_worker.Command):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False)

    def configure_logging(self, verbosity):
        # The original tells of each start and stop; django.tasks still logs a failed task as an error.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
