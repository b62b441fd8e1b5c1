"""Embargo, an end to a schedule and packages at the desk; each right is asked for on the server."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles.models import Article, Edition
from articles.publishing.publish import schedule
from articles.tests.story_forms import story_form

HOUR = dt.timedelta(hours=1)
LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def together(*articles):
    return f"{LIST}together/?stories={','.join(str(article.pk) for article in articles)}"


@pytest.fixture
def save(client, make_section):
    """Save a story's form with these fields by this button, and give back the page that follows."""

    def save(article, button="continue", **fields):
        sent = story_form(article, **{f"_{button}": "1"}, **fields)
        return client.post(f"{LIST}{article.pk}/change/", sent, follow=True)

    return save


def test_an_embargo_in_the_form_keeps_the_story_in(desk, save, make_article):
    article = make_article()

    response = save(article, "publish", embargoed_until=local(timezone.now() + 2 * HOUR))

    assert "Under embargo until" in response.text
    assert Article.objects.get().embargoed_until > timezone.now()
    assert not Edition.objects.exists()


def test_whoever_sets_an_embargo_is_told_what_it_called_off(desk, save, make_article):
    article = make_article()
    schedule(article=article, by=None, at=timezone.now() + HOUR)

    response = save(article, embargoed_until=local(timezone.now() + 3 * HOUR))

    assert "the schedule is called off" in response.text
    assert not Edition.objects.exists()


def test_a_schedule_can_be_given_an_end(desk, save, make_article):
    article, at = make_article(), timezone.now() + HOUR

    response = save(article, "schedule", _schedule_at=local(at), _schedule_until=local(at + HOUR))

    edition = Edition.objects.get()
    assert edition.ends_at - edition.starts_at == HOUR
    assert "It leaves the site" in response.text
    assert timezone.localtime(edition.ends_at).strftime("%H:%M %Z") in response.text


def test_a_scheduled_change_stands_in_the_panel_and_can_be_called_off(desk, save, make_live_article):
    article = make_live_article()
    Article.objects.update(version=2)
    schedule(article=article, by=None, at=timezone.now() + HOUR)

    assert "A change to the live story is scheduled" in desk.get(f"{LIST}{article.pk}/change/").text

    save(article, "cancel_schedule")

    assert not Edition.objects.scheduled().exists()
    assert article.live_edition().ends_at is None


def test_stories_chosen_in_the_list_lead_to_the_page_of_their_package(desk, make_article):
    first, second = make_article("First"), make_article("Second", body="")

    response = desk.post(LIST, {"action": "publish_together", "_selected_action": [first.pk, second.pk]}, follow=True)

    assert "First" in response.text
    assert "The story has no body." in response.text


def test_a_package_goes_out_from_the_desk(desk, make_article):
    articles = [make_article("First"), make_article("Second")]

    response = desk.post(together(*articles), {"at": ""}, follow=True)

    assert Edition.objects.live().values("starts_at").distinct().count() == 1
    assert Edition.objects.live().count() == 2
    assert "2 stories are live." in response.text
    assert LogEntry.objects.count() == 2


def test_a_package_that_is_not_ready_stays_and_says_why(desk, make_article):
    articles = [make_article("First"), make_article("Second", body="")]

    response = desk.post(together(*articles), {"at": local(timezone.now() + HOUR)})

    assert "None of them went out" in response.text
    assert "The story has no body." in response.text
    assert not Edition.objects.exists()


@pytest.mark.parametrize("stories", ["", "x", "1,,2", "9" * 30])
def test_a_package_of_nothing_is_no_error(desk, stories):
    response = desk.get(f"{LIST}together/?stories={stories}")

    assert "No story is chosen." in response.text


@pytest.mark.parametrize("role", ["reporter", "picture_desk", "supporter_desk"])
def test_only_who_may_publish_sends_out_a_package(client, request, role, make_article):
    client.force_login(request.getfixturevalue(role))
    article = make_article()

    assert client.get(together(article)).status_code == 403
    assert client.post(together(article), {"at": ""}).status_code == 403
    client.post(LIST, {"action": "publish_together", "_selected_action": [article.pk]})
    assert not Edition.objects.exists()


def test_the_page_never_deletes_stories_in_bulk(desk, make_article):
    article = make_article()

    desk.post(LIST, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})

    assert Article.objects.exists()
