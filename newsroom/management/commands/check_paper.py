"""What the paper still needs before readers come, as the desk's first page says it. Exits with 1 while something is."""

from django.core.management.base import BaseCommand, CommandError

from newsroom.paper.first_day import first_day


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        steps = first_day()
        for step in steps:
            self.stdout.write(f"[x] {step.title}" if step.is_done else f"[ ] {step.title}: {step.words}")
        missing = sum(not step.is_done for step in steps)
        if missing:
            raise CommandError(f"{missing} of {len(steps)} are to be done.")
