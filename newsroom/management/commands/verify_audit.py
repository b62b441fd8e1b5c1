"""Whether the audit log is whole: no row was changed, removed, put in or cut off. Exits with 1 where it is not."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.audit_line import current_key, key_of
from newsroom.audit.anchor import anchor
from newsroom.audit.verify import Mark, verify


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--old-keys", type=Path, metavar="FILE", help="SECRET_KEYs of before, one a line")
        parser.add_argument("--mark", action="append", default=[], help="a row noted elsewhere, as printed here")

    def handle(self, *args, old_keys: Path | None, mark: list[str], **options) -> None:
        try:
            marks = [Mark.read(words) for words in mark]
            noted = anchor()
            older = old_keys.read_text(encoding="utf-8").split() if old_keys else []
        except (ValueError, OSError) as error:
            raise CommandError(f"What to check against cannot be read: {error}") from error
        keys = [current_key(), *map(key_of, [*settings.SECRET_KEY_FALLBACKS, *older])]
        verdict = verify(keys=keys, marks=[*marks, *([noted] if noted else [])])
        if verdict.faults:
            raise CommandError("\n".join(verdict.faults))
        self.stdout.write(f"{verdict.rows} rows, as they were written. The newest is {verdict.newest or 'none'}.")
