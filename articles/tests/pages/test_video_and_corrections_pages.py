"""The page of a film, and the page of what we got wrong."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Correction, Video


@pytest.fixture
def video(make_picture):
    return Video.objects.create(
        title="Gate rises", slug="gate", poster=make_picture(), file="films/gate.webm", seconds=75, transcript="A gate."
    )


def test_a_film_has_its_transcript(client, video):
    page = client.get(video.get_absolute_url()).content.decode()

    assert "A gate." in page
    assert "1:15" in page


def test_a_film_has_one_address(client, video):
    response = client.get(f"/videos/other-{video.pk}/")

    assert response.status_code == 302
    assert response["Location"] == video.get_absolute_url()


def test_a_film_before_its_time_is_not_found(client, video):
    Video.objects.update(published_at=timezone.now() + dt.timedelta(minutes=1))

    assert client.get(video.get_absolute_url()).status_code == 404


def test_corrections_are_listed_newest_first_with_their_story(client, make_live_article):
    article = make_live_article("The story")
    for days, wording in [(2, "Older note."), (1, "Newer note.")]:
        Correction.objects.create(article=article, wording=wording, made_at=timezone.now() - dt.timedelta(days=days))

    page = client.get("/corrections/").content.decode()

    assert page.index("Newer note.") < page.index("Older note.")
    assert article.get_absolute_url() in page


def test_corrections_of_what_is_not_public_are_not_listed(client, make_article):
    Correction.objects.create(article=make_article(), wording="Secret note.")

    assert "Secret note." not in client.get("/corrections/").content.decode()


def test_the_page_without_corrections_says_so(client, db):
    assert "There are none." in client.get("/corrections/").content.decode()
