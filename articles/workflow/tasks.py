"""What the worker does for the desk."""

from django.tasks import task

from articles.models import DeskLetter
from common import outbox


@task
def deliver(letter_id) -> None:
    """Send one letter, unless it went out before."""
    if letter := DeskLetter.objects.unsent().filter(pk=letter_id).first():
        outbox.deliver(letter, deliver)
