"""Run background tasks from every queue and look after the paper between them, saying only what went wrong."""

import datetime as dt
import logging
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections
from django_tasks_db.management.commands import db_worker

from articles.poll_stories.result_drafts import draft_result_stories
from newsroom.jobs.schedule import chores
from polls.counting.schedule import SECONDS, Round
from supporters.money.schedule import plan_next_comparison

logger = logging.getLogger(__name__)


class Worker(db_worker.Worker):
    """Do all tasks that wait, look after polls and supporters, rest a second, and so on."""

    def __init__(self, **options):
        self.is_single = options["batch"] or options["max_tasks"] is not None
        super().__init__(**options | {"batch": True})

    def run(self):
        if self.is_single:
            super().run()
            return
        # A thread of its own, because whatever goes wrong in it must not stop the letters.
        with ThreadPoolExecutor(max_workers=1) as upkeep:
            polls = Round()
            rounds, next_round = [polls.go, draft_result_stories, *(chore.do_if_due for chore in chores())], 0
            while self.running:
                super().run()
                self.startup_delay = False
                if self.running and time.monotonic() >= next_round:
                    for act in rounds:
                        _report(upkeep.submit(_with_fresh_connections, act).exception())
                    next_round = time.monotonic() + SECONDS
                if self.running:
                    time.sleep(self.interval)


def _with_fresh_connections(act):
    close_old_connections()
    try:
        act()
    finally:
        close_old_connections()


def _report(error):
    if error:
        logger.error("The upkeep failed and is tried again.", exc_info=error)


class Command(db_worker.Command):
    help = __doc__

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False)

    def configure_logging(self, verbosity):
        # The originals tell of each start and stop; a failed task is still logged as an error.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        logging.getLogger("django.tasks").setLevel(logging.WARNING)

    def handle(self, **options):
        plan_next_comparison(after=dt.timedelta(0))
        # The original makes its own kind of worker; everything else about it is right.
        theirs, db_worker.Worker = db_worker.Worker, Worker
        try:
            super().handle(**options)
        finally:
            db_worker.Worker = theirs
