"""The first processes of the paper, forked from one that has read everything: they share it, and start at once."""

import gc
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from newsroom.server.bridge import Django
from newsroom.server.memory import keep_memory_together
from newsroom.server.supervisor import STOP_SIGNALS, end_with_parent
from newsroom.server.web import run

PUBLIC = ("components", "newsroom", "articles", "polls")


def fork_processes(listener: socket.socket, *, address: tuple[str, int], workers: int) -> list[int]:
    """Fork the web processes and the task worker; the ids of these, the worker's last.

    Nothing may be open that two processes cannot share, and no thread may run.
    """
    keep_memory_together()
    # What each would else read and learn for itself, at its first page: views, addresses, middleware, templates.
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            reverse("front")
    django = Django()
    for folder in PUBLIC:
        for page in (settings.BASE_DIR / "templates" / folder).glob("*.html"):
            get_template(f"{folder}/{page.name}")
    gc.collect()
    gc.freeze()  # what is not looked at is not copied
    webs = [_fork(lambda: run(listener, address, django)) for _ in range(workers)]
    return [*webs, _fork(lambda: call_command("worker"))]


def _fork(act: Callable[[], object]) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        os.setsid()
        end_with_parent()
        with open(os.devnull) as nothing:
            os.dup2(nothing.fileno(), sys.stdin.fileno())
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        act()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:  # whatever it was, this process must not go on as its parent
        if sys.exc_info()[0]:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
