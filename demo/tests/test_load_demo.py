"""The demonstration newspaper, loaded."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from articles.models import (
    Article,
    Author,
    BreakingBar,
    CommentThread,
    Correction,
    DraftLink,
    Edition,
    FrontArrangement,
    FrontSlot,
    Picture,
    PlannedStory,
    Proposal,
    RunningStory,
    Section,
    Translation,
)
from demo.loading.staff import STAFF
from demo.tests.told import in_lists, on_its_page
from newsroom.paper.icons import icon_of
from newsroom.paper.identity import Paper, fetch_identity
from newsroom.paper.models import Page
from polls.models import Ballot, Poll
from supporters.models import OutboxMail, Payment, Supporter

pytestmark = pytest.mark.long
CHANGE_WITH_ENTRIES = {"data", "meta", "sitemap", "news sitemap"}


@pytest.fixture(scope="module")
def courier(django_db_setup, django_db_blocker):
    """The newspaper, loaded once for all tests of this file; each test's own changes are undone inside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True):
            call_command("load_demo", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(courier, db, settings):
    settings.DEMO = True


def counted():
    models = [Article, DraftLink, Edition, PlannedStory, Picture, Poll, Ballot, Supporter, Payment]
    return {model.__name__: model.objects.count() for model in models}


def test_is_as_large_as_the_first_page_of_the_project_says(loaded, settings):
    told = re.search(r"(\d+) stories, (\d+) pictures and\s+(\d+) polls", (settings.BASE_DIR / "README.md").read_text())

    here = Article.objects.count(), Picture.objects.count(), Poll.objects.count()
    assert tuple(map(int, told.groups())) == here


def test_is_a_whole_newspaper(loaded):
    assert Edition.objects.live().count() >= 60
    assert Section.objects.count() >= 8
    assert Author.objects.count() >= 12
    assert Page.objects.live().count() == 11
    assert fetch_identity().strapline
    assert icon_of(bytes(Paper.objects.get().icon), "icon-192").startswith(b"\x89PNG")
    assert Picture.objects.count() >= 15
    assert Supporter.objects.count() >= 60
    assert Correction.objects.exists()
    assert set(Article.objects.with_standing().values_list("standing", flat=True)) == {
        "live",
        "changed",
        "scheduled",
        "withdrawn",
        "never",
    }


def test_two_stories_are_in_welsh_and_one_is_told_in_english_too(loaded):
    welsh = Edition.objects.live().filter(language="cy").values_list("article", flat=True)

    assert len(welsh) == 2
    assert [(row.language, row.article.slug) for row in Translation.objects.of(welsh)] == [
        ("en-gb", "beach-timbers-smack")
    ]


def test_has_arranged_fronts_to_go_back_from_and_a_bar(loaded):
    assert FrontArrangement.objects.published().of(None).count() == 2
    assert FrontArrangement.objects.drafts().count() == 1
    assert FrontSlot.objects.live_on(Section.objects.get(slug="sport"))
    assert BreakingBar.objects.live().exists()


def test_has_polls_in_every_state(loaded):
    assert {poll.phase() for poll in Poll.objects.all()} == set(Poll.Phase)
    assert Ballot.objects.count() > 1000


def test_has_a_gallery_and_pictures_whose_rights_end(loaded, client):
    gallery = Edition.objects.live().get(body__contains="data-gallery")

    assert client.get(gallery.get_absolute_url()).text.count('<figure class="figure">') == 5
    assert Picture.objects.rights_ending().count() == 1
    assert Picture.objects.rights_ended().filter(leads_editions__isnull=False).exists()


def test_the_desk_is_alive_at_night(loaded, client):
    client.login(username="editor", password="harbour-lights-1871")
    desk = client.get("/admin/").text
    client.login(username="reporter", password="notebook-and-pen-1871")
    school = Article.objects.get(slug="school-places-january")
    form = client.get(f"/admin/articles/article/{school.pk}/change/").text

    for words in (
        "Harbour dues to rise by a third",
        "Correction overdue",
        "Legal",
        "In review",
        "Ready",
        "Goes out by",
        "Hester Vane rings",
    ):
        assert words in desk
    assert "The whole month" in desk
    assert "We could open that room tomorrow" in form
    assert set(Article.objects.values_list("stage", flat=True)) == {"draft", "review", "legal", "ready"}
    assert Article.objects.filter(is_template=True).exists()
    assert DraftLink.objects.open().exists()
    assert CommentThread.objects.open().count() == 2
    assert Proposal.objects.get().person.username == "subeditor"
    assert PlannedStory.objects.count() >= 6


def test_a_second_run_doubles_nothing(loaded):
    before = counted()

    call_command("load_demo", stdout=io.StringIO())

    assert counted() == before


def test_every_role_has_a_login_that_works(loaded, client):
    for person in STAFF:
        assert client.login(username=person.username, password=person.password), person.role
        assert client.get("/admin/").status_code == 200, person.role


def test_no_letter_of_the_past_is_waiting(loaded):
    assert not OutboxMail.objects.filter(sent_at=None).exists()


def test_every_story_is_told_alike_wherever_it_is(loaded, client):
    """Title and dates: on its page, in its data, in feeds and sitemaps, and by oEmbed."""
    lists, wrong = in_lists(client), []
    told_on = dict(RunningStory.objects.values_list("article", "changed_at"))
    for edition in Edition.objects.live().select_related("section"):
        path = edition.get_absolute_url()
        told = on_its_page(client, path) | {place: rows[path] for place, rows in lists.items() if path in rows}
        dates = [moment.replace(microsecond=0) for moment in (edition.first_published_at, edition.updated_at)]
        question = f"{edition.kicker} {edition.headline}"  # as feeds have a story whose kicker ends with a colon
        for place, (title, *moments) in told.items():
            due = dates
            if edition.article_id in told_on and place in CHANGE_WITH_ENTRIES:
                due = [dates[0], max(dates[1], told_on[edition.article_id].replace(microsecond=0))]
            is_so = title in {None, edition.headline} or (place == "feed" and title == question)
            if not is_so or any(moment not in {None, date} for moment, date in zip(moments, due, strict=True)):
                wrong.append((path, place, title, *moments))

    assert wrong == []
    assert {place: len(rows) > 15 for place, rows in lists.items()} == dict.fromkeys(lists, True)
    assert set(lists["sitemap"]) == {edition.get_absolute_url() for edition in Edition.objects.live()}


def test_every_poll_of_it_can_be_read(loaded, client):
    for poll in Poll.objects.public():
        assert client.get(poll.get_absolute_url()).status_code == 200, poll.question


def test_is_loaded_only_where_a_demonstration_is_wanted(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")
