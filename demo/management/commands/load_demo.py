"""Load the demonstration newspaper. A second run finds it there and changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import Article
from demo.loading.desk import count_past_readers, write_stories
from demo.loading.desk_state import fill_desk
from demo.loading.fronts import arrange_fronts
from demo.loading.fundraising import fill_the_desk, start_campaign
from demo.loading.pictures import file_films, hang_pictures
from demo.loading.polls import ask_questions
from demo.loading.staff import hire
from demo.loading.subjects import file_subjects, list_help_lines
from demo.loading.supporters import sign_up_supporters


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("load_demo fills the paper with invented stories: set DEMO=1 to say that you want that.")
        if Article.objects.exists():
            self.stdout.write("The newspaper is there already; nothing was changed.")
            return
        with transaction.atomic():
            self._load()

    def _load(self):
        file_subjects()
        list_help_lines()
        hire()
        pictures = hang_pictures()
        videos = file_films(pictures)
        polls = ask_questions()
        articles = write_stories(pictures=pictures, videos=videos, polls=polls)
        count_past_readers(articles)
        arrange_fronts(articles)
        fill_desk(articles)
        start_campaign()
        sign_up_supporters(articles)
        fill_the_desk(articles)
        self.stdout.write(f"{len(articles)} stories, {len(pictures)} pictures, {len(polls)} polls.")
