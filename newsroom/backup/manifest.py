"""What one backup holds: the database's copy with its row counts, and each file with the digest of its content."""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 1
NAME = "manifest.json"


class BackupFailed(Exception):
    """No backup was made, or nothing was restored; the message says why, and all is as it was before."""


@dataclass(frozen=True)
class KeptFile:
    """One file by its content. The mark is what the storage says of it, and changes when the file does."""

    digest: str
    size: int
    mark: str


@dataclass(frozen=True)
class DatabaseCopy:
    """The copy of the database and what was counted in the same snapshot that it was made of."""

    vendor: str
    server: str
    file: str
    digest: str
    size: int
    rows: dict[str, int]


@dataclass(frozen=True)
class Manifest:
    """One backup. `key_check` tells whether another secret key is the same one, and nothing else of it."""

    made_at: dt.datetime
    versions: dict[str, str]
    key_check: str
    database: DatabaseCopy
    media: dict[str, KeptFile]
    data: dict[str, KeptFile]

    @property
    def digests(self) -> dict[str, int]:
        """The contents that this backup needs, with their sizes."""
        return {file.digest: file.size for file in (*self.media.values(), *self.data.values())}

    def write(self, folder: Path) -> None:
        facts = {
            "format": FORMAT,
            "made_at": self.made_at.isoformat(),
            "versions": self.versions,
            "key_check": self.key_check,
            "database": asdict(self.database),
            "media": _packed(self.media),
            "data": _packed(self.data),
        }
        path = folder / NAME
        path.touch(mode=0o600)
        path.write_text(json.dumps(facts, indent=0, ensure_ascii=False), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Raises BackupFailed where the file is missing or damaged, or has a form that this version does not know."""
    try:
        facts = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if facts["format"] != FORMAT:
            raise BackupFailed(f"{folder.name} has a format that this version does not know: {facts['format']}.")
        return Manifest(
            made_at=dt.datetime.fromisoformat(facts["made_at"]),
            versions=facts["versions"],
            key_check=facts["key_check"],
            database=DatabaseCopy(**facts["database"]),
            media=_unpacked(facts["media"]),
            data=_unpacked(facts["data"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupFailed(f"{folder.name} has no manifest that can be read: {error}") from error


def _packed(files):
    return {name: [file.digest, file.size, file.mark] for name, file in sorted(files.items())}


def _unpacked(files):
    return {name: KeptFile(*facts) for name, facts in files.items()}
