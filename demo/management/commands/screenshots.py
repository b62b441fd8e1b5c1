"""Take the pictures of docs/handbook.md from the demonstration paper, which must be running (`make demo`)."""

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        # Here, because Playwright comes with requirements-dev.txt only.
        from demo.loading.screenshots import photograph, shots

        for path in photograph(shots()):
            self.stdout.write(f"{path.name}  {path.stat().st_size // 1024} KB")
