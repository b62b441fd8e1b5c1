from django.core.management.base import BaseCommand

from supporters.money.reconcile import reconcile


class Command(BaseCommand):
    help = "Compare open pledges, refunds and messages with the providers of card payments."

    def handle(self, *args, **options) -> None:
        report = reconcile()
        self.stdout.write(f"{report.looked_at} looked at, {report.failures} failed.")
