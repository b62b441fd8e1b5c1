from django.core.management.base import BaseCommand

from supporters.letters.send import send_letter
from supporters.models import OutboxMail


class Command(BaseCommand):
    help = "Send the letters to supporters that still wait, such as after the mail server was down."

    def handle(self, *args, **options) -> None:
        letters = list(OutboxMail.objects.waiting().oldest_first())
        sent = sum(send_letter(letter) for letter in letters)
        self.stdout.write(f"{sent} of {len(letters)} waiting letters sent.")
