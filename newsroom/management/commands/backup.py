"""Back the paper up into a folder: database, pictures and films, and what must hold without a database."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from newsroom.backup.back_up import back_up
from newsroom.backup.manifest import BackupFailed, read_manifest
from newsroom.backup.store import BackupStore
from newsroom.monitoring.backups import note_backup


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="on another disk than DATA")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="forget all but the newest N afterwards")
        parser.add_argument(
            "--verify", action="store_true", help="make none; read every content of the newest one again instead"
        )

    def handle(self, *args, folder: Path, keep: int, verify: bool, **options) -> None:
        if keep < 0:
            raise CommandError("--keep should be 1 or more, or be left out to keep all.")
        folder = folder.expanduser().resolve()
        if folder.is_relative_to(Path(settings.MEDIA_ROOT)):
            raise CommandError("A backup should not lie among the pictures, where readers could fetch it.")
        store = BackupStore(folder)
        try:
            self._verify(store) if verify else self._back_up(store, keep)
        except BackupFailed as error:
            raise CommandError(str(error)) from error

    def _back_up(self, store, keep):
        done = back_up(store=store, connection=connection, storage=default_storage, data=Path(settings.DATA), keep=keep)
        note_backup(made_at=done.made_at, folder=str(store.folder))
        self.stdout.write(
            f"{done.name}: {done.rows} rows of {done.tables} tables, "
            f"{done.files} files, {done.new_contents} of them new."
            + (f" {done.pruned} old backups removed." if done.pruned else "")
        )

    def _verify(self, store):
        newest = store.find()
        manifest = read_manifest(newest)
        if wrong := store.damaged(manifest):
            raise BackupFailed(
                f"{len(wrong)} contents of {newest.name} are missing or damaged: {', '.join(wrong[:3])}."
            )
        self.stdout.write(f"{newest.name}: all {len(manifest.digests)} contents are as they were written.")
