"""Write many invented stories into an empty database, a million in minutes, to see what grows with them.

It wants DEMO=1 or DEBUG=1, and a database of its own.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from demo.stuffing.stories import write_stories


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("count", type=int, help="how many stories")

    def handle(self, *args, count, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This writes invented stories: run it with DEMO=1, on a database of its own.")
        if count < 1:
            raise CommandError("Say how many stories: one or more.")
        if Article.objects.exists():
            raise CommandError("There are stories here already: run it on an empty database.")
        write_stories(count)
        self.stdout.write(f"{Article.objects.count():,} stories.")
