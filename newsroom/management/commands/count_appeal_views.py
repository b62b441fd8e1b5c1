import datetime as dt

from django.core.management.base import BaseCommand
from django.utils import timezone

from newsroom.appeal_views import count_views


class Command(BaseCommand):
    help = "Count who saw which version of the appeal, yesterday and today. Meant for once an hour or once a day."

    def handle(self, *args, **options):
        today = timezone.localdate()
        for day in (today - dt.timedelta(days=1), today):
            self.stdout.write(f"{day}: {count_views(day)} stories")
