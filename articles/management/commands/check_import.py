"""Try each old address of an import's report against this site, and see that nothing hidden answers."""

import json
import re
from argparse import ArgumentParser
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from articles.models import SourceKey

OK, MOVED, HIDDEN = 200, {301, 302, 308}, {404, 410}
MOST_TOLD = 50
GONE = 410
KINDS = ("story", "poll")
ID = re.compile(r"-(\d+)/$")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("report", type=Path, help="what import_archive wrote with --report")

    def handle(self, *args, report, **options) -> None:
        if settings.DEBUG:
            raise CommandError("Run it with DEBUG off: pages of faults hide what readers would get.")
        try:
            said = json.loads(report.read_text())
            told = [(row["old"], row["expect"], _key_of(row)) for row in said["addresses"]]
            keys = SourceKey.objects.filter(site=said["site"], kind__in=KINDS)
        except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
            raise CommandError(f"{report} is no report of an import: {error}") from None
        if not told:
            raise CommandError(f"{report} names no address.")
        numbers = {(key.kind, key.old_id): key.article_id or key.poll_id for key in keys}
        wrong = []
        for old, expected, key in told:
            parts = urlsplit(old)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            if reason := _reason(path, expected, numbers.get(key)):
                wrong.append(f"{path}: {reason}")
        for line in wrong[:MOST_TOLD]:
            self.stderr.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} of {len(told)} old addresses do not lead where they should.")
        self.stdout.write(f"All {len(told)} old addresses lead where they should.")


def _key_of(row: dict) -> tuple[str, str]:
    """What the address led to: its kind, and its key in the archive."""
    kind = next(kind for kind in KINDS if kind in row)
    return kind, row[kind]


def _reason(path: str, expected: int, number: int | None) -> str:
    """What is wrong with the answer, or nothing: the page itself, or one redirect to it, or that it was withdrawn.

    The old front page has ours in its place. Where something was hidden another page may be, such as one of its slug.
    """
    there, answer = path, _get(path)
    if answer.status_code in MOVED:
        there = answer["Location"]
        answer = _get(there)
    found = ID.search(urlsplit(there).path)
    is_it = found is not None and int(found[1]) == number
    if expected != OK:
        is_hidden = answer.status_code in HIDDEN or (answer.status_code == OK and not is_it)
        return "" if is_hidden else f"should not be there, answers {answer.status_code}"
    if answer.status_code not in {OK, GONE}:
        where = "" if there == path else f"leads to {there}, which "
        return f"{where}answers {answer.status_code}"
    return "" if is_it or path == "/" else f"leads to {there}, which is another page"


def _get(path):
    site = urlsplit(settings.SITE_URL)
    client = Client(headers={"host": site.netloc}, raise_request_exception=False)
    return client.get(path, secure=site.scheme == "https")
