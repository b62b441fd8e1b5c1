"""What the worker does for supporters."""

from django.tasks import task

from common import outbox
from supporters.models import OutboxMail


@task
def deliver(letter_id) -> None:
    """Send one letter; `send_waiting_letters` does the same by hand."""
    outbox.deliver(OutboxMail.objects.get(pk=letter_id), deliver)
