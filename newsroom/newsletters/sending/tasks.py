"""What the worker does for letters: a little at a time, so that no other letter waits behind a hundred thousand."""

from django.tasks import task

from newsroom.newsletters.models import Issue

TURN = 10  # seconds that an issue has the worker before others have their turn


@task(priority=-60, queue_name="default")
def send_some(issue_id) -> None:
    """Send for some seconds, and come back while there is more to send."""
    from newsroom.newsletters.sending.pump import pump

    if pump(issue_id=issue_id, seconds=TURN):
        send_some.enqueue(issue_id)


def wake(issue: Issue) -> None:
    """With the caller's own transaction. More than one at a time is no harm: they take different batches."""
    send_some.enqueue(issue.pk)
