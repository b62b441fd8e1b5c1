"""Collect the static files for readers: bundled, under hashed names, compressed, whatever is served just now."""

from django.contrib.staticfiles.management.commands import collectstatic

from common.css_bundle import BundledStaticFilesStorage


class Command(collectstatic.Command):
    help = __doc__

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.storage = BundledStaticFilesStorage()
