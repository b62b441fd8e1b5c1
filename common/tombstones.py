"""Files that say what was taken down. They are looked at first of all, so they hold with the database stopped."""

import hashlib
import json
import math
import posixpath
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from common.atomic_files import write_atomically

RENDITION = re.compile(r"(__processed__/.+-)[^/-]+\Z")


def _folder() -> Path:
    return Path(settings.DATA) / "tombstones"


def _of_story(pk: int) -> Path:
    return _folder() / f"{pk}.json"


def _of_entry(entry: UUID) -> Path:
    return _folder() / "entries" / f"{entry}.json"


def _of_file(name: str) -> Path:
    return _folder() / "files" / digest_of_file(name)


def digest_of_file(name: str) -> str:
    """One for a picture's file, and one for all its renditions, which differ in their last letters alone."""
    name = posixpath.normpath(name).lstrip("/")  # as the file itself would be found
    rendition = RENDITION.match(name)
    return hashlib.sha256((rendition[1] if rendition else name).encode()).hexdigest()


def mark_taken_down(*, story: int | None, notice: str, files: Iterable[str]) -> None:
    """Set the stones: from now on the address of the story, if one is named, and these files say that they are gone."""
    if story is not None:
        write_atomically(_of_story(story), json.dumps({"notice": notice}))
    for name in files:
        write_atomically(_of_file(name), name)


def mark_entry_taken_down(*, entry: UUID, files: Iterable[str]) -> None:
    """Set the stones of an entry of a running story: no kept page that has it is shown again, nor are these files."""
    write_atomically(_of_entry(entry), "")
    for name in files:
        write_atomically(_of_file(name), name)


def lift(*, story: int | None, files: Iterable[str], set_before: float = math.inf) -> None:
    """Take away the stones of the story, if one is named, and of the files, but none that was set since."""
    _lift([*([] if story is None else [_of_story(story)]), *map(_of_file, files)], set_before)


def lift_entry(*, entry: UUID, files: Iterable[str], set_before: float = math.inf) -> None:
    """Take away the stones of the entry and of the files, but none that was set since."""
    _lift([_of_entry(entry), *map(_of_file, files)], set_before)


def _lift(paths, set_before):
    for path in paths:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < set_before:
                path.unlink()


def notice_of(story: int) -> str | None:
    """What readers are told of a story that was taken down; None where no stone stands."""
    try:
        return json.loads(_of_story(story).read_text(encoding="utf-8"))["notice"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return ""  # a stone whose words are lost is still a stone


def taken_down() -> dict[int, float]:
    """The stories that were taken down, with the moment of that as a timestamp."""
    try:
        return {int(stone.stem): stone.stat().st_mtime for stone in _folder().glob("*.json")}
    except OSError:
        return {}


def entries_taken_down() -> dict[str, float]:
    """The entries that were taken down, by the name under which their addresses have them."""
    try:
        return {stone.stem: stone.stat().st_mtime for stone in (_folder() / "entries").glob("*.json")}
    except OSError:
        return {}


def is_file_taken_down(name: str) -> bool:
    return _of_file(name).exists()
