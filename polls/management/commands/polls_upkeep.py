"""Count, close, anonymise and check the polls' boxes once. The task worker does this by itself all the time."""

from django.core.management.base import BaseCommand

from polls.counting.close import check_final_counts
from polls.counting.schedule import each_minute
from polls.counting.tally import recount_all_due


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        recount_all_due()
        each_minute()
        for poll in check_final_counts():
            self.stderr.write(f"The final count of poll {poll.pk} does not fit its ballots: {poll}")
