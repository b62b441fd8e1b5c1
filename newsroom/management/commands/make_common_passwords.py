"""Make the file of the commonest passwords anew, of a list with one a line that begins with the commonest."""

from pathlib import Path

from django.core.management.base import BaseCommand

from newsroom.identity.common_passwords import FILE, pack


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("list", type=Path)

    def handle(self, *args, list, **options) -> None:
        FILE.write_bytes(pack(list.read_text(errors="replace").splitlines()))
        self.stdout.write(f"{FILE.name}: {FILE.stat().st_size:,} bytes")
