"""Let nobody in by a login whose owner has lost it to somebody, at once. Its work, roles and factors stay."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from newsroom.identity.people import end_sessions


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--open", action="store_true", help="let its owner in again")

    @transaction.atomic
    def handle(self, *args, username: str, open: bool, **options) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no login {username}.")
        user.is_active = open
        user.save(update_fields=["is_active"])
        if open:
            self.stdout.write(f"{username} opens the desk again.")
        else:
            self.stdout.write(f"{username} opens nothing any more. {end_sessions(user=user)} sessions have ended.")
