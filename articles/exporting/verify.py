"""Whether an export is as it was written: every file of its manifest there, with every byte, and no other."""

import hashlib
import json
from pathlib import Path

from articles.exporting.folder import MANIFEST, SCHEMA, CannotExport

MOST_FAULTS = 20


def faults_of(root: Path) -> list[str]:
    """What is wrong, in words; the first of it where there is much. Raises CannotExport without a manifest."""
    try:
        manifest = _read(root / MANIFEST)
    except OSError as error:
        raise CannotExport(f"{root} has no manifest: this export was never finished, or is none. {error}") from error
    except ValueError as error:
        return [f"{MANIFEST} is not as it was written: {error}"]
    faults = [fault for file in manifest["files"] if (fault := _fault_of(root, file))]
    names = {file["path"] for file in manifest["files"]} | {MANIFEST}
    faults += [f"{name}: is not of this export" for name in _names(root) if name not in names]
    return faults[:MOST_FAULTS]


def _read(path):
    """The manifest, if its digest holds. Raises ValueError."""
    content = path.read_bytes()
    before, mark, check = content.rpartition(b'"check": "')
    if not mark or check != hashlib.sha256(before).hexdigest().encode() + b'"\n}\n':
        raise ValueError("its own digest does not hold")
    manifest = json.loads(content)
    if manifest.get("schema") != SCHEMA:
        raise ValueError(f"{manifest.get('schema')} is a form that this version does not know")
    return manifest


def _fault_of(root, file):
    path = (root / file["path"]).resolve()
    if not path.is_relative_to(root.resolve()):
        return f"{file['path']}: leads out of the export"
    if not path.is_file():
        return f"{file['path']}: is missing"
    with path.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != file["sha256"]:
            return f"{file['path']}: has other bytes than were written"
    return ""


def _names(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
