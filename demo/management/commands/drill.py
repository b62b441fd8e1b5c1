"""Break a paper of its own on purpose, and print what was measured against what is asked. Needs wrk."""

from django.core.management.base import BaseCommand, CommandError

from demo.drills import crowds, faults
from demo.drills.paper import broken_paper

DRILLS = {
    "stampede": crowds.stampede,
    "spike": crowds.spike,
    "slow": crowds.slow,
    "database": faults.database,
    "kills": faults.kills,
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("names", nargs="*", choices=[*DRILLS, []], help="all of them where none is named")

    def handle(self, *args, names, **options) -> None:
        failed = []
        for name in names or DRILLS:
            self.stdout.write(f"{name}: {DRILLS[name].__doc__}")
            with broken_paper() as paper:
                for figure in DRILLS[name](paper):
                    self.stdout.write(f"  {figure}")
                    failed += [] if figure.holds else [figure.what]
        if failed:
            raise CommandError(f"Does not hold: {'; '.join(failed)}.")
