"""Files that are read while they are written: others find the old content or the new, never a part of it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DRAFT = ".new"  # how the name of a file ends that is being written


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """A file to write beside `path`, whose place it takes at the end. Where writing fails, nothing is left of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}{DRAFT}")  # others may be writing the same
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_atomically(path: Path, text: str) -> None:
    """Whole or not at all, and on the disk before anybody goes on."""
    with draft_of(path) as draft, draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
