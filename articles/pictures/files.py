"""The names under which a picture lies on disk."""


def files_of(pictures) -> list[str]:
    """The names of the files and, for each, what the names of its renditions begin with."""
    return sorted(name for picture in pictures for name in (picture.file.name, picture.file.renditions_begin))
