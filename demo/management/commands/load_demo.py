"""Load the demonstration newspaper. A second run finds it there and changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import Article
from demo.loading.desk import count_past_readers, write_stories
from demo.loading.desk_state import fill_story_desk
from demo.loading.events import announce_events
from demo.loading.fronts import arrange_fronts
from demo.loading.fundraising import fill_supporter_desk, start_campaign
from demo.loading.issues import write_issues
from demo.loading.letters_to_the_editor import write_letters
from demo.loading.library import create_documents, create_sounds
from demo.loading.newsletters import begin_letters
from demo.loading.own_pages import name_paper, write_own_pages
from demo.loading.pictures import create_films, create_pictures
from demo.loading.polls import create_polls
from demo.loading.running import write_entries
from demo.loading.staff import create_staff
from demo.loading.subjects import create_help_lines, create_house_rules, create_subjects
from demo.loading.supporters import sign_up_supporters
from demo.loading.wires import fill_inbox


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("load_demo fills the paper with invented stories: set DEMO=1 to say that you want that.")
        if Article.objects.exists():
            self.stdout.write("The newspaper is there already; nothing was changed.")
            return
        with transaction.atomic():
            self._load()

    def _load(self):
        create_subjects()
        create_help_lines()
        create_house_rules()
        name_paper()
        write_own_pages()
        create_staff()
        pictures = create_pictures()
        videos = create_films(pictures)
        polls = create_polls()
        files = {"documents": create_documents(), "sounds": create_sounds()}
        articles = write_stories(pictures=pictures, videos=videos, polls=polls, **files)
        count_past_readers(articles)
        write_entries(pictures=pictures, articles=articles)
        arrange_fronts(articles)
        fill_story_desk(articles)
        fill_inbox()
        write_letters(articles)
        start_campaign()
        sign_up_supporters(articles)
        fill_supporter_desk(articles)
        begin_letters()
        announce_events()
        write_issues(articles)
        self.stdout.write(f"{len(articles)} stories, {len(pictures)} pictures, {len(polls)} polls.")
