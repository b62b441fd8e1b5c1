"""Index the stories that search does not know yet, or all of them anew, while the paper goes on.

A paper that had stories before it had a search runs it once. Stopped, it goes on where it was.
"""

from django.core.management.base import BaseCommand

from articles.search.rebuild import check, counts, rebuild


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--from-nothing",
            action="store_true",
            help="mend the index itself first, then index every story anew; nobody can publish during the first part",
        )

    def handle(self, *args, from_nothing, **options) -> None:
        done = rebuild(from_nothing=from_nothing, report=self._tell)
        check()
        current, known = counts()
        self.stdout.write(f"{done:,} indexed. Search knows {known:,} of {current:,} editions.")

    def _tell(self, done):
        if done % 1000 < 25:
            self.stdout.write(f"{done:,} …")
