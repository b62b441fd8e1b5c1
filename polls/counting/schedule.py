"""What is done for polls from time to time, by the task worker or by hand. Each part may run late, twice or never."""

import datetime as dt
import time

from django.utils import timezone

from polls.counting.anomalies import alert_all
from polls.counting.anonymise import shake_all_due
from polls.counting.close import (
    CHECKED_EVERY,
    check_final_counts,
    close_all_due,
    destroy_all_keys_due,
    forget_what_is_over,
)
from polls.counting.tally import recount_all_due

SECONDS = 3
MINUTE = 60


class Round:
    """Goes round the polls: counts every few seconds, the rest each minute, and all final counts once a night."""

    def __init__(self):
        self.minute = self.night = -float("inf")

    def go(self):
        now = time.monotonic()
        recount_all_due()
        if now - self.minute >= MINUTE:
            self.minute = now
            each_minute()
        if now - self.night >= CHECKED_EVERY / dt.timedelta(seconds=1):
            self.night = now
            check_final_counts()


def each_minute():
    at = timezone.now()
    close_all_due(at=at)
    shake_all_due(at=at)
    destroy_all_keys_due(at=at)
    alert_all(at=at)
    forget_what_is_over(at=at)
