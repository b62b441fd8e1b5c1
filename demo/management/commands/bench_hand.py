"""Count what a hand does to write a poll story on the running demonstration paper, and on an earlier one beside it.

Beside an earlier one, the form of a story of 10,000 words is opened too, on both in turns. Both must be running, each
with its own DATA and PORT. The stories stay: they are a demonstration paper's.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.loading.staff import STAFF


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--before", help="the address of a demonstration whose things are chosen in windows")
        parser.add_argument("--rounds", type=int, default=15, help="times that each form is opened")

    def handle(self, *args, before, rounds, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This publishes a story: run it with DEMO=1, beside a demonstration paper.")
        # Here, because Playwright comes with requirements-dev.txt only.
        from demo.bench.by_hand import play, write_as_it_is, write_as_it_was
        from demo.bench.opening import open_in_turns

        editor = next(person for person in STAFF if person.username == "editor")
        login = (editor.username, editor.password)
        now = play(settings.SITE_URL, write_as_it_is, login=login)
        self.stdout.write(f"now:    {now.clicks} clicks, {now.scrolls} scrolls, {now.windows} windows")
        if before:
            then = play(before, write_as_it_was, login=login)
            self.stdout.write(f"before: {then.clicks} clicks, {then.scrolls} scrolls, {then.windows} windows")
            self.stdout.write(f"{now.moves / then.moves:.2f} of the clicks and scrolls")
            self.report_opening(*open_in_turns([settings.SITE_URL, before], login=login, rounds=rounds))

    def report_opening(self, now, then) -> None:
        for name, form in (("now:   ", now), ("before:", then)):
            self.stdout.write(
                f"{name} opens in {form.middle:.0f} ms in the middle of {len(form.opened)}, "
                f"and takes {form.served:.0f} ms of CPU of its server"
            )
        self.stdout.write(f"{now.middle / then.middle:.2f} of the time, {now.served / then.served:.2f} of the CPU")
