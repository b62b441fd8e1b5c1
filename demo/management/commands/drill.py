"""Break a paper of its own on purpose, and print what was measured against what is asked. Needs wrk."""

from django.core.management.base import BaseCommand, CommandError

from demo.drills import cluster, crowds, faults
from demo.drills.paper import broken_paper

DRILLS = {
    "stampede": crowds.stampede,
    "spike": crowds.spike,
    "slow": crowds.slow,
    "database": faults.database,
    "kills": faults.kills,
}
MACHINES = "machines"  # this one makes its own, and wants root


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("names", nargs="*", choices=[*DRILLS, MACHINES, []], help="all of them where none is named")

    def handle(self, *args, names, **options) -> None:
        failed = []
        for name in names or DRILLS:
            for figure in self._figures(name):
                self.stdout.write(f"  {figure}")
                failed += [] if figure.holds else [figure.what]
        if failed:
            raise CommandError(f"Does not hold: {'; '.join(failed)}.")

    def _figures(self, name):
        drill = cluster.machines if name == MACHINES else DRILLS[name]
        self.stdout.write(f"{name}: {drill.__doc__}")
        if name == MACHINES:
            yield from drill()
        else:
            with broken_paper() as paper:
                yield from drill(paper)
