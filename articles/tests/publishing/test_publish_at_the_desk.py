"""Publishing from the story's form: each button saves first, and each right is asked for on the server."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Article, Edition
from articles.publishing.publish import publish, schedule

STORY = "/admin/articles/article"
ACTS = ["publish", "schedule", "update-minor", "update-substantive", "cancel-schedule", "withdraw"]


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def press(client, make_section, make_author):
    """Save the form with these fields by this button, and give back the page that follows."""

    def press(button, article=None, **fields):
        line = article.bylines.first() if article else None
        sent = {
            "headline": "Sea wall holds",
            "slug": "wall",
            "body": "<p>New words.</p>",
            "label": "report",
            "section": make_section().pk,
            "sensitivity": "normal",
            "bylines-TOTAL_FORMS": 1,
            "bylines-INITIAL_FORMS": 1 if line else 0,
            "bylines-0-id": line.pk if line else "",
            "bylines-0-article": article.pk if article else "",
            "bylines-0-author": make_author().pk,
            "bylines-0-role": "words",
            "bylines-0-position": 0,
            f"_{button}": "1",
        }
        address = f"{STORY}/{article.pk}/change/" if article else f"{STORY}/add/"
        return client.post(address, sent | fields, follow=True)

    return press


def live_words():
    return [edition.body for edition in Edition.objects.live()]


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_publishes_a_new_story_with_one_button(desk, press, editor):
    response = press("publish")

    edition = Edition.objects.live().get()
    assert (edition.body, edition.published_by) == ("<p>New words.</p>", editor)
    assert f'The story is live. <a href="{edition.get_absolute_url()}">' in response.text
    assert "Live since" in response.text


def test_saves_first_and_then_publishes(desk, press, make_article):
    press("publish", make_article(body="<p>Old words.</p>"))

    assert live_words() == ["<p>New words.</p>"]


def test_keeps_the_words_of_a_story_that_cannot_be_published(desk, press, make_article):
    article = make_article()

    response = press("publish", article, body="", headline="Not yet")

    assert "The story has no body." in response.text
    assert Article.objects.get().headline == "Not yet"
    assert live_words() == []


def test_saving_alone_changes_nothing_for_readers(desk, press, make_live_article):
    article = make_live_article(body="<p>Old words.</p>")

    response = press("continue", article)

    assert live_words() == ["<p>Old words.</p>"]
    assert "readers do not see the changes yet" in response.text


@pytest.mark.parametrize(("button", "moves_the_date"), [("update_minor", False), ("update_substantive", True)])
def test_an_update_moves_the_public_date_when_it_brings_new_facts(
    desk, press, make_live_article, button, moves_the_date
):
    press(button, make_live_article(body="<p>Old words.</p>"))

    edition = Edition.objects.live().get()
    assert edition.body == "<p>New words.</p>"
    assert edition.was_updated is moves_the_date


def test_a_second_click_is_no_news(desk, make_live_article):
    article = make_live_article()

    response = desk.post(f"{STORY}/{article.pk}/update-substantive/", follow=True)

    assert "nothing has changed since they went live" in response.text
    assert not Edition.objects.live().get().was_updated


def test_schedules_in_the_papers_own_time(desk, press, make_article):
    at = (timezone.now() + dt.timedelta(days=1)).replace(second=0, microsecond=0)

    response = press("schedule", make_article(), _schedule_at=local(at))

    assert Edition.objects.scheduled().get().starts_at == at
    assert "Scheduled for" in response.text
    assert live_words() == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("", "Publish at: Say when."),
        ("soon", "Give a date and a time."),
        ("2020-01-01T12:00", "That time has passed"),
        ("2027-03-28T01:30", "couldn’t be interpreted"),
    ],
)
def test_refuses_a_time_that_is_none(desk, press, make_article, at, said):
    response = press("schedule", make_article(), _schedule_at=at, _schedule_until="2027-06-01T12:00")

    assert said in response.text
    for typed in (f'value="{at}"', 'value="2027-06-01T12:00"'):
        assert typed in response.text
    assert Article.objects.get().body == "<p>New words.</p>"
    assert not Edition.objects.exists()
    response = press("schedule", Article.objects.get(), headline="", _schedule_at="2027-05-01T19:00")
    assert 'value="2027-05-01T19:00"' in response.text, "also of a form that is refused"


def test_calls_off_what_was_scheduled(desk, press, make_article, editor):
    article = make_article()
    schedule(article=article, by=editor, at=timezone.now() + dt.timedelta(hours=1))

    response = press("cancel_schedule", article)

    assert "Nothing is scheduled any more." in response.text
    assert not Edition.objects.exists()


def test_asks_before_it_withdraws(desk, press, client, make_live_article):
    article = make_live_article("Sea wall holds")
    address = article.get_absolute_url()

    asked = press("withdraw", article)
    still_there = client.get(address).status_code
    done = desk.post(f"{STORY}/{article.pk}/withdraw/", {"notice": "We were wrong."}, follow=True)

    assert "Withdraw the story" in asked.text
    assert still_there == 200
    assert "Withdrawn" in done.text
    assert 'data-state="saved"' not in done.text, "nothing was saved"
    assert client.get(address).status_code == 410
    assert "We were wrong." in client.get(address).text


def test_says_so_when_there_is_nothing_to_withdraw_or_update(desk, make_article):
    article = make_article()

    for act in ("withdraw", "update-minor", "cancel-schedule"):
        response = desk.post(f"{STORY}/{article.pk}/{act}/", follow=True)
        assert 'class="error"' in response.text


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("persona", ["reporter", "picture_desk", "supporter_desk"])
def test_refuses_those_without_the_right_by_direct_post(client, make_live_article, request, act, persona):
    article = make_live_article()
    before = list(Edition.objects.values())
    client.force_login(request.getfixturevalue(persona))

    response = client.post(f"{STORY}/{article.pk}/{act}/", {"_schedule_at": "2099-01-01T12:00"})

    assert response.status_code == 403
    assert list(Edition.objects.values()) == before


@pytest.mark.parametrize("act", ACTS)
def test_refuses_a_button_that_a_reporter_was_never_shown(client, reporter, press, make_live_article, act):
    article = make_live_article(body="<p>Old words.</p>")
    client.force_login(reporter)

    page = client.get(f"{STORY}/{article.pk}/change/").text
    response = press(act.replace("-", "_"), article)

    assert "_update_minor" not in page
    assert "_withdraw" not in page
    assert response.status_code == 403
    assert live_words() == ["<p>Old words.</p>"]


def test_a_stranger_and_a_get_do_nothing(client, desk, stranger, make_article):
    article = make_article()

    by_get = desk.get(f"{STORY}/{article.pk}/publish/")
    unknown = desk.post(f"{STORY}/999/publish/")
    client.force_login(stranger)
    by_stranger = client.post(f"{STORY}/{article.pk}/publish/")

    assert (by_get.status_code, unknown.status_code, by_stranger.status_code) == (405, 404, 302)
    assert not Edition.objects.exists()


def test_publishes_again_what_was_withdrawn(desk, press, make_article, editor):
    article = make_article()
    publish(article=article, by=editor)
    desk.post(f"{STORY}/{article.pk}/withdraw/", {"notice": ""})

    press("publish", article)

    assert live_words() == ["<p>New words.</p>"]


def test_end_is_offered_and_kept_when_a_change_is_scheduled_without_one(desk, press, make_live_article):
    article, end = make_live_article(), timezone.now() + dt.timedelta(hours=9)
    article.editions.update(ends_at=end, leaves_at=end)

    page = press("schedule", article, _schedule_at=local(timezone.now() + dt.timedelta(hours=2)))

    assert "and leaves the site" in page.text
    assert f'value="{local(end)}"' in page.text
    assert article.editions.get(ends_at=end).leaves_at == end


def test_end_is_taken_back_by_a_button_of_its_own(desk, press, make_live_article):
    article, end = make_live_article(), timezone.now() + dt.timedelta(hours=9)
    article.editions.update(ends_at=end, leaves_at=end)

    page = press("keep_on_site", article)

    assert "The story stays on the site." in page.text
    assert article.editions.get().ends_at is None
