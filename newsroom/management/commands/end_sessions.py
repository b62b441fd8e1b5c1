"""Sign one login, or everybody, out of the desk on every device. Their passwords and factors still open it."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.identity.sessions import StaffSession


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("username", nargs="?")
        whose.add_argument("--all", action="store_true", help="of everybody")

    def handle(self, *args, username: str | None, all: bool, **options) -> None:
        sessions = StaffSession.objects.all()
        if not all:
            user = User.objects.filter(username=username).first()
            if user is None:
                raise CommandError(f"There is no login {username}.")
            sessions = sessions.filter(user=user)
        self.stdout.write(f"{sessions.delete()[0]} sessions have ended.")
