"""The files of a paper: pictures and films in its storage, and what in DATA must hold without a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import FileSystemStorage, Storage

from common.atomic_files import DRAFT

KEPT_IN_DATA = ("secret-key", "tombstones", "rights")


@dataclass(frozen=True)
class FoundFile:
    """A file as it is listed, before it has been read."""

    name: str
    size: int
    mark: str


def media_files(storage: Storage) -> Iterator[FoundFile]:
    """Pictures and films, whether they lie on a disk or in a bucket."""
    if isinstance(storage, FileSystemStorage):
        yield from files_below(Path(storage.location), Path(storage.location))
        return
    prefix = f"{storage.location.strip('/')}/".lstrip("/")
    for found in storage.bucket.objects.filter(Prefix=prefix):  # one request for a thousand files
        yield FoundFile(found.key.removeprefix(prefix), found.size, found.e_tag)


def data_files(data: Path) -> Iterator[FoundFile]:
    for name in KEPT_IN_DATA:
        yield from files_below(data / name, data)


def files_below(place: Path, root: Path) -> Iterator[FoundFile]:
    """The file or the files of the folder, named from the root; nothing where there is nothing."""
    if place.is_dir():
        for child in sorted(place.iterdir()):
            yield from files_below(child, root)
    elif place.is_file() and place.suffix != DRAFT:
        facts = place.stat()
        yield FoundFile(place.relative_to(root).as_posix(), facts.st_size, str(facts.st_mtime_ns))
