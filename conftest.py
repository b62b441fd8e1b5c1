"""Who works here and what they have written: the people and builders that every test may ask for."""

import datetime as dt
import gc
import itertools
import math
import shutil

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.cache import caches
from django.utils import timezone

from articles.models import Article, Author, AuthorListing, Byline, Edition, EditionByline, Section, Topic
from articles.publishing.publish import publish
from common import site_version

pytest_plugins = [
    "articles.tests.exports",
    "articles.tests.partners",
    "articles.tests.importing.import_builders",
    "articles.tests.picture_builders",
    "articles.tests.story_builders",
    "articles.tests.wire_builders",
    "articles.tests.whole_paper",
    "common.tests.internet",
    "newsroom.tests.audited",
    "newsroom.tests.browser",
    "newsroom.tests.buckets",
    "newsroom.tests.clearing",
    "newsroom.tests.clock",
    "newsroom.tests.collected",
    "newsroom.tests.desk_world",
    "newsroom.tests.correspondence.letter_builders",
    "newsroom.tests.page_reader",
    "newsroom.tests.doors",  # which reads pages too
    "newsroom.tests.papers",
    "newsroom.tests.readers_world",
    "newsroom.tests.second_factor",
    "newsroom.tests.servers",
    "newsroom.tests.tables",
    "polls.tests.builders",
    "supporters.tests.builders",
    "supporters.tests.card_builders",
]

_numbers = itertools.count(1)
# That a machine is slow is no fault of what it tests.
hypothesis.settings.register_profile("slow", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("slow")


def pytest_collection_modifyitems(items):
    """What takes long goes first, so that no core waits at the end for the one test of another."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("at_length", "long", "postgresql"))))


def pytest_collection_finish(session):
    """The tests themselves live to the end: Python need not look through them for what could go, again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


@pytest.fixture(autouse=True)
def _no_tombstones():
    """What one test took down must not meet the next story of the same number."""
    yield
    shutil.rmtree(settings.DATA / "tombstones", ignore_errors=True)


@pytest.fixture(autouse=True)
def _fresh_caches():
    """Nothing is remembered from another test. In one, the site stays as it was first known: no test has a poller."""
    site_version.begin_with(site_version.Known("tests", 0, 0, {}, 0, math.inf, math.inf))
    for cache in caches.all(initialized_only=True):
        cache.clear()


def _login(role):
    user = User.objects.create_user(f"{role.lower().replace(' ', '-')}", "", "a-long-password", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def reporter(db):
    return _login("Reporter")


@pytest.fixture
def editor(db):
    return _login("Editor")


@pytest.fixture
def sub_editor(db):
    return _login("Sub-editor")


@pytest.fixture
def section_editor(db):
    """Edits a section as soon as a test says which: `section_editor.edits.create(section=…)`."""
    return _login("Section editor")


@pytest.fixture
def legal(db):
    return _login("Legal")


@pytest.fixture
def finance(db):
    return _login("Finance")


@pytest.fixture
def picture_desk(db):
    return _login("Picture desk")


@pytest.fixture
def supporter_desk(db):
    return _login("Supporter desk")


@pytest.fixture
def stranger(db):
    """A login that is no staff."""
    return User.objects.create_user("stranger", "", "a-long-password")


@pytest.fixture
def make_section(db):
    def make(name="News", **fields):
        fields.setdefault("slug", name.lower().replace(" ", "-"))
        return Section.objects.get_or_create(name=name, defaults=fields)[0]

    return make


@pytest.fixture
def make_topic(db):
    def make(name="Flooding", **fields):
        fields.setdefault("slug", name.lower().replace(" ", "-"))
        return Topic.objects.get_or_create(name=name, defaults=fields)[0]

    return make


@pytest.fixture
def make_author(db):
    def make(name="Nell Thackaberry", **fields):
        fields.setdefault("slug", name.lower().replace(" ", "-"))
        return Author.objects.get_or_create(name=name, defaults=fields)[0]

    return make


@pytest.fixture
def make_article(make_section, make_author):
    """A story as the desk has it, with a byline; not published."""

    def make(headline=None, *, author=None, topics=(), **fields):
        number = next(_numbers)
        fields.setdefault("slug", f"story-{number}")
        fields.setdefault("body", "<p>The tide turned at six.</p>")
        fields.setdefault("section", None)
        fields["section"] = fields["section"] or make_section()
        article = Article.objects.create(headline=headline or f"Story {number}", **fields)
        Byline.objects.create(article=article, author=author or make_author())
        article.topics.set(topics)
        return article

    return make


@pytest.fixture
def make_live_article(make_article):
    """A story that readers can read, published `hours_ago`."""

    def make(headline=None, *, hours_ago=1, **fields):
        article = make_article(headline, **fields)
        publish(article=article, by=None, at=timezone.now() - dt.timedelta(hours=hours_ago))
        return article

    return make


@pytest.fixture
def make_many_live(make_section, make_author):
    """Thousands of live stories at once, spread over sections, for tests of what size does."""

    def make(count, sections=8):
        homes = [make_section(f"Section {number}") for number in range(sections)]
        author = make_author()
        articles = Article.objects.bulk_create(
            Article(headline=f"Old story {n}", slug=f"old-{n}", body="<p>Old.</p>", section=homes[n % sections])
            for n in range(count)
        )
        now = timezone.now()
        times = [now - dt.timedelta(hours=2 + number / 10) for number in range(count)]
        editions = Edition.objects.bulk_create(
            Edition(
                article=article,
                headline=article.headline,
                slug=article.slug,
                body=article.body,
                section=article.section,
                version=1,
                starts_at=time,
                first_published_at=time,
                updated_at=time,
            )
            for article, time in zip(articles, times, strict=True)
        )
        EditionByline.objects.bulk_create(EditionByline(edition=edition, author=author) for edition in editions)
        AuthorListing.objects.bulk_create(
            AuthorListing(edition=edition, author=author, first_published_at=edition.first_published_at)
            for edition in editions
        )
        return articles

    return make
