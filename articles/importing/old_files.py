"""Documents and sounds of an archive, named alike whatever it was kept in. Like `items`, it knows no model."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OldFile:
    """A file that stories place as a card of its own. `path` is where it lies in the folder of media.

    `language` is of the words in it, `rights_until` the last day as ISO writes it, if there is one.
    """

    old_id: str
    path: str
    title: str
    file_name: str = ""
    description: str = ""
    credit: str = ""
    language: str = ""
    rights: str = ""
    rights_until: str = ""
    says: str = ""
    transcript: str = ""
    is_wordless: bool = False
