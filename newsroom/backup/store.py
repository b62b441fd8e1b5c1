"""The folder that backups are kept in: each content once, named by its digest, and a folder for each backup.

objects/ab/ab12…          a content, whoever needs it
2026-11-28T150500Z/       one backup: manifest.json and the database's copy
.unfinished/              what is being made; it gets its name when it is whole
"""

import contextlib
import datetime as dt
import fcntl
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from newsroom.backup.manifest import BackupFailed, Manifest, read_manifest

CHUNK = 1024 * 1024
STAMP = "%Y-%m-%dT%H%M%SZ"
IS_BACKUP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass
class BackupStore:
    """Readable by its owner alone, because it holds what the paper's secrets are."""

    folder: Path
    added: set[Path] = field(default_factory=set)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Raises BackupFailed where another backup or restore is at work here."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BackupFailed(f"Another backup is being made in {self.folder}.") from None
            yield

    def backups(self) -> list[Path]:
        """The finished backups, oldest first."""
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        return sorted(path for path in found if IS_BACKUP.fullmatch(path.name))

    def find(self, name: str = "") -> Path:
        """The backup of that name, or the newest. Raises BackupFailed where there is none."""
        found = [path for path in self.backups() if name in {"", path.name}]
        if not found:
            raise BackupFailed(f"{self.folder} holds no backup{f' named {name}' if name else ''}.")
        return found[-1]

    def path_of(self, digest: str) -> Path:
        return self.folder / "objects" / digest[:2] / digest

    def holds(self, digest: str, size: int) -> bool:
        try:
            return self.path_of(digest).stat().st_size == size
        except FileNotFoundError:
            return False

    def add(self, source: IO[bytes]) -> tuple[str, int]:
        """Keep a content; its digest and size. It is read again before it has its name. Raises BackupFailed."""
        draft = self._unfinished / f"object-{secrets.token_hex(8)}"
        sha, size = hashlib.sha256(), 0
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            while chunk := source.read(CHUNK):
                sha.update(chunk)
                size += len(chunk)
                file.write(chunk)
        digest = sha.hexdigest()
        if self.holds(digest, size):
            draft.unlink()
            return digest, size
        if digest_of(draft) != digest:
            raise BackupFailed("A file was read back from the backup's disk with another content than was written.")
        path = self.path_of(digest)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.added.add(path)
        draft.replace(path)
        return digest, size

    def write_out(self, digest: str, path: Path, *, mode: int) -> None:
        """Write a content to where it is wanted. Raises BackupFailed where it is missing or is another one."""
        sha = hashlib.sha256()
        try:
            with (
                self.path_of(digest).open("rb") as content,
                open(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode), "wb") as file,
            ):
                os.fchmod(file.fileno(), mode)
                while chunk := content.read(CHUNK):
                    sha.update(chunk)
                    file.write(chunk)
        except FileNotFoundError as error:
            raise BackupFailed(f"A content of the backup is missing: {digest}.") from error
        if sha.hexdigest() != digest:
            raise BackupFailed(f"A content of the backup is damaged: {digest}.")

    @property
    def _unfinished(self):
        return self.folder / ".unfinished"

    @contextmanager
    def new_backup(self, made_at: dt.datetime) -> Iterator[Path]:
        """A folder to make a backup in. It gets its name at the end; on any failure all that was added goes."""
        name = made_at.astimezone(dt.UTC).strftime(STAMP)
        if (self.folder / name).exists():
            raise BackupFailed(f"{name} is there already; try again in a second.")
        shutil.rmtree(self._unfinished, ignore_errors=True)
        draft = self._unfinished / name
        draft.mkdir(mode=0o700, parents=True)
        self.added.clear()
        with ExitStack() as undo:
            undo.callback(self._remove_added)
            yield draft
            os.sync()  # the contents before the name; one call for all of them
            draft.rename(self.folder / name)
            os.sync()
            undo.pop_all()
        shutil.rmtree(self._unfinished, ignore_errors=True)

    def _remove_added(self):
        for path in self.added:
            path.unlink(missing_ok=True)
        self._remove_empty_folders()
        shutil.rmtree(self._unfinished, ignore_errors=True)

    def damaged(self, manifest: Manifest) -> list[str]:
        """The digests whose content is missing or is another one."""
        wrong = []
        for digest in manifest.digests:
            try:
                if digest_of(self.path_of(digest)) != digest:
                    wrong.append(digest)
            except FileNotFoundError:
                wrong.append(digest)
        return wrong

    def prune(self, keep: int) -> int:
        """Forget all but the newest, then the contents that no backup needs; how many backups went."""
        backups = self.backups()
        old = backups[:-keep]
        needed = {digest for path in backups[-keep:] for digest in read_manifest(path).digests}
        for path in old:
            shutil.rmtree(path)
        for path in (self.folder / "objects").glob("??/*"):
            if path.name not in needed:
                path.unlink()
        self._remove_empty_folders()
        return len(old)

    def _remove_empty_folders(self):
        for folder in (self.folder / "objects").glob("??"):
            with contextlib.suppress(OSError):  # there is something in it
                folder.rmdir()
