"""What each reader of a source can do. Who adds one writes a class like this and a line in `sources/registry.py`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from zoneinfo import ZoneInfo

from articles.importing.items import Item, Kind, OldAsset, OldAuthor, OldPoll, OldStory, OldTerm, SiteFacts
from articles.importing.old_files import OldFile


class CannotRead(Exception):
    """The file is not what it was said to be, is broken, or means harm. Says what, where (`place`) and what to do."""

    def __init__(self, message: str, *, place: int | None = None):
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Options:
    """What whoever brings the archive in said of it. `address` is the old site's, `fields` a table's columns."""

    time_zone: ZoneInfo
    address: str = ""
    fields: dict[str, str] | None = None


class Files(Protocol):
    """The files of an export: one file, or the members of an archive or a folder, whichever was handed over."""

    name: str

    def names(self) -> list[str]:
        """What is in it, by path with forward slashes; of a single file its name alone."""

    def open(self, name: str) -> BinaryIO:
        """One of them, to be read from its beginning."""

    def size(self, name: str) -> int: ...


class Material(Protocol):
    """What has been read before, for parts that name each other and may stand in the file in any order."""

    def get(self, kind: Kind, old_id: str) -> dict | None:
        """The payload of another item, or None."""

    def find(self, kind: Kind, group: str) -> Iterable[dict]:
        """The payloads of all items whose payload says `"group": group`, in the order of the file."""

    def children(self, kind: Kind, parent: str) -> Iterable[dict]:
        """The payloads of all items whose payload says `"parent": parent`, in the order of the file."""


class Source(Protocol):
    """A reader of one system's exports. It holds no state between calls but what `options` say.

    `scan` reads the file once and streams: one item is in memory at a time. The others turn payloads of its own
    making into neutral parts, in any order, after the whole file was read.
    """

    name: str
    verbose_name: str
    # Endings of files and a word on how to get the export, for the desk's form.
    takes: tuple[str, ...]
    how_to_get: str

    def __init__(self, options: Options): ...

    @staticmethod
    def probe(head: bytes, _name: str) -> bool:
        """Whether a file that begins so, and is called so, looks like this source's."""

    def scan(self, files: Files) -> Iterator[Item]:
        """Every part of the archive. Raises CannotRead."""

    def site(self, payloads: Iterable[dict]) -> SiteFacts: ...

    def author(self, payload: dict) -> OldAuthor: ...

    def term(self, payload: dict) -> OldTerm: ...

    def asset(self, payload: dict) -> OldAsset: ...

    def story(self, payload: dict, material: Material) -> OldStory: ...

    def poll(self, payload: dict, material: Material) -> OldPoll:
        """Asked of those sources alone whose `scan` yields polls."""

    def file(self, payload: dict) -> OldFile:
        """Asked of those alone whose `scan` yields documents or sounds."""


def path_in(folder: Path, name: str) -> Path | None:
    """The file of that name inside a folder, or None where the name leads out of it or to nothing."""
    found = (folder / name.lstrip("/")).resolve()
    return found if found.is_relative_to(folder.resolve()) and found.is_file() else None
