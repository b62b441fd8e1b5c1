"""Take all factors off a login whose owner has lost them: for an administrator whom no other can help."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from newsroom.identity.factors import remove_all_factors
from newsroom.identity.people import end_sessions


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("username")

    def handle(self, *args, username: str, **options) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no login {username}.")
        number = remove_all_factors(user=user)
        end_sessions(user=user)
        self.stdout.write(
            f"{number} taken off {username}. All sessions have ended; the next sign-in adds a new factor."
        )
