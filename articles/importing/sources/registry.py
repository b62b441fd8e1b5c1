"""The sources that can be read, by the name that the command and the desk know them by."""

import re
from functools import cache

from articles.importing.source import Files, Source
from articles.importing.sources.feed import Feed
from articles.importing.sources.ghost.reader import Ghost
from articles.importing.sources.newsroom import Newsroom
from articles.importing.sources.posts_folder import Medium, Substack
from articles.importing.sources.table import Table
from articles.importing.sources.wordpress.reader import WordPress

READERS = (Newsroom, WordPress, Ghost, Substack, Medium, Feed, Table)
SOURCES: dict[str, type[Source]] = {reader.name: reader for reader in READERS}
HEAD = 64 * 1024  # bytes of a file by which it is told
LOOKED_AT = 500  # files of an archive
# Lists of people beside the posts of an export, which are nobody's to open.
OF_PEOPLE = re.compile(r"(?:email_list|subscribers?)[^/]*\.csv$|\.(?:opens|delivers)\.csv$", re.IGNORECASE)


def detect(files: Files) -> str:
    """The source that one of these files looks like, or nothing. Tables come last: many exports have some."""
    names = [name for name in files.names() if not OF_PEOPLE.search(name)][:LOOKED_AT]
    head = cache(lambda name: _head(files, name))
    for source, reader in SOURCES.items():
        if any(reader.probe(head(name), name) for name in names):
            return source
    return ""


def _head(files, name):
    with files.open(name) as file:
        return file.read(HEAD)
