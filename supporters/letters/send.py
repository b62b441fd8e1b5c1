"""Send a letter once, and come back to it while the mail server is down."""

from django.conf import settings
from django.core.mail import EmailMessage

from supporters.models import OutboxMail

# Seconds until each next try; after the last one the letter waits for a person.
RETRY_AFTER = [60, 300, 1800, 7200, 21600, 43200, 86400]


def send_letter(letter) -> bool:
    """Try to send a letter that waits; True when this call sent it. A refusal is written down and tried again later."""
    if not letter.take_up():
        return False
    try:
        message_of(letter).send()
    except OSError as error:  # also what every SMTP error is
        letter.mark_unsent(error, give_up=letter.attempts > len(RETRY_AFTER))
        return False
    letter.mark_sent()
    return True


def message_of(letter) -> EmailMessage:
    # The same Message-ID at every try: should a crash hide that it was sent, mailboxes still show it once.
    identity = f"<{letter.key.replace(':', '.')}.{letter.queued_at:%Y%m%d%H%M%S}@{settings.SITE_HOST}>"
    headers = {"Message-ID": identity, "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe:  # RFC 8058: the mail program's own button, one click and no questions
        headers |= {
            "List-Unsubscribe": f"<{letter.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        reply_to=[settings.PAPER_EMAIL],
        headers=headers,
    )


def seconds_until_retry(letter) -> int | None:
    """How long to wait before the next try, or None when there is none to come."""
    if letter.state != OutboxMail.State.WAITING or not letter.attempts:
        return None
    return RETRY_AFTER[letter.attempts - 1]
