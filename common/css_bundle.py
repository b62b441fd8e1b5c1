"""One stylesheet and one script to the reader, without our remarks, many small files to us, and no build step."""

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\);\n?')
REMARK = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)  # on lines of its own
SMALL, LARGE = 60_000, 400_000  # bytes: all that readers wait for is smaller, the story's editor larger
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\n?", re.S)
PART = re.compile(r'^import "\./(?P<path>[\w-]+\.js)";\n', re.MULTILINE)


def without_remarks(script: str) -> str:
    """A module of the desk as browsers get it: without remarks on lines of their own, and without indentation."""
    return INDENT.sub("", REMARK.sub("", script))


def whole_sheet(sheet: Path) -> str:
    """A sheet with those that it imports in their places, as readers get it."""
    whole = IMPORT.sub(lambda line: (sheet.parent / line["path"]).read_text(), sheet.read_text())
    return INDENT.sub("", COMMENT.sub("", whole))


def whole_script(script: Path) -> str:
    """A script with those that it imports in their places. Each keeps its own names and runs in its turn."""
    parts = PART.sub(lambda line: f"{{\n{(script.parent / line['path']).read_text()}}}\n", script.read_text())
    return without_remarks(parts)


class QuickCompressor(Compressor):
    """Brotli at 9, not at 11, which takes 14 times as long for 8 bytes in a hundred: worth it where somebody waits."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=9 if SMALL < len(data) <= LARGE else 11)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Put the files that one of our sheets imports in the place of its @import lines, then hash and compress."""

    manifest_strict = True
    ours = "newsroom/"
    scripts = "articles/desk/"

    def create_compressor(self, **options) -> Compressor:
        return QuickCompressor(**options)

    def post_process(self, paths, dry_run=False, **options) -> Iterator[tuple]:
        for name in [] if dry_run else [name for name in paths if name.startswith(self.ours)]:
            if self._bundle(name):
                paths = paths | {name: (self, name)}  # hash what was bundled, not the file it was made from
        for name in [] if dry_run else [name for name in paths if name.startswith(self.scripts)]:
            self._put(name, without_remarks(Path(finders.find(name)).read_text()))
            paths = paths | {name: (self, name)}
        yield from super().post_process(paths, dry_run, **options)

    def _bundle(self, name):
        # From the source: the collected copy may be the whole that was made the last time.
        source = Path(finders.find(name))
        if source.suffix == ".css" and IMPORT.search(source.read_text()):
            self._put(name, whole_sheet(source))
        elif source.suffix == ".js" and PART.search(source.read_text()):
            self._put(name, whole_script(source))
        else:
            return False
        return True

    def _put(self, name, text):
        self.delete(name)
        self._save(name, ContentFile(text.encode()))
