"""Room for this machine's copies of files in the bucket."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings

FULL = 0.8  # how much of the room is left in use when the oldest have gone
ORIGINALS_FOR = 3600  # seconds: a rendition has a name for each content, an original may be written over
RENDITIONS = "__processed__"


def sweep_copies(now: float) -> None:
    """Remove originals that may have been written over, and the oldest copies where there are more than fit."""
    found = []
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        with suppress(FileNotFoundError):
            facts = path.stat()  # its change of status is the moment at which it was brought
            if path.is_file():
                found.append((facts.st_ctime, facts.st_size, path))
    total, most = sum(size for _brought, size, _path in found), settings.MEDIA_COPIES_BYTES
    goal = most * FULL if total > most else total
    for brought, size, path in sorted(found):
        is_old = now - brought > ORIGINALS_FOR and RENDITIONS not in path.parts
        if total > goal or is_old:
            path.unlink(missing_ok=True)
            total -= size
