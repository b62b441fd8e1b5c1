"""The thread that keeps this machine's own files up to date. One process of the machine does it for all."""

import contextlib
import fcntl
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.db import Error, close_old_connections, connection

from newsroom.node.mirror import Mirror
from newsroom.node.sweep import sweep_copies

logger = logging.getLogger(__name__)

EVERY = 0.5  # seconds
SWEEP_EVERY = 300


def is_one_of_several() -> bool:
    """Whether others may write what this machine has to know. A file of SQLite belongs to one machine alone."""
    return connection.vendor != "sqlite" or settings.MEDIA_BUCKET is not None


def start_upkeep() -> Thread | None:
    """For every process that serves readers. It ends with the process."""
    if not is_one_of_several():
        return None
    thread = Thread(target=keep_node, args=[Event()], name="node", daemon=True)
    thread.start()
    return thread


def keep_node(stop: Event) -> None:
    """Take the turn when it is free, and go on until `stop` is set. What fails is tried again."""
    while not stop.wait(EVERY):
        with _the_turn() as is_ours:
            if is_ours:
                _keep_while_ours(stop)


def _keep_while_ours(stop):
    mirror, swept, answers = Mirror(), -float(SWEEP_EVERY), True
    while not stop.wait(EVERY):
        close_old_connections()  # one that has broken is made anew
        try:
            mirror.bring_up_to_date()
            answers = True
        except (Error, OSError) as error:
            if answers:
                logger.warning("Takedowns and rights of other machines cannot be read: %s", str(error).strip())
            answers = False
        if settings.MEDIA_BUCKET and time.monotonic() - swept > SWEEP_EVERY:
            swept = time.monotonic()
            sweep_copies(time.time())


@contextlib.contextmanager
def _the_turn() -> Iterator[bool]:
    """Held by one process of the machine, and free again when that ends, however it does."""
    with (Path(settings.DATA) / "node.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
