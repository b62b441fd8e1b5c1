"""The files of an export, whichever way they were handed over: one file, a folder, or a zip archive.

Nothing outside of what was handed over is ever opened. An archive is read member by member and never unpacked.
"""

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from articles.importing.source import CannotRead, Files

MOST_MEMBERS = 200_000
MOST_PACKED = 200  # times: what grows more than this when it is read was made to fill a disk
GZIP = b"\x1f\x8b\x08"
SMALL = 10 * 1024 * 1024  # bytes: below this no ratio is looked at


class OneFile:
    def __init__(self, path: Path):
        self.path, self.name = path, path.name

    def names(self) -> list[str]:
        return [self.path.name]

    def open(self, name: str) -> BinaryIO:
        if name != self.path.name:
            raise CannotRead(_("There is no file “%(name)s” in it.") % {"name": name})
        return self.path.open("rb")

    def size(self, name: str) -> int:
        return self.path.stat().st_size


class Folder:
    """What lies in a folder and below it. A link that leads out of it is not followed."""

    def __init__(self, path: Path):
        self.path, self.name = path.resolve(), path.name

    def names(self) -> list[str]:
        found = [path for path in self.path.rglob("*") if path.is_file()]
        return sorted(str(path.relative_to(self.path)) for path in found if path.resolve().is_relative_to(self.path))

    def open(self, name: str) -> BinaryIO:
        return self._at(name).open("rb")

    def size(self, name: str) -> int:
        return self._at(name).stat().st_size

    def _at(self, name):
        path = (self.path / name).resolve()
        if not path.is_relative_to(self.path) or not path.is_file():
            raise CannotRead(_("There is no file “%(name)s” in it.") % {"name": name})
        return path


class Archive:
    """A zip archive. Raises CannotRead where one of its members leads out of it, is a link, locked, or a bomb."""

    def __init__(self, path: Path):
        self.name = path.name
        try:
            self.archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError):
            raise CannotRead(
                _("The archive is damaged or not complete. Copy it again from where it came from.")
            ) from None
        members = [member for member in self.archive.infolist() if not member.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise CannotRead(_("The archive holds more than %(most)d files.") % {"most": MOST_MEMBERS})
        for member in members:
            _look_at(member)
        self.members = {member.filename: member for member in members if not member.filename.startswith("__MACOSX/")}

    def names(self) -> list[str]:
        return sorted(self.members)

    def open(self, name: str) -> BinaryIO:
        if name not in self.members:
            raise CannotRead(_("There is no file “%(name)s” in it.") % {"name": name})
        return io.BufferedReader(self.archive.open(self.members[name]))

    def size(self, name: str) -> int:
        return self.members[name].file_size


def open_files(path: Path) -> Files:
    """Raises CannotRead where there is nothing to read."""
    if path.is_dir():
        return Folder(path)
    if not path.is_file():
        raise CannotRead(_("There is no file %(path)s.") % {"path": path})
    if path.stat().st_size == 0:
        raise CannotRead(_("The file is empty. Copy it again from where it came from."))
    if zipfile.is_zipfile(path):
        return Archive(path)
    with path.open("rb") as file:
        if file.read(len(GZIP)) == GZIP:
            raise CannotRead(_("The file is packed with gzip. Unpack it first, and hand over what is in it."))
    return OneFile(path)


def _look_at(member):
    name = member.filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or not path.parts or ".." in path.parts or ":" in path.parts[0]:
        raise CannotRead(_("“%(name)s” leads out of the archive. It was not made by an export.") % {"name": name})
    if member.external_attr >> 16 & 0o170000 == 0o120000:
        raise CannotRead(_("“%(name)s” is a link. It was not made by an export.") % {"name": name})
    if member.flag_bits & 1:
        raise CannotRead(_("“%(name)s” is locked by a password. Unlock the archive first.") % {"name": name})
    if member.file_size > max(SMALL, MOST_PACKED * member.compress_size):
        raise CannotRead(_("“%(name)s” would grow too large when it is read.") % {"name": name})
