"""One stylesheet to the reader, many small files to us, and no build step."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\);\n?')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.S)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Put the files that one of our sheets imports in the place of its @import lines, then hash and compress."""

    manifest_strict = True
    ours = "newsroom/"

    def post_process(self, paths, dry_run=False, **options) -> Iterator[tuple]:
        for name in [] if dry_run else [name for name in paths if name.startswith(self.ours) and name.endswith(".css")]:
            if self._bundle(name):
                paths = paths | {name: (self, name)}  # hash what was bundled, not the file it was made from
        yield from super().post_process(paths, dry_run, **options)

    def _bundle(self, name):
        # From the source: the collected copy may be the whole that was made the last time.
        sheet = Path(finders.find(name))
        source = sheet.read_text()
        if not IMPORT.search(source):
            return False
        whole = IMPORT.sub(lambda line: (sheet.parent / line["path"]).read_text(), source)
        self.delete(name)
        self._save(name, ContentFile(COMMENT.sub("", whole).encode()))
        return True
