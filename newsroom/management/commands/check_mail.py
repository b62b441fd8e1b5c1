"""Say whether letters will be believed: SPF, DKIM, DMARC and the server's name, and what a sending service needs."""

from email.utils import parseaddr

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.newsletters.domain.findings import findings
from newsroom.newsletters.mail_service.findings import service_findings


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--selector", action="append", default=[], help="of the key that the server signs with")
        parser.add_argument("--server", default="", help="the machine that sends to the world, where that is known")

    def handle(self, *args, selector: list[str], server: str, **options) -> None:
        domain = parseaddr(settings.PAPER_EMAIL)[1].rpartition("@")[2]
        self.stdout.write(f"Letters come from {domain}.")
        found = [*service_findings(), *findings(domain=domain, selectors=selector, host=server)]
        for each in found:
            self.stdout.write(f"{'good   ' if each.is_good else 'missing'} {each.subject}: {each.words}")
        if not all(each.is_good for each in found):
            raise CommandError("Letters may be refused or taken for spam until this is mended.")
