from django.core.management.base import BaseCommand

from supporters.people.retention import forget_what_is_over


class Command(BaseCommand):
    help = "Forget abandoned pledges, old letters and whatever else has had its time. Meant for once a day."

    def handle(self, *args, **options) -> None:
        for what, count in forget_what_is_over():
            self.stdout.write(f"{what}: {count}")
