"""All that is done for the paper from time to time, and how often. The worker keeps to it in a thread of its own."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

from django.db import close_old_connections

from articles.api.events import note_events
from articles.api.webhooks import prune_deliveries
from articles.embeds.check import look_at_due_embeds
from articles.importing.retention import forget_old_runs
from articles.pages.most_read import rank_readers
from articles.pages.read_counter import forget_marks
from articles.pictures.kept_uploads import sweep_kept_uploads
from articles.poll_stories.result_drafts import draft_result_stories
from articles.running.schedule import publish_due_entries
from articles.search.files import index_what_ended
from articles.search.index import tidy
from articles.search.rebuild import index_some
from articles.wires.retention import forget_items
from articles.wires.tasks import look_at_due_sources
from common.counters import forget, mark, prune_counters
from common.disk_reserve import keep_reserve
from common.sqlite_log import move_log_into_database
from newsroom.announcing.changes import announce_changes
from newsroom.audit.anchor import note_newest
from newsroom.audit.left_out import note_left_out
from newsroom.audit.nightly import enqueue_audit_check
from newsroom.correspondence.retention import forget_readers
from newsroom.identity.sessions import prune_sessions
from newsroom.identity.tasks import prune_link_letters
from newsroom.jobs.appeal_views import count_recent_views
from newsroom.jobs.lost_tasks import prune_tasks, sweep_lost_tasks
from newsroom.jobs.outage import NO_DATABASE, Outage
from newsroom.jobs.reminders import tell_of_what_was_missed
from newsroom.monitoring.queries import watch_queries
from newsroom.newsletters.counting.outcome import count_outcomes
from newsroom.newsletters.forgetting import forget_unconfirmed
from newsroom.newsletters.push.tasks import wake_pushes
from newsroom.newsletters.sending.automatic import begin_what_is_due
from newsroom.newsletters.sending.schedule import forget_deliveries, send_what_is_due, wake_what_sleeps
from newsroom.page_cache.purge import purge_what_changed
from polls.counting.close import check_final_counts
from polls.counting.schedule import each_minute
from polls.counting.tally import recount_all_due
from supporters.letters.notices import announce_renewals
from supporters.money.tasks import enqueue_comparison
from supporters.people.retention import forget_what_is_over

logger = logging.getLogger(__name__)

SECOND, SECONDS = dt.timedelta(seconds=1), dt.timedelta(seconds=3)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
EARLY = dt.timedelta(seconds=5)  # a worker may be too early by so much, so that it does not miss its turn by a hair


@dataclass
class PeriodicJob:
    """One act that comes round. It may run late, twice or never for a while."""

    act: Callable[[], object]
    every: dt.timedelta
    due: float = field(default=-float("inf"))

    def run_if_due(self) -> None:
        """Run it, unless it is too soon or another worker has just done so. A failure waits for the next turn."""
        now = time.monotonic()
        if now < self.due:
            return
        self.due = now + self.every.total_seconds()
        try:
            if self._is_mine():
                self.act()
        except NO_DATABASE:
            self.due = now  # its turn is still to come
            forget(self._key)
            raise

    def _is_mine(self):
        return self.every <= EARLY or mark(self._key, seconds=int((self.every - EARLY).total_seconds()))

    @property
    def _key(self):
        return f"periodic:{self.act.__module__}.{self.act.__name__}"


# What is done how often, within each in this order.
EVERY = {
    SECOND: [note_events, publish_due_entries],
    SECONDS: [
        recount_all_due,
        purge_what_changed,
        announce_changes,
        draft_result_stories,
        move_log_into_database,
        note_newest,
    ],
    MINUTE: [
        each_minute,
        sweep_lost_tasks,
        tell_of_what_was_missed,
        look_at_due_sources,
        rank_readers,
        begin_what_is_due,
        send_what_is_due,
        wake_what_sleeps,
        wake_pushes,
    ],
    10 * MINUTE: [note_left_out, prune_counters, look_at_due_embeds, enqueue_comparison, index_some],
    HOUR: [
        prune_tasks,
        keep_reserve,
        forget_marks,
        count_recent_views,
        sweep_kept_uploads,
        prune_sessions,
        count_outcomes,
        index_what_ended,
    ],
    DAY: [
        enqueue_audit_check,
        check_final_counts,
        forget_deliveries,
        prune_link_letters,
        prune_deliveries,
        tidy,
        announce_renewals,
        forget_unconfirmed,
        forget_what_is_over,
        forget_readers,
        forget_old_runs,
        forget_items,
    ],
}


def periodic_jobs() -> list[PeriodicJob]:
    return [PeriodicJob(act, every) for every, acts in EVERY.items() for act in acts]


def keep_schedule(stop: Event) -> None:
    """Run each job when it is due, until `stop` is set. What fails is logged and tried again at its next turn.

    While there is no database, all of them wait for it.
    """
    jobs, outage, pause = periodic_jobs(), Outage("schedule"), SECOND.total_seconds()
    with ThreadPoolExecutor(max_workers=1) as thread:  # it hands over whatever goes wrong in it as a value
        while not stop.wait(pause):
            error = _run_all(jobs, thread)
            pause = outage.pause_after(error) if error else SECOND.total_seconds()


def _run_all(jobs, thread):
    """Run what is due, up to where there is no database: that error is handed back."""
    for job in jobs:
        error = thread.submit(_with_fresh_connections, job.run_if_due).exception()
        if isinstance(error, NO_DATABASE):
            return error
        if error:
            logger.error("%s failed and is tried again.", job.act.__name__, exc_info=error)
    return None


def _with_fresh_connections(act):
    close_old_connections()
    try:
        with watch_queries():
            act()
    finally:
        close_old_connections()
