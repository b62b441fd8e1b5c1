"""Whatever is done in whatever order, a page that is kept is the page that would be drawn."""

import datetime as dt
import os
import random
from contextlib import suppress

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Author, BreakingBar, Correction, ReadHour, Section
from articles.pages.most_read import rank_readers
from articles.publishing.publish import CannotPublish, NotLive, publish, publish_update, schedule, withdraw
from articles.publishing.takedowns import take_down
from articles.publishing.translations import pair_translations, part_translations
from polls.models import Tally

SEQUENCES = int(os.environ.get("SEQUENCES", "30"))
pytestmark = pytest.mark.django_db


class Desk:
    """Things that people and the clock do to the paper."""

    def __init__(self, chance, make_live_article, make_article, make_poll, make_topic, editor):
        topics = [make_topic("Ferries"), make_topic("Floods")]
        self.chance, self.editor = chance, editor
        self.make = lambda: make_article(topics=chance.sample(topics, chance.randrange(3)))
        self.stories = [make_live_article(topics=topics) for _ in range(3)]
        self.poll = make_poll(results="live")
        self.at = timezone.now()

    def act(self):
        acts = [self.publish, self.update, self.withdraw, self.schedule, self.correct, self.take_down, self.vote]
        acts += [self.rename, self.put_up_bar, self.step, self.step_back, self.read, self.correct_name]
        # With the clock put back, some acts would end before they began. The database refuses those.
        with suppress(IntegrityError, CannotPublish, NotLive), transaction.atomic():
            self.chance.choice(acts)()

    def publish(self):
        story = self.make()
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
        story = self.make()
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

    def put_up_bar(self):
        now = timezone.now()
        BreakingBar.objects.create(words=f"Bar {self.chance.random()}", starts_at=now, ends_at=now + self._while())

    def step(self):
        self.at += self._while()

    def step_back(self):
        self.at -= self._while()

    def _while(self):
        return dt.timedelta(minutes=self.chance.choice([1, 30, 600]))

    def _live(self):
        live = [story for story in self.stories if story.live_edition()]
        return self.chance.choice(live) if live else None

    def paths(self):
        stories = [f"/{story.section.slug}/{story.slug}-{story.pk}/" for story in self.stories[-4:]]
        lists = ["/", f"/{self.stories[0].section.slug}/", "/feed/", "/polls/", "/corrections/", "/text/"]
        return [*self.chance.sample(lists, 3), *self.chance.sample(stories, 2), self.poll.get_absolute_url()]


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_no_page_is_ever_stale(seed, reader, make_live_article, make_article, make_poll, make_topic, editor):
    desk = Desk(random.Random(seed), make_live_article, make_article, make_poll, make_topic, editor)
    for _ in range(5):
        with time_machine.travel(desk.at, tick=False):
            desk.act()
        with time_machine.travel(desk.at, tick=False):
            for path in desk.paths():
                kept, _how = reader.kept(path)
                drawn = reader.drawing(path)
                assert (kept.status, kept.body) == (drawn.status, drawn.body), path


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
