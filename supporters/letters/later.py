"""What the worker does after a reader was answered, so that the answer takes the same time for everybody."""

from django.tasks import task

from supporters.letters.newsletter import ask_for_newsletter
from supporters.models import Supporter


@task
def ask_newsletter(supporter_id, cause, source):
    """Write down that the box was ticked, and mail the link that confirms it."""
    supporter = Supporter.objects.known().filter(pk=supporter_id).first()
    if supporter:
        ask_for_newsletter(supporter=supporter, cause=cause, source=source)
