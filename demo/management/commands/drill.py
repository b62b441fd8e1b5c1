"""Break a paper of its own on purpose, and print what was measured against what is asked. Needs wrk."""

from django.core.management.base import BaseCommand, CommandError

from demo.drills import (
    cluster,
    crowds,
    faults,
    guessing,
    locked,
    malformed,
    moving_in,
    names,
    partners,
    running,
    soak,
    surroundings,
)
from demo.drills.paper import broken_paper

DRILLS = {
    "stampede": crowds.stampede,
    "spike": crowds.spike,
    "slow": crowds.slow,
    "guessing": guessing.guessing,
    "database": faults.database,
    "kills": faults.kills,
    "lock": locked.locked,
    "malformed": malformed.malformed,
    "names": names.names,
    "running": running.running,
}
# These make a paper of their own.
OF_THEIR_OWN = {
    "counters": surroundings.counters,
    "worker": surroundings.worker,
    "partners": partners.partners,
    "mail": surroundings.mail,
    "clock": surroundings.clock,
}
# Parts of others, each for itself.
PARTS = {"open-pages": running.open_pages}
# These are run when they are named: they want root, or half an hour.
NAMED = {
    "disk": surroundings.disk,
    "machines": cluster.machines,
    "soak": soak.soak,
    "moving-in": moving_in.moving_in,
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        choices = [*DRILLS, *OF_THEIR_OWN, *PARTS, *NAMED, []]
        parser.add_argument(
            "names", nargs="*", choices=choices, help="where none is named, all but machines, disk, soak, moving-in"
        )

    def handle(self, *args, names, **options) -> None:
        failed = []
        for name in names or [*DRILLS, *OF_THEIR_OWN]:
            for figure in self._figures(name):
                self.stdout.write(f"  {figure}")
                failed += [] if figure.holds else [figure.what]
        if failed:
            raise CommandError(f"Does not hold: {'; '.join(failed)}.")

    def _figures(self, name):
        drill = (DRILLS | OF_THEIR_OWN | PARTS | NAMED)[name]
        self.stdout.write(f"{name}: {drill.__doc__}")
        if name in DRILLS | PARTS:
            with broken_paper() as paper:
                yield from drill(paper)
        else:
            yield from drill()
