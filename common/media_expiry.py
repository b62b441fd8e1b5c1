"""Files that say until when a picture may be served. The site asks them as it sends, so nothing has to run in time."""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from common.atomic_files import write_atomically
from common.tombstones import digest_of_file

JUST_NOW = 5  # seconds that a row may take to be seen by others


def _mark(name: str) -> Path:
    return Path(settings.DATA) / "rights" / digest_of_file(name)


def serve_until(names: Iterable[str], end: dt.datetime | None) -> None:
    """From that moment on these files are no longer served; None lets them be served for good."""
    for name in names:
        if end:
            write_atomically(_mark(name), end.isoformat())
        else:
            _mark(name).unlink(missing_ok=True)


def forget_all_but(names: Iterable[str], *, written_before: float) -> None:
    """Let every other file be served for good, but for those of which somebody has just said something."""
    kept = {digest_of_file(name) for name in names}
    folder = Path(settings.DATA) / "rights"
    for mark in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if mark.name not in kept and mark.stat().st_mtime < written_before - JUST_NOW:
                mark.unlink()


def end_of(name: str) -> dt.datetime | None:
    """The moment from which this file, or the picture that it is a rendition of, is not served."""
    with suppress(FileNotFoundError):
        try:
            return dt.datetime.fromisoformat(_mark(name).read_text(encoding="utf-8"))
        except ValueError:
            return dt.datetime.min.replace(tzinfo=dt.UTC)  # whatever it said, it said that there is an end
    return None
