"""Serve the paper: the production web server and the task worker, started and stopped together."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from common import env
from newsroom.management.commands.collectstatic import is_collected
from newsroom.monitoring.exposition import begin_anew
from newsroom.server.forks import fork_processes
from newsroom.server.preflight import check_before_serving
from newsroom.server.supervisor import cores, end_with_parent
from newsroom.server.web import listen

MOST_WORKERS_UNASKED = 4


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # the preflight's, without a database, which may be down or missing

    def handle(self, *args, **options) -> None:
        host, port = settings.HOST, settings.PORT
        workers = env.number("WORKERS", min(cores(), MOST_WORKERS_UNASKED), min=1, max=64)
        # In a process that is gone afterwards, with all the migrations that it has read.
        with ProcessPoolExecutor(1, get_context("fork"), initializer=end_with_parent) as child:
            unchecked = child.submit(check_before_serving, host, port).result()
        if unchecked:
            self.stderr.write(unchecked)
        if settings.METRICS_PORT:
            begin_anew(settings.METRICS_FOLDER)
        collect_static_files()
        connection.close()
        listener = listen(host, port)
        greeting = (
            f"Serving {settings.SITE_URL} on {host}:{port} with {workers} web workers and 1 task worker.\n"
            f"{database_in_words()} Ctrl-C stops everything."
        )
        self.stdout.flush()
        self.stderr.flush()
        asked = {
            "host": host,
            "port": port,
            "fd": listener.fileno(),
            "greeting": greeting,
            "log-format": settings.LOG_FORMAT,
            "metrics-port": settings.METRICS_PORT,
            "metrics-folder": settings.METRICS_FOLDER,
        }
        flags = [f"--{name}={value}" for name, value in asked.items()]
        flags += ["--forked", *map(str, fork_processes(listener, address=(host, port), workers=workers))]
        # In this process's place: what only watches over the others need not hold Django and all of the paper.
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "newsroom.server", *flags])  # noqa: S606 - no shell is wanted


def collect_static_files() -> None:
    """Collect what has changed since the last time, in a process of its own; then begin anew with the new names."""
    if is_collected():
        return
    program = [sys.executable, "manage.py"]
    os.chdir(settings.BASE_DIR)
    subprocess.run([*program, "collectstatic", "--noinput", "--verbosity=0"], check=True)
    os.execv(sys.executable, [*program, "serve"])  # noqa: S606 - no shell is wanted


def database_in_words() -> str:
    """SQLite is named with its version, because old ones have faults that docs/operations.md warns of."""
    if connection.vendor == "sqlite":
        return f"Everything is kept in {settings.DATA} (SQLite {sqlite3.sqlite_version})."
    return f"The words are kept in {connection.display_name}, the pictures in {settings.DATA}."
