"""Read the mailbox for reports, by IMAP. What is not a report about a letter of ours stays there unread."""

import imaplib
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from newsroom.newsletters.bounces.take import take_report

SECONDS = 20
MOST_AT_ONCE = 500
PORT = 993


def read_mailbox(address: str) -> tuple[int, int]:
    """How many reports were taken, and how many messages were left for a person. Raises OSError and imaplib's errors.

    The address is imaps://name:password@host/folder.
    """
    parts = urlsplit(address)
    with imaplib.IMAP4_SSL(parts.hostname, parts.port or PORT, timeout=SECONDS) as mailbox:
        mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""))
        mailbox.select(parts.path.strip("/") or "INBOX")
        return take_unread(mailbox)


def take_unread(mailbox: imaplib.IMAP4) -> tuple[int, int]:
    """Read without a trace first: only what was taken is marked as read, and nothing is ever deleted."""
    _answer, found = mailbox.uid("SEARCH", "UNSEEN")
    taken = left = 0
    for number in (found[0] or b"").split()[:MOST_AT_ONCE]:
        _answer, parts = mailbox.uid("FETCH", number, "(BODY.PEEK[])")
        content = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        if content and take_report(content=content):
            taken += 1
            with suppress(imaplib.IMAP4.error):  # it is taken all the same, and once only
                mailbox.uid("STORE", number, "+FLAGS", r"(\Seen)")
        else:
            left += 1
    return taken, left
