"""The preview: unsaved words in the public dress, with nothing stored."""

import pytest

from articles.models import Article, Edition


def preview(article=None):
    return f"/admin/articles/article/{f'{article.pk}' if article else 'add'}/preview/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def sent(make_section, make_author):
    def make(**fields):
        return {
            "headline": "Unsaved headline",
            "slug": "unsaved",
            "body": "<p>Unsaved words.</p>",
            "label": "report",
            "section": make_section().pk,
            "sensitivity": "normal",
            "bylines-TOTAL_FORMS": 1,
            "bylines-INITIAL_FORMS": 0,
            "bylines-0-author": make_author().pk,
            "bylines-0-role": "words",
            "bylines-0-position": 0,
        } | fields

    return make


def test_shows_unsaved_words_and_stores_nothing(desk, make_article, make_topic, sent):
    article = make_article("Saved headline")

    response = desk.post(preview(article), sent(topics=[make_topic("Harbour").pk]))

    assert "Unsaved headline" in response.text
    assert "Unsaved words." in response.text
    assert "Nell Thackaberry" in response.text
    assert "Harbour" in response.text
    assert Article.objects.get().headline == "Saved headline"
    assert not Edition.objects.exists()


def test_shows_a_story_that_was_never_saved(desk, sent):
    response = desk.post(preview(), sent())

    assert "Unsaved words." in response.text
    assert not Article.objects.exists()


def test_draws_what_the_body_places(desk, make_poll, make_picture, sent):
    poll, picture = make_poll("Raise the wall?"), make_picture("The wall")
    body = f'<div data-embed="poll" data-id="{poll.pk}"></div><figure data-picture="{picture.pk}"></figure>'

    response = desk.post(preview(), sent(body=body, lead_picture=picture.pk))

    assert "Raise the wall?" in response.text
    assert response.text.count("Cormac Ilderton") == 2


def test_shows_what_there_is_and_names_what_is_missing(desk):
    response = desk.post(preview(), {"body": "<p>Only words.</p>", "headline": "x" * 200})

    assert response.status_code == 200
    assert "Only words." in response.text
    assert "x" * 200 in response.text
    assert "The story has no section." in response.text
    assert "no byline" in response.text


def test_is_held_to_the_public_policy_and_kept_by_nobody(desk, make_article, sent):
    response = desk.post(preview(make_article()), sent())

    assert "nonce" not in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert "data-read" not in response.text


def test_is_for_those_who_may_change_the_story(client, picture_desk, supporter_desk, stranger, make_article, sent):
    article = make_article()

    for user in (picture_desk, supporter_desk):
        client.force_login(user)
        assert client.post(preview(article), sent()).status_code == 403
        assert client.post(preview(), sent()).status_code == 403
    client.force_login(stranger)
    assert client.post(preview(article), sent()).status_code == 302


def test_answers_a_post_alone_and_knows_no_story_that_is_not_there(desk, make_article, sent):
    assert desk.get(preview(make_article())).status_code == 405
    assert desk.post("/admin/articles/article/999/preview/", sent()).status_code == 404
