"""Who leaves has nothing that still opens the desk; what they did stays."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import PlannedStory
from articles.publishing.draft_links import share_draft
from newsroom.identity.links import Purpose, link_for
from newsroom.identity.people import AccountClosed, close_account


@pytest.fixture
def at_desk(client, administrator):
    client.force_login(administrator)
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


@pytest.fixture
def leaving(reporter, make_article, make_section, make_author):
    """A reporter with a byline, a story and a plan at hand, a section and a role for the night."""
    author = make_author(user=reporter)
    article = make_article("Harbour wall", author=author, assigned_to=reporter, created_by=reporter)
    PlannedStory.objects.create(
        title="Spring tide", section=article.section, planned_for=timezone.now(), assigned_to=reporter
    )
    reporter.edits.create(section=article.section)
    reporter.authenticatorapps.create(name="Telephone", sealed_secret="sealed")
    night = timezone.now() + dt.timedelta(hours=8)
    reporter.role_grants.create(group=Group.objects.get(name="Legal"), ends_at=night)
    return reporter


def test_who_leaves_takes_no_draft_along(at_desk, leaving, editor):
    article = leaving.assigned_articles.get()
    theirs, colleagues = (share_draft(article=article, by=by)[1] for by in (leaving, editor))

    at_desk.post(f"/admin/auth/user/{leaving.pk}/leave/", {"hand_over_to": editor.pk})

    statuses = [Client().get(reverse("articles:draft", args=[token])).status_code for token in (theirs, colleagues)]
    assert statuses == [404, 200]


def test_who_leaves_hands_over_and_comes_in_no_more(at_desk, leaving, editor):
    browser, link = Client(), link_for(leaving, Purpose.RESET).removeprefix("http://localhost:8000")
    browser.force_login(leaving)
    address, article = f"/admin/auth/user/{leaving.pk}/leave/", leaving.assigned_articles.get()
    page = at_desk.get(address).text
    assert "Harbour wall" in page
    assert "Spring tide" in page

    assert "This field is required" in at_desk.post(address).text
    assert is_in(browser)
    at_desk.post(address, {"hand_over_to": editor.pk})

    assert not is_in(browser)
    browser.post("/admin/login/", {"username": "reporter", "password": "a-long-password"})
    assert not is_in(browser)
    assert Client().get(link).status_code == 410
    gone = User.objects.get(pk=leaving.pk)
    assert (gone.is_active, gone.is_staff, gone.groups.count(), gone.edits.count()) == (False, False, 0, 0)
    assert not gone.role_grants.in_force().exists()
    assert not gone.authenticatorapps.exists()
    article.refresh_from_db()
    assert (article.assigned_to, article.created_by) == (editor, leaving)
    assert article.bylines.get().author.user == leaving
    assert PlannedStory.objects.get().assigned_to == editor


def test_who_has_no_work_at_hand_just_leaves(at_desk, stranger):
    at_desk.post(f"/admin/auth/user/{stranger.pk}/leave/")

    assert not User.objects.get(pk=stranger.pk).is_active


def test_administrator_cannot_close_the_own_account(at_desk, administrator):
    address = f"/admin/auth/user/{administrator.pk}/leave/"

    assert "Another administrator closes yours." in at_desk.post(address).text
    assert is_in(at_desk)


def test_of_two_administrators_who_close_each_others_one_is_left(administrator, stranger):
    also = User.objects.create_superuser("also", "also@courier.example", "a-long-password")
    close_account(user=also, hand_over_to=None, by=administrator)

    with pytest.raises(AccountClosed):  # asked in the same moment, before this was known
        close_account(user=administrator, hand_over_to=None, by=also)

    administrator.refresh_from_db()
    assert administrator.is_active
    close_account(user=stranger, hand_over_to=None, by=administrator)


def test_login_is_closed_and_never_deleted(at_desk, stranger):
    assert at_desk.post(f"/admin/auth/user/{stranger.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": stranger.pk, "post": "yes"}
    at_desk.post("/admin/auth/user/", chosen)

    assert User.objects.filter(pk=stranger.pk).exists()
