"""Measure what a key costs in a long story, beside the editor's own way, on the running demonstration paper.

The paper must be running (`make demo`); the story that this writes into it goes again.
"""

from statistics import fmean

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from articles.models import Article, Picture
from demo.bench.long_story import long_body


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--words", type=int, default=10_000)
        parser.add_argument("--placed", type=int, default=40, help="pictures among them")
        parser.add_argument("--keys", type=int, default=150, help="in each round")
        parser.add_argument("--rounds", type=int, default=2)

    def handle(self, *args, words, placed, keys, rounds, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This writes a story: run it with DEMO=1, beside a demonstration paper.")
        # Here, because Playwright comes with requirements-dev.txt only.
        from demo.bench.typing import measure

        pictures = list(Picture.objects.order_by("pk").values_list("pk", flat=True)[:placed])
        body = long_body(words=words, pictures=pictures, placed=placed)
        story = Article.objects.create(headline="How dear a key is", slug="how-dear-a-key-is", body=body)
        client = Client()
        client.force_login(User.objects.get(username="editor"))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        path = f"/admin/articles/article/{story.pk}/change/"
        try:
            ways = measure(path, cookie, keys=keys, rounds=rounds)
        finally:
            Article.objects.filter(pk=story.pk).delete()
            client.logout()
        self.report(ways, words, placed)

    def report(self, ways, words, placed) -> None:
        self.stdout.write(f"{words:,} words, {placed} placed things; milliseconds a key: in the editor, all scripts")
        for way in ways:
            ratio = way.at(95) / ways[0].at(95)
            times = f"p50 {way.at(50):6.1f}  p95 {way.at(95):6.1f} ({ratio:.2f} of the first)"
            self.stdout.write(f"{way.name:24} {times}  scripts {fmean(way.script):6.1f}")
