"""Measure the sending of letters beside Django's send_mass_mail, and that kills lose none, on this database.

The mail server is a process of this machine that throws letters away. Only ratios of one run count. It writes readers
by the thousand, so it wants DEMO=1 or DEBUG=1 and an empty database of its own.
"""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from demo.bench.letters import (
    fill,
    kill_again_and_again,
    memory,
    new_issue,
    pages_in_use,
    send_by_django,
    send_issue,
    sink,
    taken_more_than_once,
)
from demo.bench.mail_sink import mailers
from newsroom.newsletters.models import Newsletter
from newsroom.newsletters.sending.freeze import freeze


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--recipients", type=int, default=10_000)
        parser.add_argument("--by-django", type=int, default=2000, help="letters that send_mass_mail sends a round")
        parser.add_argument("--rounds", type=int, default=3)
        parser.add_argument("--kills", type=int, default=0, help="send one more issue, killing its worker so often")

    def handle(self, *args, recipients, by_django, rounds, kills, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This writes readers by the thousand: run it with DEMO=1, on a database of its own.")
        if Newsletter.objects.exists():
            raise CommandError("There are letters here already: run it on an empty database.")
        settings.DEBUG = False
        letter = fill(recipients)
        with tempfile.TemporaryDirectory() as folder, sink(Path(folder)) as (port, log):
            settings.MAILERS = mailers(port)
            for _ in range(rounds):
                self._round(letter, by_django)
            if kills:
                log.write_bytes(b"")
                self._kill(letter, kills, port, log)

    def _round(self, letter, by_django):
        before, was = (pages_in_use() if connection.vendor == "sqlite" else 0), memory()
        ours, frozen = send_issue(letter)
        after = pages_in_use() if connection.vendor == "sqlite" else 0
        theirs = send_by_django(letter, by_django)
        self.stdout.write(
            f"{ours.letters} letters in {ours.seconds:.1f} s, {ours.rate:.0f} a second (freeze {frozen:.2f} s); "
            f"send_mass_mail {theirs.rate:.0f} a second: {ours.rate / theirs.rate:.2f} times. "
            f"{(after - before) / ours.letters:.0f} bytes of database a letter. Memory {was:.0f} → {memory():.0f} MiB."
        )

    def _kill(self, letter, kills, port, log):
        """The killed processes find the sink as the paper finds its mail server: in their environment."""
        issue = new_issue(letter)
        freeze(issue=issue, by=None)
        killed = kill_again_and_again(issue, kills, port=port)
        issue.refresh_from_db()
        lost, twice, oftener = taken_more_than_once(log, issue.recipients)
        self.stdout.write(
            f"{issue.recipients} letters, {killed} kills: {lost} lost, {twice} taken twice, {oftener} oftener; "
            f"the issue counts {issue.accepted} sent."
        )
