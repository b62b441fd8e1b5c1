"""Measure search beside the newest page of a section, on this database: both fetch 20 cards through the ORM.

CPU is measured, ours and the database's, since what else the machine does weighs on it least. Only ratios of one
run count. It writes thousands of stories, so it wants DEMO=1 or DEBUG=1 and an empty database of its own. On PostgreSQL
it has to be the superuser, on this machine.
"""

import statistics
import time
from collections.abc import Callable

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from articles.models import Article, Edition, Section
from articles.search.find import Hits, newest, relevant
from articles.search.question import read, widen
from articles.search.rebuild import rebuild
from demo.bench.publishing import cpu_seconds, measure_updates
from demo.stuffing.entries import write_entries
from demo.stuffing.stories import write_stories

# Words that are put into one story of so many. The stuffing's own sixteen words stand in every story.
PLANTED = {"hundredth": 100, "thousandth": 1000, "lantern parade": 20}
QUESTIONS = {
    "word in every story": "harbour",
    "1 in 100": "hundredth",
    "1 in 1,000": "thousandth",
    "20 stories": "twentyfold",
    "absent": "zyzzyva",
    "two common words": "harbour council",
    "every + 1 in 1,000": "harbour thousandth",
    "phrase, 1 in 20": '"lantern parade"',
    "rare phrase of common words": '"budget school police market"',
    "minus that leaves few": "hundredth -harbour",
}
REBUILT = 500  # editions, by `rebuild_search`; the rest is indexed in bulk
PUBLISHED = 60  # stories, each without the index and with it


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--stories", type=int, default=20_000)
        parser.add_argument("--paragraphs", type=int, default=12, help="of a story, each of 40 words")
        parser.add_argument("--rounds", type=int, default=21, help="of each question; the middle one is printed")
        parser.add_argument("--again", action="store_true", help="ask the stories that an earlier run has written")

    def handle(self, *args, stories, paragraphs, rounds, again, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This writes thousands of stories: run it with DEMO=1, on a database of its own.")
        if Article.objects.exists() and not again:
            raise CommandError("There are stories here already: run it on an empty database.")
        settings.DEBUG = False
        if not again:
            _write(stories, paragraphs)
        began, reports = time.perf_counter(), []
        done = rebuild(report=lambda _number: reports.append(time.perf_counter()))
        self.stdout.write(f"{Article.objects.count():,} stories, {connection.display_name}, {timezone.localdate()}")
        if done:
            self.stdout.write(f"rebuild_search: {done / (reports[-1] - began):,.0f} editions a second")
        self._ask(rounds)
        self._publish()

    def _ask(self, rounds):
        acts = {"section": _section_page(Section.objects.order_by("pk").first())}
        for name, typed in QUESTIONS.items():
            acts[f"{name}, newest"] = _search(newest, typed)
            acts[f"{name}, relevant"] = _search(relevant, typed)
        times = _interleaved(acts, rounds)
        section = times.pop("section")
        self.stdout.write(f"the newest page of a section: {section * 1000:.2f} ms")
        self.stdout.write(f"{'':30}{'newest':>8} {'relevant':>10} × {'ms':>12}")
        for name in QUESTIONS:
            both = [times[f"{name}, {order}"] for order in ("newest", "relevant")]
            ratios = [each / section for each in both]
            self.stdout.write(
                f"{name:30}{ratios[0]:8.1f} {ratios[1]:10.1f} × {both[0] * 1000:8.1f} {both[1] * 1000:8.1f}"
            )

    def _publish(self):
        plain, indexed = measure_updates(PUBLISHED)
        said = [
            f"{each.cpu / PUBLISHED * 1000:.1f} ms, {each.statements / PUBLISHED:.0f} statements"
            for each in (plain, indexed)
        ]
        self.stdout.write(f"CPU of an update: {said[0]}; with its index: {said[1]}")
        self.stdout.write(f"{indexed.cpu / plain.cpu:.2f} × the CPU, {indexed.wall / plain.wall:.2f} × as long")


def _write(stories, paragraphs):
    _triggers("replica")  # each of them would move the one row of the site's number, at the end of the transaction
    write_stories(stories, paragraphs=paragraphs)
    _plant(PLANTED | {"twentyfold": max(stories // 20, 1)})
    _triggers("origin")
    write_entries(but=REBUILT)


def _triggers(role):
    """On PostgreSQL, whether triggers run; for its superuser."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('session_replication_role', %s, false)", [role])


def _plant(words):
    with connection.cursor() as cursor:
        for typed, each in words.items():
            cursor.execute(
                "UPDATE articles_edition SET body = body || %s WHERE article_id %% %s = 0", [f"<p>{typed}.</p>", each]
            )


def _section_page(section):
    return lambda: list(Edition.objects.live().filter(section=section).newest_first().for_cards()[:20])


def _search(find: Callable[..., Hits], typed):
    question = widen(read(typed))

    def page():
        hits = find(question)
        return list(Edition.objects.live().filter(pk__in=hits.editions).for_cards()) if hits.editions else []

    return page


def _interleaved(acts, rounds):
    """The middle CPU time of each, in seconds. All are run in turn, so that a busy minute weighs on each alike."""
    times: dict[str, list[float]] = {name: [] for name in acts}
    for turn in range(rounds + 2):
        for name, act in acts.items():
            used = cpu_seconds()
            act()
            if turn > 1:
                times[name].append(cpu_seconds() - used)
    return {name: statistics.median(each) for name, each in times.items()}
