"""The names under which a picture, or another file of the library, lies on disk."""

from collections.abc import Iterable

from articles.models.rights import HeldRights


def files_of(rows: Iterable[HeldRights]) -> list[str]:
    """The names of the files and, for each picture, what the names of its renditions begin with."""
    names = ((row.file.name, getattr(row.file, "renditions_begin", "")) for row in rows)
    return sorted(name for pair in names for name in pair if name)
