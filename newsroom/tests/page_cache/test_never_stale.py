"""Whatever is done in whatever order, a page that is kept is the page that would be drawn from nothing.

Seeds from FIRST_SEQUENCE to SEQUENCES, each a sequence of acts: `SEQUENCES=10000 pytest -n 2` for a long run.
"""

import datetime as dt
import os
import random
import shutil
from contextlib import suppress
from unittest.mock import patch
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, Author, BreakingBar, Correction, ReadHour, ReadyCard, ReadyPage, Section
from articles.pages.most_read import rank_readers
from articles.publishing.publish import CannotPublish, NotLive, publish, publish_update, schedule, withdraw
from articles.publishing.takedowns import take_down
from articles.publishing.translations import pair_translations, part_translations
from articles.running.course import begin
from articles.running.publish import publish_entry, withdraw_entry
from articles.running.takedowns import take_down_entry
from articles.running.write import Written, change_entry, write_entry
from articles.tests.front_builders import automatic, pin, put_live
from common import site_version
from newsroom.page_cache.keeper import HIT
from newsroom.tests.page_reader import Reader
from polls.models import Tally

FIRST_SEQUENCE = int(os.environ.get("FIRST_SEQUENCE", "0"))
SEQUENCES = int(os.environ.get("SEQUENCES", "30"))
OF_ONE_WORLD = 10  # sequences that begin with the same stories
ACTS, POOL, ASKED = 5, 5, 2  # acts of a sequence, pages that it looks at, those asked for after each act
SOON = dt.timedelta(milliseconds=1)  # what ends in the instant of its start has still a microsecond to live
pytestmark = pytest.mark.django_db


class World:
    """The stories that a sequence begins with."""

    def __init__(self, make_live_article, make_article, make_poll, make_topic, editor):
        topics = [make_topic("Ferries"), make_topic("Floods")]
        self.make = lambda chance: make_article(topics=chance.sample(topics, chance.randrange(3)))
        self.stories = [make_live_article(topics=topics).pk for _ in range(3)]
        begin(article=Article.objects.get(pk=self.stories[0]), by=editor)
        self.poll, self.topic, self.editor = make_poll(results="live"), topics[0], editor


class Desk:
    """Things that people and the clock do to the paper."""

    def __init__(self, chance, world):
        self.chance, self.world, self.editor, self.poll = chance, world, world.editor, world.poll
        self.stories, self.entries = list(Article.objects.filter(pk__in=world.stories).order_by("pk")), []
        self.at, self.done = timezone.now(), []
        self.pool = self.chance.sample(self._addresses(), POOL)

    def act(self):
        acts = [self.publish, self.update, self.withdraw, self.schedule, self.correct, self.take_down, self.vote]
        acts += [self.rename, self.put_up_bar, self.step, self.step_back, self.read, self.correct_name]
        acts += [self.put_entry_out, self.put_entry_out, self.change_entry, self.withdraw_entry, self.take_entry_down]
        acts += [self.arrange_front]
        act = self.chance.choice(acts)
        self.done.append(act.__name__)
        # With the clock put back, some acts would end before they began. The database refuses those.
        with suppress(IntegrityError, CannotPublish, NotLive), transaction.atomic():
            act()

    def publish(self):
        story = self.world.make(self.chance)
        publish(article=story, by=self.editor)
        self.stories.append(story)

    def update(self):
        story = self._live()
        if story:
            story.headline, story.version = f"Words {self.chance.random()}", story.version + 1
            story.save()
            publish_update(article=story, by=self.editor, substantive=True)

    def withdraw(self):
        if story := self._live():
            withdraw(article=story, by=self.editor, notice="Gone.")

    def schedule(self):
        story = self.world.make(self.chance)
        schedule(article=story, at=timezone.now() + self._while(), by=self.editor)
        self.stories.append(story)

    def correct(self):
        if story := self._live():
            Correction.objects.create(article=story, wording=f"It was {self.chance.random()}.", made_by=self.editor)

    def take_down(self):
        if (story := self._live()) and not story.takedowns.standing().exists():
            take_down(article=story, by=self.editor, reason="court order")

    def vote(self):
        Tally.objects.update_or_create(poll=self.poll, defaults={"ballots": self.chance.randrange(500)})

    def rename(self):
        Section.objects.filter(pk=Section.objects.first().pk).update(name=f"Section {self.chance.random()}")

    def read(self):
        for story in self.chance.sample(self.stories, 2):
            ReadHour.objects.update_or_create(
                article=story, hour=timezone.now().replace(minute=0, second=0, microsecond=0), defaults={"readers": 9}
            )
        rank_readers()

    def correct_name(self):
        Author.objects.filter(pk=Author.objects.first().pk).update(name=f"Name {self.chance.random()}")

    def arrange_front(self):
        put_live(pin(self.chance.choice(self.stories), headline=f"Front {self.chance.random()}"), automatic())

    def put_up_bar(self):
        now = timezone.now()
        BreakingBar.objects.create(words=f"Bar {self.chance.random()}", starts_at=now, ends_at=now + self._while())

    def step(self):
        self.at += self._while()

    def step_back(self):
        self.at -= self._while()

    def put_entry_out(self):
        written = Written(f"Entry {self.chance.random()}", "<p>It rose.</p>", is_pinned=self.chance.random() < 0.2)
        entry, _ = write_entry(story=self.stories[0], by=self.editor, client_uuid=uuid4(), written=written)
        publish_entry(entry=entry, by=self.editor)
        self.entries.append(entry)

    def change_entry(self):
        if entry := self._entry():
            written = Written(f"Entry {self.chance.random()}", "<p>It fell.</p>", is_key=self.chance.random() < 0.5)
            publish_entry(
                entry=change_entry(entry=entry, seen=entry.version, by=self.editor, written=written), by=self.editor
            )

    def withdraw_entry(self):
        if entry := self._entry():
            withdraw_entry(entry=entry)

    def take_entry_down(self):
        if (entry := self._entry()) and not entry.takedowns.standing().exists():
            take_down_entry(entry=entry, by=self.editor, reason="court order")

    def _entry(self):
        if self.entries:
            self.entries[-1].refresh_from_db()
            return self.entries[-1]
        return None

    def _while(self):
        return dt.timedelta(minutes=self.chance.choice([1, 30, 600]))

    def _live(self):
        live = [story for story in self.stories if story.live_edition()]
        return self.chance.choice(live) if live else None

    def _addresses(self):
        story = self.stories[0].get_absolute_url()
        lists = ["/", f"/{self.stories[0].section.slug}/", "/feed/", "/polls/", "/corrections/", "/text/"]
        lists += [self.poll.get_absolute_url(), self.world.topic.get_absolute_url(), "/news-sitemap.xml"]
        entries = [f"{story}{page}" for page in ("", "news/", "since/0/", "entries/1/", "feed/")]
        return [*lists, *entries, f"/text{story}", *self._stories()]

    def _stories(self):
        return [each.get_absolute_url() for each in self.stories[-4:]]

    def paths(self):
        return self.chance.sample([*self.pool, *self._stories()[-1:]], ASKED)


