from django.core.management.base import BaseCommand

from common.outbox import send_letter
from supporters.models import OutboxMail


class Command(BaseCommand):
    help = "Send the letters to supporters that still wait, such as after the mail server was down."

    def handle(self, *args, **options) -> None:
        letters = sorted(OutboxMail.objects.waiting().oldest_first(), key=lambda letter: not letter.is_waited_for)
        sent = sum(send_letter(letter) for letter in letters)
        self.stdout.write(f"{sent} of {len(letters)} waiting letters sent.")
