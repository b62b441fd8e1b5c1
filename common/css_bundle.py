"""One stylesheet to the reader, many small files to us, and no build step."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\);\n?')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.S)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Put the files that site.css imports in the place of their @import lines, then hash and compress."""

    manifest_strict = True
    bundles = ["newsroom/css/site.css"]

    def post_process(self, paths, dry_run=False, **options):
        for bundle in self.bundles:
            if bundle in paths and not dry_run:
                self._bundle(bundle)
                paths = paths | {bundle: (self, bundle)}  # hash what was bundled, not the file it was made from
        yield from super().post_process(paths, dry_run, **options)

    def _bundle(self, name):
        # From the source: the collected copy may be the whole that was made the last time.
        sheet = Path(finders.find(name))
        whole = IMPORT.sub(lambda line: (sheet.parent / line["path"]).read_text(), sheet.read_text())
        self.delete(name)
        self._save(name, ContentFile(COMMENT.sub("", whole).encode()))
