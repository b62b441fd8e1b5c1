"""Serve the paper: the production web server and the task worker, started and stopped together."""

import sqlite3

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from common import env
from newsroom.server.preflight import refuse_a_taken_port, refuse_an_old_database, refuse_an_unsafe_key
from newsroom.server.supervisor import ManagedProcess, Supervisor, answers, cores, web_command, worker_command

MOST_WORKERS_UNASKED = 4


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        host, port = settings.HOST, settings.PORT
        workers = env.number("WORKERS", min(cores(), MOST_WORKERS_UNASKED), min=1, max=64)
        refuse_an_unsafe_key()
        refuse_a_taken_port(host, port)
        refuse_an_old_database()
        call_command("collectstatic", interactive=False, verbosity=0)
        connection.close()
        supervisor = Supervisor(
            [
                ManagedProcess("web server", web_command(host=host, port=port, workers=workers), cwd=settings.BASE_DIR),
                ManagedProcess("task worker", worker_command(), cwd=settings.BASE_DIR),
            ],
            log=self._log,
        )
        greeting = (
            f"Serving {settings.SITE_URL} on {host}:{port} with {workers} web workers and 1 task worker.\n"
            f"{database_in_words()} Ctrl-C stops everything."
        )
        if not supervisor.run(is_ready=lambda: answers(host, port), greeting=greeting):
            raise SystemExit(1)
        self._log("Stopped.")

    def _log(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def database_in_words() -> str:
    """SQLite is named with its version, because old ones have faults that docs/operations.md warns of."""
    if connection.vendor == "sqlite":
        return f"Everything is kept in {settings.DATA} (SQLite {sqlite3.sqlite_version})."
    return f"The words are kept in {connection.display_name}, the pictures in {settings.DATA}."
