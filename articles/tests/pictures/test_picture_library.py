"""The library's wall: what waits, and every place where a picture is held."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.utils import timezone

from articles.models import Picture
from articles.publishing.publish import schedule

DAY = dt.timedelta(days=1)
LIST = "/admin/articles/picture/"


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("missing=words", {"No credit", "No alt"}),
        ("missing=credit", {"No credit"}),
        ("missing=alt", {"No alt"}),
        ("rights=unsaid", {"No credit", "No alt", "Whole"}),
        ("q=Agency", {"Agency’s"}),
    ],
)
def test_finds_what_is_missing_and_whose_it_is(desk, make_picture, query, found):
    make_picture("No credit", credit="")
    make_picture("No alt", alt="")
    make_picture("Whole")
    make_picture("Agency’s", rights="Northgate Agency, once")

    text = desk.get(f"{LIST}?{query}").text

    captions = Picture.objects.values_list("caption", flat=True)
    assert {caption for caption in captions if f'library__caption">{caption}<' in text} == found


def test_one_without_any_words_has_a_number_to_be_called_by(desk, make_picture):
    picture = make_picture("", alt="")

    assert f'library__caption">Picture {picture.pk}<' in desk.get(LIST).text


def test_a_portrait_is_a_use_like_any_other(desk, make_picture, make_author):
    picture = make_picture()
    author = make_author(portrait=picture)

    page = desk.get(f"{LIST}{picture.pk}/change/").text
    unused = desk.get(f"{LIST}?use=unused").text
    desk.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"})

    assert author.name in page
    assert 'class="library__picture"' not in unused
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_leads_to_the_words_of_the_page_only_those_who_may_write_them(client, legal, desk, make_picture):
    make_picture()
    way = "Write the words of the pictures on this page"

    assert way in desk.get(LIST).text
    client.force_login(legal)
    assert way not in client.get(LIST).text


def test_the_night_screen_names_rights_that_end_in_the_week_where_a_story_needs_the_picture(
    desk, make_picture, make_live_article, make_article
):
    today = timezone.localdate()
    days = {"Gone": -3, "Going": 3, "Far": 60, "Long gone": -60}
    for caption, count in days.items():
        make_live_article(lead_picture=make_picture(caption, rights_until=today + count * DAY))
    make_picture("Nobody’s", rights_until=today + DAY)
    planned = make_article(lead_picture=make_picture("Planned", rights_until=today + DAY))
    schedule(article=planned, by=None, at=timezone.now() + DAY / 2)

    now = {matter.title: matter.words for matter in desk.get("/admin/").context["home"]["now"]}

    assert now.keys() == {"Gone", "Going", "Planned"}
    assert "ended on" in now["Gone"]
    assert "Its rights end on" in now["Going"]


def test_every_public_page_asks_for_the_pictures_that_may_be_shown():
    pages = [path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "admin" not in path.parts]

    assert [path.name for path in pages if re.search(r"\w\.(lead_picture|poster|portrait)\b", path.read_text())] == []
