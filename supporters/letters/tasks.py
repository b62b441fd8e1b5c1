"""What the worker does for supporters."""

import datetime as dt

from django.tasks import task
from django.utils import timezone

from supporters.letters.send import seconds_until_retry, send_letter
from supporters.models import OutboxMail


@task
def deliver(letter_id) -> None:
    """Send one letter. When the mail server is down, come back later; `send_waiting_letters` does the same by hand."""
    letter = OutboxMail.objects.get(pk=letter_id)
    send_letter(letter)
    wait = seconds_until_retry(letter)
    if wait is not None and deliver.get_backend().supports_defer:
        deliver.using(run_after=timezone.now() + dt.timedelta(seconds=wait)).enqueue(letter_id)
