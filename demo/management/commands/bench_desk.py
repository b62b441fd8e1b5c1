"""Measure the desk's pages with few stories and with many, beside each other, on this server and database.

It writes thousands of stories, so it wants DEMO=1 or DEBUG=1 and an empty database of its own.
"""

import statistics
import time
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries
from django.test import Client
from django.utils import timezone

from articles.models import Article
from demo.stuffing.stories import write_stories

LIST = "/admin/articles/article/"
PAGES = {
    "dashboard": "/admin/",
    "list": LIST,
    "list, page 2": f"{LIST}?p=2",
    "list by headline": f"{LIST}?o=1",
    "search, a rare word": f"{LIST}?q=quillfeather",
    "search, a common word": f"{LIST}?q=harbour",
    "search, no such word": f"{LIST}?q=zyzzyva",
    "one section": f"{LIST}?section__id__exact=1",
    "in review": f"{LIST}?stage__exact=review",
    "ready": f"{LIST}?stage__exact=ready",
    "standing: live": f"{LIST}?standing=live",
    "standing: scheduled": f"{LIST}?standing=scheduled",
    "standing: changed": f"{LIST}?standing=changed",
    "standing: withdrawn": f"{LIST}?standing=withdrawn",
    "standing: never": f"{LIST}?standing=never",
    "mine": f"{LIST}?whose=assigned",
    "written by me": f"{LIST}?whose=begun",
    "opinion": f"{LIST}?label__exact=opinion",
    "templates": f"{LIST}?is_template__exact=1",
    "today": f"{LIST}?changed_at__gte={{today}}",
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=[100, 100_000])
        parser.add_argument("--turns", type=int, default=5, help="of each page; the middle one is printed")

    def handle(self, *args, sizes, turns, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This writes thousands of stories: run it with DEMO=1, on a database of its own.")
        if Article.objects.exists():
            raise CommandError("There are stories here already: run it on an empty database.")
        settings.DEBUG, found = True, {}  # so that queries are counted
        settings.ALLOWED_HOSTS = ["testserver"]
        for size in sizes:
            write_stories(size - Article.objects.count())
            found[size] = measure(turns)
        for page in PAGES:
            times = "".join(f"{found[size][page][0]:9.0f} ms {found[size][page][1]:3} queries" for size in sizes)
            self.stdout.write(f"{page:24}{times}")
        self.stdout.write(f"{' and '.join(f'{size:,}' for size in sizes)} stories, {connection.display_name}")


def measure(turns) -> dict[str, tuple[float, int]]:
    client = Client()
    today = quote(str(timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)))
    client.force_login(User.objects.get(username="bench"))
    return {name: _measured(client, page.format(today=today), turns) for name, page in PAGES.items()}


def _measured(client, page, turns):
    times = []
    for _ in range(turns + 1):
        reset_queries()
        began = time.perf_counter()
        response = client.get(page)
        times.append((time.perf_counter() - began) * 1000)
        if response.status_code != 200:
            raise CommandError(f"{page} answered {response.status_code}.")
    return statistics.median(times[1:]), len(connection.queries)
