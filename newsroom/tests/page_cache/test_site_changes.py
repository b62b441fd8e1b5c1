"""Every public change moves the site's number in its own transaction, and names what it changed."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from articles.models import Section
from articles.publishing.publish import publish, withdraw
from articles.running.publish import withdraw_entry
from articles.tests.front_builders import pin, put_live
from common import site_version
from common.site_triggers import PREFIX, SQLITE_OF_VIEW, install
from common.triggers import named
from newsroom.page_cache.changes import MOVES, PARTS, next_moment
from polls.models import Tally

PRIVATE = ("auth_", "django_", "newsroom_audit", "reversion_", "supporters_")
ARTICLES = """stagemove sectioneditor deskletter article_topics byline articleplacement complaint plannedstory
    draftlink draftopening autosave presence resultstory withheldname readhour readmark readtotal readtoday importrun
    importrow sourcekey eventsnoted partnertake storyevent webhook webhookdelivery wiresource wireitem wireversion
    wireuse wireshingle entry entryplacement houserule houseanswer embed embed_editions commentanchors commentmention
    commentreply commentthread proposal"""
POLLS = "pollsecret receipt ballot mark pollevent networkhour spentproof firstclick voidbatch"
NEWSROOM = """authenticatorapp bounceevent delivery deliveryproblem importline issuebatch issuecorrection issueevent
    issueoutcome issuerender issueslot issuestory letterkey lettertotheeditor linkday linkletter listimport pagepicture
    passkey pushalert pushendpoint pushendpoint_kinds recoverycode reportedmistake rolegrant shiftnote staffsession
    subscription suppression"""
TABLES_OF = {"articles": ARTICLES, "polls": POLLS, "newsroom": NEWSROOM}
PRIVATE_TABLES = {f"{app}_{name}" for app, names in TABLES_OF.items() for name in names.split()}


def moved(act):
    """The scopes that an act moves."""
    before = number()
    act()
    with connection.cursor() as cursor:
        cursor.execute("SELECT scope FROM site_scope WHERE number > %s", [before])
        return {scope for (scope,) in cursor.fetchall()}


def number():
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM site_version")
        return cursor.fetchone()[0]


def test_every_table_is_public_or_known_to_be_private():
    public = {each.table for each in MOVES} | PARTS
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    undecided = {name for name in tables - public - PRIVATE_TABLES if not name.startswith(PRIVATE)}
    assert not undecided
    assert not (public | PRIVATE_TABLES) - tables


@pytest.mark.django_db
class TestMoves:
    def test_publishing_moves_its_story_and_the_lists_alone(self, make_article, editor):
        story = make_article()
        assert moved(lambda: publish(article=story, by=editor)) == {"lists", f"story:{story.pk}"}

    def test_withdrawing_moves_its_story(self, make_article, editor):
        story = make_article()
        publish(article=story, by=editor)
        assert f"story:{story.pk}" in moved(lambda: withdraw(article=story, by=editor, notice="Gone."))

    def test_a_draft_moves_nothing(self, make_article, make_section, make_author):
        section, author = make_section(), make_author()
        assert moved(lambda: make_article(section=section, author=author)) == set()

    def test_a_count_that_stays_the_same_moves_nothing(self, make_poll):
        poll = make_poll()
        Tally.objects.get_or_create(poll=poll)
        counted = Tally.objects.filter(poll=poll)
        assert moved(lambda: counted.update(as_of=timezone.now())) == set()
        assert moved(lambda: counted.update(ballots=7)) == {"tallies", f"poll:{poll.pk}"}

    def test_what_is_rolled_back_has_moved_nothing(self, make_article, editor):
        story, before = make_article(), number()
        with transaction.atomic():
            publish(article=story, by=editor)
            transaction.set_rollback(True)
        assert number() == before

    def test_a_trigger_that_was_lost_is_made_again(self):
        def triggers():
            with connection.cursor() as cursor:
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'site_moves_%'")
                return {name for (name,) in cursor.fetchall()}

        whole = triggers()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {min(whole)}")
        install(connection, MOVES)
        assert len(whole) > 40
        assert triggers() == whole

    def test_without_the_trigger_that_counts_nothing_public_changes_unseen(self, make_section):
        section = make_section("Sport")
        [counts] = named(PREFIX, SQLITE_OF_VIEW, {}, "all")
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {counts}")

        with pytest.raises(OperationalError, match="cannot modify site_moved"), transaction.atomic():
            Section.objects.filter(pk=section.pk).update(name="Games")


@pytest.mark.django_db
def test_the_number_is_known_with_what_moved(make_article, editor):
    site_version.begin_with(None)
    first = site_version.read()
    story = make_article()
    publish(article=story, by=editor)
    second = site_version.read()
    assert second.has_changed([f"story:{story.pk}"], first.number)
    assert not second.has_changed([f"story:{story.pk}"], second.number)
    assert not second.has_changed(["fronts"], first.number)
    assert site_version.newest_of(["lists", "fronts"]) > first.number


@pytest.mark.django_db
def test_the_next_moment_is_the_first_that_stands_in_a_row(make_poll):
    now = timezone.now()
    midnight = next_moment(now)
    assert midnight > now
    assert timezone.localtime(midnight).hour == 0
    soon = now + (midnight - now) / 2
    make_poll(closes_at=soon)
    assert next_moment(now) == soon
    assert next_moment(soon) == midnight


def test_where_the_clock_was_put_back_an_entry_begins_and_ends_when_it_comes_there(put_out):
    entry = put_out()
    edition = entry.editions.get()
    before = edition.starts_at - dt.timedelta(microseconds=1)
    assert next_moment(before) == edition.starts_at

    withdraw_entry(entry=entry)

    edition.refresh_from_db()
    assert next_moment(edition.starts_at) == edition.ends_at


def test_front_that_was_published_by_a_clock_ahead_is_a_moment_to_come(make_live_article):
    ahead = put_live(pin(make_live_article())).published_at
    assert next_moment(ahead - dt.timedelta(microseconds=1)) == ahead
    assert next_moment(ahead) > ahead
