"""Bring the paper back from a backup. Stop whatever serves it first."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from common.audit import note
from newsroom.audit.anchor import set_aside
from newsroom.backup.manifest import BackupFailed
from newsroom.backup.restore import key_from_now_on, restore
from newsroom.backup.store import BackupStore
from newsroom.server.supervisor import port_is_free


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="that backups were made in")
        parser.add_argument("--name", default="", help="which one, such as 2026-11-28T150500Z; the newest unless told")
        parser.add_argument("--replace", action="store_true", help="in the place of the paper that is here; it is kept")

    def handle(self, *args, folder: Path, name: str, replace: bool, **options) -> None:
        if not port_is_free(settings.HOST, settings.PORT):
            raise CommandError(f"Something is served on port {settings.PORT}. Stop the paper before it is restored.")
        try:
            done = restore(
                store=BackupStore(folder.expanduser().resolve()),
                connection=connection,
                storage=default_storage,
                data=Path(settings.DATA),
                name=name,
                replace=replace,
            )
        except BackupFailed as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        set_aside()
        if not done.waiting_migrations and key_from_now_on(Path(settings.DATA)) == settings.SECRET_KEY:
            note(action="restored", about="newsroom_audit", backup=done.name)
        self.stdout.write(f"{done.name} is back: {done.rows} rows, {done.files} files.")
        if done.kept_aside:
            self.stdout.write(f"What was here before is kept as {', '.join(done.kept_aside)}.")
        if done.waiting_migrations:
            self.stdout.write(f"{done.waiting_migrations} migrations are waiting: run manage.py migrate.")
        if not done.is_same_key:
            self.stdout.write(
                "SECRET_KEY is another one than at the time: sessions and links in letters no longer hold."
            )
