from django.core.management.base import BaseCommand

from newsroom.jobs.appeal_views import count_recent_views


class Command(BaseCommand):
    help = "Count who saw which version of the appeal, yesterday and today. The task worker does it each hour."

    def handle(self, *args, **options) -> None:
        for day, stories in count_recent_views().items():
            self.stdout.write(f"{day}: {stories} stories")
