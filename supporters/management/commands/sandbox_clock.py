from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from supporters.models import Pledge, SandboxAccount
from supporters.providers.sandbox_bank.clock import advance


class Command(BaseCommand):
    help = "Let days pass at the sandbox, so that renewals fall due. Demonstration only."

    def add_arguments(self, parser) -> None:
        parser.add_argument("days", type=int)
        parser.add_argument("--reference", help="only for the pledge with this payment reference")

    def handle(self, *args, days, reference, **options) -> None:
        if not settings.DEMO:
            raise CommandError("The sandbox works with DEMO=1 alone.")
        if not 0 < days <= 400:
            raise CommandError("From 1 to 400 days.")
        accounts = SandboxAccount.objects.order_by("pk")
        if reference:
            pledges = Pledge.objects.filter(reference=reference.replace(" ", "").upper())
            accounts = accounts.filter(session__in=pledges.values("provider_session"))
        sessions = list(accounts.values_list("session", flat=True))
        for session in sessions:
            advance(session, days=days)
        self.stdout.write(f"{days} days passed for {len(sessions)} accounts.")