def drawn_from_nothing(reader, path, *, is_put_back):
    """The page as it is when nothing of it is kept: no page, no card, nothing that the process remembers.

    Which stories stand under another was chosen when it was drawn. With the clock put back, one that ends later is
    missing there until something moves, so these pages are left as they are.
    """
    with patch.dict(site_version._remembered, clear=True), transaction.atomic():
        for kept in (ReadyCard,) if is_put_back else (ReadyPage, ReadyCard):
            kept.objects.all().delete()
        drawn = reader.drawing(path)
        transaction.set_rollback(True)
    return drawn


def live_through(seed, world, folder):
    """One sequence. The pages of the day before count for nothing, since its rows were taken back."""
    chance, reader = random.Random(seed), Reader(folder)
    site_version.begin_with(None)
    desk = Desk(chance, world)
    furthest = desk.at
    for _ in range(ACTS):
        with time_machine.travel(desk.at, tick=False):
            desk.act()
        furthest = max(furthest, desk.at)
        with time_machine.travel(desk.at + SOON, tick=False):
            for path in desk.paths():
                kept, how = reader.kept(path)
                # What was drawn just now can only be wrong by its parts: that is looked at a third of the time.
                if how == HIT or chance.random() < 1 / 3:
                    drawn = drawn_from_nothing(reader, path, is_put_back=desk.at < furthest)
                    assert (kept.status, kept.body) == (drawn.status, drawn.body), (seed, path, how, desk.done)


@pytest.mark.parametrize("first", range(FIRST_SEQUENCE, SEQUENCES, OF_ONE_WORLD))
def test_no_page_is_ever_stale(first, reader, tmp_path, make_live_article, make_article, make_poll, make_topic, editor):
    world = World(make_live_article, make_article, make_poll, make_topic, editor)
    for seed in range(first, first + OF_ONE_WORLD):
        with transaction.atomic():
            live_through(seed, world, tmp_path / str(seed))
            transaction.set_rollback(True)
        shutil.rmtree(tmp_path / str(seed))
        shutil.rmtree(settings.DATA / "tombstones", ignore_errors=True)


def test_a_kept_page_names_its_translation_as_long_as_there_is_one(reader, make_live_article, editor):
    english, welsh = make_live_article("Sea wall holds"), make_live_article("Wal y môr yn dal", language="cy")
    acts = [
        (lambda: None, False),
        (lambda: pair_translations(article=english, other=welsh), True),
        (lambda: part_translations(article=welsh), False),
        (lambda: pair_translations(article=welsh, other=english), True),
        (lambda: withdraw(article=welsh, by=editor), False),
    ]
    first = timezone.localtime(english.live_edition().first_published_at)
    paths = [english.get_absolute_url(), f"/text{english.get_absolute_url()}", f"/sitemap/{first:%Y-%-m}.xml"]
    named = []
    for act, _is_named in acts:
        act()
        named.append([b"hreflang" in reader.kept(path)[0].body for path in paths])

    assert named == [[is_named] * 3 for _act, is_named in acts]
