"""Space on the disk that is kept for what must never fail: a file that is given up when the disk is full."""

import contextlib
import errno
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from common.atomic_files import draft_of

logger = logging.getLogger(__name__)

RESERVE = 16 * 1024 * 1024  # bytes: some hundred take-downs, with all that the desk writes beside them
PRIMARY = 0xFF  # of an extended code of SQLite
TAKEN_AT = 4 * RESERVE  # of free space; from less than that nothing is taken away


def keep_reserve() -> None:
    """Put the space aside, where it is not yet and the disk has plenty. A disk that says no is no error."""
    file = _file()
    with contextlib.suppress(OSError):
        if file.exists() or shutil.disk_usage(file.parent).free < TAKEN_AT:
            return
        with draft_of(file) as draft, draft.open("wb") as reserve:
            os.posix_fallocate(reserve.fileno(), 0, RESERVE)


def release_reserve() -> bool:
    """Give the space up. Whether there was any."""
    try:
        _file().unlink()
    except OSError:
        return False
    logger.error("The disk is full. The space that was kept for take-downs has been given up: free some soon.")
    return True


def is_disk_low() -> bool:
    """Whether so little is left that readers' writes have to wait."""
    try:
        return shutil.disk_usage(settings.DATA).free < RESERVE
    except OSError:
        return False


def with_reserve[Result](act: Callable[[], Result]) -> Result:
    """Do this, and once more with the reserve given up where the disk was full. `act` may have begun before."""
    try:
        return act()
    except (OSError, OperationalError) as error:
        if not is_disk_full(error):
            raise
        release_reserve()
        return act()


def is_disk_full(error: BaseException | None) -> bool:
    """Whether this error, or the one that it came of, says that nothing more can be written."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
        # What SQLite could not write whole may have another cause, such as a file that is gone.
        if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and is_disk_low()):
            return True
        error = error.__cause__
    return False


def _file():
    return Path(settings.DATA) / "reserve"
