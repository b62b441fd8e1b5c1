"""The paper's public record as files: stories, media, polls, corrections and old addresses, for any other system."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from articles.exporting.archive import export_archive
from articles.exporting.folder import CannotExport
from articles.exporting.verify import faults_of
from common.dates import start_of_day


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="an empty folder, or one that is not there yet")
        parser.add_argument("--since", metavar="ISO", help="a day or a moment: only stories that changed since")
        parser.add_argument("--desk", action="store_true", help="the drafts of the desk too")
        parser.add_argument("--verify", action="store_true", help="export nothing; read an export again, every byte")

    def handle(self, *args, folder: Path, since: str | None, desk: bool, verify: bool, **options) -> None:
        folder = folder.expanduser().resolve()
        try:
            self._verify(folder) if verify else self._export(folder, since and moment_of(since), desk)
        except CannotExport as error:
            raise CommandError(str(error)) from error

    def _export(self, folder, since, desk):
        if folder.is_relative_to(Path(settings.MEDIA_ROOT)):
            raise CannotExport("An export should not lie among the pictures, where readers could fetch it.")
        counts = export_archive(root=folder, since=since, with_desk=desk)
        self.stdout.write(", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in counts.items() if number))

    def _verify(self, folder):
        if faults := faults_of(folder):
            raise CannotExport("\n".join(faults))
        self.stdout.write(f"{folder}: every file is as it was written.")


def moment_of(written: str) -> dt.datetime:
    """A day begins in the paper's time, and so is a moment without a zone. Raises CommandError."""
    try:
        moment = parse_datetime(written)
        day = None if moment else parse_date(written)
    except ValueError:
        moment = day = None
    if not (moment or day):
        raise CommandError(f"“{written}” is no day or moment, such as 2026-11-29 or 2026-11-29T06:00.")
    if day:
        return start_of_day(day)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
