"""Measure search beside the newest page of a section, on this database: both fetch 20 cards through the ORM.

It writes thousands of stories, so it wants DEMO=1 or DEBUG=1 and an empty database of its own. On PostgreSQL it has
to be the superuser. Only ratios of one run count.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable
from unittest import mock

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from articles.models import Article, Edition, Section
from articles.publishing.publish import publish_update
from articles.search.find import Hits, newest, relevant
from articles.search.index import index
from articles.search.question import read, widen
from articles.search.rebuild import rebuild
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
PUBLISHED = 30  # stories, each without the index and with it
DRAW_AHEAD = "articles.publishing.publish.draw_ahead"  # the page, which is drawn after the publish


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--stories", type=int, default=20_000)
        parser.add_argument("--rounds", type=int, default=21, help="of each question; the middle one is printed")

    def handle(self, *args, stories, rounds, **options) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError("This writes thousands of stories: run it with DEMO=1, on a database of its own.")
        if Article.objects.exists():
            raise CommandError("There are stories here already: run it on an empty database.")
        settings.DEBUG = False
        _triggers("replica")  # each of them would move the one row of the site's number, at the end of the transaction
        write_stories(stories)
        _plant(PLANTED | {"twentyfold": max(stories // 20, 1)})
        _triggers("origin")
        began = time.perf_counter()
        done = rebuild()
        a_second = done / (time.perf_counter() - began)
        self.stdout.write(f"{stories:,} stories, {connection.display_name}, {timezone.localdate()}")
        self.stdout.write(f"{done:,} editions indexed, {a_second:,.0f} a second")
        acts = {"section": _section_page(Section.objects.order_by("pk").first())}
        for name, typed in QUESTIONS.items():
            acts[f"{name}, newest"] = _search(newest, typed)
            acts[f"{name}, relevant"] = _search(relevant, typed)
        times = _interleaved(acts, rounds)
        section = times.pop("section")
        self.stdout.write(f"the newest page of a section: {section * 1000:.2f} ms")
        for name in QUESTIONS:
            ratios = [times[f"{name}, {order}"] / section for order in ("newest", "relevant")]
            self.stdout.write(f"{name:30}{ratios[0]:7.1f} {ratios[1]:7.1f} ×")
        plain, indexed = _publishing()
        self.stdout.write(f"an update: {plain * 1000:.1f} ms, with its index {indexed / plain:.2f} ×")


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
    """The middle time of each, in seconds. All are run in turn, so that a busy minute weighs on each alike."""
    times: dict[str, list[float]] = {name: [] for name in acts}
    for turn in range(rounds + 2):
        for name, act in acts.items():
            began = time.perf_counter()
            act()
            if turn > 1:
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(each) for name, each in times.items()}


def _publishing():
    """The middle time of an update, without the index and with it."""
    times: dict[bool, list[float]] = {False: [], True: []}
    live = Edition.objects.live().filter(starts_at__lt=timezone.now() - dt.timedelta(days=30))
    for article in Article.objects.filter(pk__in=live.order_by("pk").values("article")[:PUBLISHED]):
        for is_indexed in (False, True):
            act = index if is_indexed else mock.DEFAULT
            with mock.patch("articles.publishing.compose.index", act), mock.patch(DRAW_AHEAD, None):
                began = time.perf_counter()
                publish_update(article=article, by=None, substantive=True)
                times[is_indexed].append(time.perf_counter() - began)
    return statistics.median(times[False]), statistics.median(times[True])
