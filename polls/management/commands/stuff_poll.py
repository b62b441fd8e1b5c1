"""Attack a poll made for it on this machine and print what was counted, held and refused of each attack.

Held votes are looked at before they count. What a hundred networks send is counted: no poll without logins can tell
that from a hundred readers, which is why such an hour raises an alert and high stakes want a sealed result.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from polls.drills.attacks import make_poll_with_a_vote, run_all
from polls.models import Poll


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--stakes", choices=Poll.Stakes.values, default=Poll.Stakes.NORMAL)

    def handle(self, *args, stakes, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This casts false votes: run it with DEMO=1, never on readers' polls.")
        poll = make_poll_with_a_vote("drill", stakes=stakes)
        with override_settings(TRUSTED_PROXIES=1):
            outcomes = run_all(poll)
        self.stdout.write(f"{'':38}{'sent':>6}{'counted':>9}{'held':>6}{'refused':>9}")
        for outcome in outcomes:
            numbers = f"{outcome.sent:>6}{outcome.counted:>9}{outcome.held:>6}{outcome.refused:>9}"
            self.stdout.write(f"{outcome.name:38}{numbers}")
        Poll.objects.filter(pk=poll.pk).update(state=Poll.State.VOID)
