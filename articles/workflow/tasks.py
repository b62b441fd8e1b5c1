"""What the worker does for the desk."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from articles.models import DeskLetter

# Seconds until each next try; after the last one the letter is missed mail, and waits for a person.
RETRY_AFTER = [60, 300, 1800, 7200, 21600]


@task
def deliver(letter_id) -> None:
    """Send a letter once; when the mail server is down, come back later."""
    letter = DeskLetter.objects.unsent().filter(pk=letter_id).first()
    if letter is None:
        return
    tries = letter.attempts
    DeskLetter.objects.filter(pk=letter_id).update(attempts=F("attempts") + 1)
    try:
        message_of(letter).send()
    except OSError as error:  # also what every SMTP error is
        comes_back = tries < len(RETRY_AFTER) and deliver.get_backend().supports_defer
        letter.mark_unsent(error, give_up=not comes_back)
        if comes_back:
            wait = dt.timedelta(seconds=RETRY_AFTER[tries])
            deliver.using(run_after=timezone.now() + wait).enqueue(letter_id)
        return
    letter.mark_sent()


def message_of(letter) -> EmailMessage:
    # The same Message-ID at every try: should a crash hide that it was sent, mailboxes still show it once.
    identity = f"<desk.{letter.key.replace(':', '.')}@{settings.SITE_HOST}>"
    return EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        headers={"Message-ID": identity, "Auto-Submitted": "auto-generated"},
    )
