"""What is done for the paper each minute, hour and day, by whichever task worker comes first."""

import time

from django.core.cache import cache

from newsroom.jobs.appeal_views import count_recent_views
from newsroom.jobs.reminders import tell_of_what_was_missed
from supporters.letters.notices import announce_renewals
from supporters.money.schedule import plan_next_comparison
from supporters.people.retention import forget_what_is_over

MINUTE, HOUR, DAY = 60, 3600, 86400
EARLY = 5  # seconds by which a worker may be too early, so that it does not miss its turn by a hair


class Chore:
    """One act that comes round. It may run late, twice or never for a while."""

    def __init__(self, act, seconds):
        self.act, self.seconds, self.due = act, seconds, -float("inf")

    def do_if_due(self):
        """Do it, unless it is too soon or another worker has just done it. A failure waits for the next turn."""
        now = time.monotonic()
        if now < self.due:
            return
        self.due = now + self.seconds
        if cache.add(f"upkeep-{self.act.__name__}", 1, self.seconds - EARLY):
            self.act()


def chores():
    return [
        Chore(count_recent_views, HOUR),
        Chore(announce_renewals, DAY),
        Chore(forget_what_is_over, DAY),
        Chore(tell_of_what_was_missed, MINUTE),
        Chore(plan_next_comparison, MINUTE),
    ]
