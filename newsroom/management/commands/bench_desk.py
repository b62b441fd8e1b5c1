"""Measure the desk's pages with few stories and with many, beside each other, on this server and database.

It writes thousands of stories, so it wants DEMO=1 or DEBUG=1 and an empty database of its own.
"""

import datetime as dt
import random
import statistics
import time
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries
from django.test import Client
from django.utils import timezone

from articles.models import Article, Author, Byline, Edition, EditionByline, ReadHour, Section, Stage, StageMove

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
WORDS = (
    *("harbour", "tide", "ferry", "quay", "river", "lifeboat", "wall", "bridge"),
    *("council", "vote", "budget", "school", "police", "market", "fire", "award"),
)
COPIED = ("headline", "slug", "standfirst", "body", "section", "label")
YEARS = 8


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


def write_stories(count) -> None:
    chance, now = random.Random(count), timezone.now()  # noqa: S311 - the same paper every time
    editor, _ = User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    sections = [Section.objects.get_or_create(name=f"Section {n}", slug=f"section-{n}")[0] for n in range(12)]
    authors = [Author.objects.get_or_create(name=f"Author {n}", slug=f"author-{n}")[0] for n in range(40)]
    for begin in range(0, count, 2000):
        batch = [
            _story(chance, now - dt.timedelta(minutes=number * YEARS * 525_600 / count), sections, editor)
            for number in range(begin, min(begin + 2000, count))
        ]
        articles = Article.objects.bulk_create(batch)
        Byline.objects.bulk_create(Byline(article=each, author=chance.choice(authors)) for each in articles)
        _publish(chance, articles, authors, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _story(chance, at, sections, editor):
    def words(count):
        return " ".join(chance.choices(WORDS, k=count))

    paragraphs = "".join(f"<p>{words(40).capitalize()}.</p>" for _ in range(12))
    rare = "Quillfeather " if chance.random() < 0.0005 else ""
    stage = chance.choices([Stage.READY, Stage.DRAFT, Stage.REVIEW], weights=[90, 9.9, 0.1])[0]
    return Article(
        headline=f"{rare}{words(8).capitalize()}",
        slug="story",
        standfirst=words(20).capitalize(),
        body=paragraphs,
        section=chance.choice(sections),
        stage=stage,
        created_at=at,
        changed_at=at,
        created_by=editor if rare else None,
        assigned_to=editor if chance.random() < 0.0002 else None,
        version=1 + (chance.random() < 0.01),
        label=chance.choices(["report", "opinion"], weights=[95, 5])[0],
        withdrawn_at=at if chance.random() < 0.002 else None,
    )


def _publish(chance, articles, authors, now):
    """Nearly all of them were: once, or with an update; some are scheduled, some withdrawn."""
    editions = []
    for article in articles:
        kind = chance.random()
        if kind < 0.02:
            continue
        at = now + dt.timedelta(hours=chance.randrange(1, 90)) if kind < 0.0205 else article.changed_at
        fields = {name: getattr(article, name) for name in COPIED}
        times = {"first_published_at": at, "updated_at": at}
        if kind > 0.7 and at < now:
            ended = at + (now - at) / 50
            editions.append(Edition(article=article, version=1, starts_at=at, ends_at=ended, **fields, **times))
            at = ended
        ends_at = article.changed_at + dt.timedelta(days=400) if article.withdrawn_at else None
        editions.append(Edition(article=article, version=1, starts_at=at, ends_at=ends_at, **fields, **times))
    editions = Edition.objects.bulk_create(editions)
    EditionByline.objects.bulk_create(EditionByline(edition=each, author=chance.choice(authors)) for each in editions)
    StageMove.objects.bulk_create(
        StageMove(article=each, from_stage="draft", to_stage="review", at=each.changed_at) for each in articles
    )
    hour = now.replace(minute=0, second=0, microsecond=0)
    ReadHour.objects.bulk_create(
        ReadHour(article=each, hour=hour - dt.timedelta(hours=back), readers=chance.randrange(1, 50))
        for each in chance.sample(articles, len(articles) // 50)
        for back in range(24)
    )


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
