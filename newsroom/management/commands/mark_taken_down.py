"""Say of stories and pictures that they are gone, on this machine, without the database.

For the night on which the desk cannot be opened. Lists that are drawn from the database name the story again when that
is back, until it is taken down at the desk, where the record with its reason is made.
"""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from common import tombstones
from common.disk_reserve import with_reserve
from newsroom.middleware import story_at


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="+", help="of a story or of a picture, as readers have it")
        parser.add_argument("--notice", default="", help="what readers are told in the story's place")
        parser.add_argument("--lift", action="store_true", help="take away what was marked here by mistake")

    def handle(self, *args, address: list[str], notice: str, lift: bool, **options) -> None:
        """All of the addresses or none, so that a slip in the last is noticed. Raises CommandError."""
        paths = [unquote(urlsplit(each).path) for each in address]
        prefix = f"/{settings.MEDIA_URL.lstrip('/')}"
        files = [path.removeprefix(prefix) for path in paths if path.startswith(prefix)]
        stories = {path: story_at(path) for path in paths if not path.startswith(prefix)}
        if unknown := [path for path, story in stories.items() if story is None]:
            raise CommandError(f"Nothing was done: {unknown[0]} is the address of no story and no picture.")
        for story in stories.values() or [None]:
            if lift:
                tombstones.lift(story=story, files=files)
            else:
                with_reserve(lambda story=story: tombstones.mark_taken_down(story=story, notice=notice, files=files))
        self.stdout.write("\n".join(f"{path} {'is no longer marked' if lift else 'is gone'}" for path in paths))
