"""Make the demonstration newspaper ready and serve it; a second run keeps what was done."""

import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demo.loading.staff import STAFF, app_secret_of
from newsroom.server.preflight import refuse_a_taken_port


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's passwords are known to everybody: set DEMO=1 to say that you want that.")
        refuse_a_taken_port(settings.HOST, settings.PORT)
        self.stdout.write("Preparing the demonstration newspaper…")
        self.stdout.flush()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_demo")
        self.stdout.write(f"\n{settings.SITE_URL}/\n{settings.SITE_URL}/admin/\n")
        for person in STAFF:
            secret = f"  {app_secret_of(person)}" if settings.SECOND_FACTOR else ""
            self.stdout.write(f"{person.role:14}  {person.username:10}  {person.password:22}{secret}".rstrip())
        self.stdout.write("")
        self.stdout.flush()
        # In this process's place, so that a signal meant for us reaches the one that stops everything.
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "manage.py", "serve"])  # noqa: S606 - no shell is wanted
