"""Collect the static files for readers: bundled, under hashed names, compressed, whatever is served just now."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic

import common.css_bundle
from common.css_bundle import BundledStaticFilesStorage


class Command(collectstatic.Command):
    help = __doc__

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.storage = BundledStaticFilesStorage()

    def handle(self, **options) -> str | None:
        said = super().handle(**options)
        if not options["dry_run"]:
            _mark().write_text(_digest())
        return said


def is_collected() -> bool:
    """Whether what lies there was made of the files as they are now."""
    return _mark().exists() and _mark().read_text() == _digest()


def _mark() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def _digest():
    """Of names, times and sizes, which is enough to see an update and takes no reading."""
    found = [_facts(Path(common.css_bundle.__file__))]
    for finder in get_finders():
        found += [_facts(Path(storage.path(name))) for name, storage in finder.list(None)]
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


def _facts(path):
    stat = path.stat()
    return f"{path} {stat.st_mtime_ns} {stat.st_size}"
