"""Take reports of mail servers: from the mailbox of BOUNCE_MAILBOX, or one message from a file or standard input."""

import imaplib
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.newsletters.bounces.mailbox import read_mailbox
from newsroom.newsletters.bounces.take import take_report


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="a message; - for standard input, as a mail server hands one over")

    def handle(self, *args, file: str | None, **options) -> None:
        if file:
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            event = take_report(content=content)
            self.stdout.write(str(event) if event else "This is no report about a letter of ours.")
            return
        if not settings.BOUNCE_MAILBOX:
            raise CommandError("Set BOUNCE_MAILBOX to imaps://name:password@host/folder, or name a file.")
        try:
            taken, left = read_mailbox(settings.BOUNCE_MAILBOX)
        except (OSError, imaplib.IMAP4.error) as error:
            raise CommandError(f"The mailbox cannot be read: {error}") from error
        self.stdout.write(f"{taken} reports taken, {left} other messages left unread.")
