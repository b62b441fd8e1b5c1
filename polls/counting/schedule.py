"""What is done for polls from time to time, by the task worker or by hand. Each part may run late, twice or never."""

from django.utils import timezone

from polls.counting.anomalies import alert_all
from polls.counting.anonymise import anonymise_all_due
from polls.counting.close import close_all_due, destroy_all_keys_due, forget_what_is_over


def each_minute() -> None:
    at = timezone.now()
    close_all_due(at=at)
    anonymise_all_due(at=at)
    destroy_all_keys_due(at=at)
    alert_all(at=at)
    forget_what_is_over(at=at)
