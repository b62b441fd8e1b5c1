"""A source that puts files into a folder, as agencies' senders do: each is taken in and moved aside, or refused."""

import datetime as dt
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import WireSource
from articles.wires.told import CannotRead, Taken

FOLDER = "wires"  # in DATA
TAKEN, REFUSED = "taken", "refused"
STILL = 5  # seconds without a change, after which a file is whole
UNFINISHED = (".tmp", ".part", ".filepart")
LONGEST_NAME = 150
MOST_BYTES = 20 * 1024 * 1024
AT_ONCE = 500
KEPT = dt.timedelta(days=30)


def folder_of(source: WireSource) -> Path:
    return settings.DATA / FOLDER / source.folder


def empty(source: WireSource, take: Callable[[bytes], Taken]) -> Taken:
    """Hand over what lies there, the oldest first. Whatever is wrong with one file, the others are taken."""
    place, new, wrong = folder_of(source), 0, []
    for name in (TAKEN, REFUSED):
        (place / name).mkdir(parents=True, exist_ok=True)
    for path in _whole_files(place):
        try:
            taken = take(_content(path))
            new += taken.new
            _set_aside(path, REFUSED if taken.wrong else TAKEN, taken.wrong)
            wrong += [f"{path.name}: {fault}" for fault in taken.wrong]
        except (CannotRead, OSError) as refusal:
            wrong.append(f"{path.name}: {refusal}")
            with suppress(OSError):  # what cannot be moved is met again at the next look
                _set_aside(path, REFUSED, [str(refusal)])
    return Taken(new, wrong)


def _set_aside(path, name, wrong):
    """Under the moment at which it was read, so that no file takes another's place and all are kept for as long."""
    aside = path.parent / name / f"{time.time_ns()}-{path.name[-LONGEST_NAME:]}"
    path.replace(aside)
    os.utime(aside)
    if wrong:
        aside.with_name(f"{aside.name}.txt").write_text("\n".join(wrong) + "\n")


def forget_files(source: WireSource) -> None:
    """What was taken in or refused a month ago."""
    limit = time.time() - KEPT.total_seconds()
    for name in (TAKEN, REFUSED):
        for path in (folder_of(source) / name).glob("*"):
            if path.is_file() and path.stat().st_mtime < limit:
                path.unlink()


def _whole_files(place) -> list[Path]:
    limit = time.time() - STILL
    found = [path for path in place.iterdir() if path.is_file() and not path.is_symlink()]
    whole = [path for path in found if not path.name.startswith(".") and path.suffix not in UNFINISHED]
    still = [(path.stat().st_mtime, path) for path in whole]
    to_come = time.time() + STILL  # by a sender's clock that is wrong
    return [path for changed, path in sorted(still) if changed <= limit or changed > to_come][:AT_ONCE]


def _content(path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise CannotRead(_("It is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024})
    return path.read_bytes()
