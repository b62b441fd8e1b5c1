"""The first processes of the paper, forked from one that has read everything: they share it, and start at once."""

import gc
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable

from django.core.management import call_command
from django.template.loader import get_template
from django.urls import get_resolver

from newsroom.server.supervisor import STOP_SIGNALS, end_with_parent
from newsroom.server.web import run

PAGES = ["newsroom/front.html", "articles/article_detail.html", "articles/section_detail.html"]


def fork_processes(listener: socket.socket, *, address: tuple[str, int], workers: int) -> list[int]:
    """Fork the web processes and the task worker; the ids of these, the worker's last.

    Nothing may be open that two processes cannot share, and no thread may run.
    """
    get_resolver().url_patterns  # noqa: B018 - reads all views
    for page in PAGES:
        get_template(page)
    gc.collect()
    gc.freeze()  # what is not looked at is not copied
    webs = [_fork(lambda: run(listener, address)) for _ in range(workers)]
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
