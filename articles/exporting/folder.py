"""The folder that an export is written into, and its manifest: what is in it, and the digest of each file.

The manifest is written last and in one go, so a folder with one is whole. A line of it is a file, and its last line
is the digest of all before it: nothing of an export can change unseen, the manifest itself included.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from common.atomic_files import DRAFT, draft_of

SCHEMA = "newsroom-export/1"
ABOUT, MANIFEST = "README.txt", "manifest.json"
# For people, and for whoever has to tell what the folder is: it is the first in the order of names.
WORDS = f"""{SCHEMA}

The public record of a newspaper, as Newsroom exports it. manifest.json lists what is here, with the digest of each
file; stories/ has ninjs 3.1, and beside each item a .facts.json with what ninjs has no field for. The whole is
described in docs/moving-out.md of Newsroom.
"""
LISTED = ".files"
CHUNK = 1024 * 1024


class CannotExport(Exception):
    """Nothing was exported, or not all of it; the message says why. No manifest was written."""


class HashingFile:
    """Takes bytes or text for a file, and knows their digest and how many bytes they were."""

    def __init__(self, file: BinaryIO):
        self.file, self.sha256, self.size = file, hashlib.sha256(), 0

    def write(self, part: bytes | str) -> None:
        content = part.encode() if isinstance(part, str) else part
        self.file.write(content)
        self.sha256.update(content)
        self.size += len(content)


class ExportFolder:
    """An empty folder that fills. `counts` are kept by whoever writes into it. Raises CannotExport."""

    def __init__(self, root: Path):
        self.root, self.counts = root, Counter()
        try:
            root.mkdir(parents=True, exist_ok=True)
            if any(root.iterdir()):
                raise CannotExport(f"{root} is not empty: name a folder that is, or one that is not there yet.")
            self.listed = (root / LISTED).open("w+", encoding="utf-8")
            with self.open(ABOUT) as about:
                about.write(WORDS)
        except OSError as error:
            raise CannotExport(f"{root} cannot be written to: {error}") from error

    @contextmanager
    def open(self, path: str) -> Iterator[HashingFile]:
        """A file of the export, which is listed when it is closed."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:  # whatever is written twice would not be what the manifest says
            written = HashingFile(file)
            yield written
        self._list(path, written)

    def write_json(self, path: str, value: object) -> None:
        with self.open(path) as file:
            file.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")

    def write_list(self, path: str, values: Iterable[object]) -> int:
        """A JSON array, a line for each, of which one is in memory at a time. Gives back how many there were."""
        number = 0
        with self.open(path) as file:
            file.write("[")
            for number, value in enumerate(values, 1):
                file.write(("\n" if number == 1 else ",\n") + json.dumps(value, ensure_ascii=False))
            file.write("\n]\n")
        return number

    def take_in(self, parts: Iterable[bytes], *, folder: str, ending: str) -> tuple[str, int]:
        """Write a file that is named by its content, once. Gives back its digest and size in bytes."""
        target = self.root / folder
        target.mkdir(parents=True, exist_ok=True)
        draft = target / DRAFT
        with draft.open("wb") as file:
            written = HashingFile(file)
            for part in parts:
                written.write(part)
        digest = written.sha256.hexdigest()
        name = f"{digest}{ending}"
        if (target / name).exists():
            draft.unlink()
        else:
            draft.replace(target / name)
            self._list(f"{folder}/{name}", written)
        return digest, written.size

    def _list(self, path, written):
        facts = {"path": path, "bytes": written.size, "sha256": written.sha256.hexdigest()}
        self.listed.write(json.dumps(facts, ensure_ascii=False) + "\n")

    def finish(self, **facts: object) -> None:
        """Write the manifest: these facts, what was counted, and each file."""
        with draft_of(self.root / MANIFEST) as draft, draft.open("wb") as file:
            self._write_manifest(HashingFile(file), {"schema": SCHEMA, **facts, "counts": dict(self.counts)})
            os.fsync(file.fileno())
        self.close()
        (self.root / LISTED).unlink()

    def _write_manifest(self, file, facts):
        file.write("{\n")
        for name, value in facts.items():
            file.write(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},\n")
        file.write('"files": [')
        _join_lines(self.listed, file)
        file.write("\n],\n")
        file.write(f'"check": "{file.sha256.hexdigest()}"\n}}\n')

    def close(self) -> None:
        self.listed.close()


def _join_lines(listed: IO[str], file: HashingFile):
    listed.seek(0)
    for number, line in enumerate(listed):
        file.write(("," if number else "") + "\n" + line.rstrip("\n"))
