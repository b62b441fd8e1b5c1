"""Rights with a last day: the desk is warned before it, no reader sees the picture after it, by the clock alone."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.editing.checklist import checklist_of
from articles.models import Picture, Video
from articles.publishing.publish import publish, schedule
from articles.tests.front_builders import automatic, pin, put_live
from common import site_version

SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
# The last days of rights whose night has a clock change in it or before it in Britain in 2026; and a plain one.
LAST_DAYS = {
    "spring": dt.date(2026, 3, 29),
    "before spring": dt.date(2026, 3, 28),
    "autumn": dt.date(2026, 10, 25),
    "plain": dt.date(2026, 6, 10),
}
EVERYWHERE = {"lead", "body", "gallery", "slot", "film"}


def midnight_after(day):
    return timezone.make_aware(dt.datetime.combine(day + DAY, dt.time.min))


def name_of(picture):
    """What the addresses of a picture and of all its renditions have in common."""
    return picture.file.renditions_begin.rpartition("/")[2]


def text_of(address):
    return Client().get(address).content.decode()


def body_with(pictures, kept, film):
    """A picture by itself, one in a gallery, and a film."""
    return (
        f'<p>One.</p><figure data-picture="{pictures["body"].pk}"><figcaption></figcaption></figure>'
        f'<figure data-gallery="pictures"><figure data-picture="{pictures["gallery"].pk}"><figcaption></figcaption>'
        f'</figure><figure data-picture="{kept.pk}"><figcaption></figcaption></figure></figure>'
        f'<div data-embed="watch" data-id="{film.pk}"></div><p>Two.</p>'
    )


@pytest.fixture
def make_world(make_picture, make_article, make_topic, make_author):
    """A live story with one picture in each place that readers see pictures in, all with the same last day."""

    def make(last_day, published):
        pictures = {place: make_picture(place, rights_until=last_day) for place in sorted(EVERYWHERE)}
        kept = make_picture("kept")
        film = Video.objects.create(
            title="Tide",
            slug="tide",
            poster=pictures["film"],
            file="films/tide.webm",
            seconds=9,
            published_at=published,
        )
        body = body_with(pictures, kept, film)
        article = make_article("The wall", lead_picture=pictures["lead"], body=body, topics=[make_topic()])
        pinned = make_article("Pinned", lead_picture=kept, topics=[make_topic()])
        for story in (article, pinned):
            publish(article=story, by=None, at=published)
        put_live(pin(pinned, "lead", picture=pictures["slot"]), automatic(), automatic())
        addresses = [
            "/",
            "/news/",
            "/topics/flooding/",
            "/authors/nell-thackaberry/",
            "/feed/",
            "/news/feed/",
            article.get_absolute_url(),
            pinned.get_absolute_url(),
            film.get_absolute_url(),
            "/news-sitemap.xml",
            f"/sitemap/pictures-{published:%Y-%m}.xml",
            "/sitemap/films.xml",
            f"{article.get_absolute_url()}embed/",
        ]
        return pictures, kept, addresses

    return make


@pytest.mark.parametrize("last_day", LAST_DAYS.values(), ids=LAST_DAYS)
def test_every_public_page_shows_it_to_the_last_second_and_not_one_longer(make_world, last_day):
    site_version.begin_with(None)  # so that the clock decides, as it does for readers, how long a process knows what
    end = midnight_after(last_day)
    with time_machine.travel(end - 10 * DAY, tick=False):
        pictures, kept, addresses = make_world(last_day, timezone.now())

    for offset, is_shown in ((-SECOND, True), (0 * SECOND, False), (SECOND, False)):
        with time_machine.travel(end + offset, tick=False):
            pages = "\n".join(text_of(address) for address in addresses)
        seen = {place for place, picture in pictures.items() if name_of(picture) in pages}
        assert seen == (EVERYWHERE if is_shown else set()), offset
        assert name_of(kept) in pages
        assert "The wall" in pages


def test_the_story_stays_whole_without_the_picture(make_world, client):
    now = timezone.now()
    with time_machine.travel(now - 10 * DAY, tick=False):
        pictures, _kept, addresses = make_world(timezone.localdate(now) - DAY, timezone.now())

    text = client.get(addresses[6]).text

    assert 'og:image" content="http://localhost:8000/card/story-' in text
    assert '"image"' not in text
    assert "figure--lead" not in text
    assert "<p>One.</p>" in text
    assert "<p>Two.</p>" in text


def test_a_page_asks_the_database_no_more_for_it(make_world, client, django_assert_max_num_queries):
    now = timezone.now()
    with time_machine.travel(now - DAY, tick=False):
        _pictures, _kept, addresses = make_world(timezone.localdate(now), timezone.now())

    for address, budget in ((addresses[6], 8), ("/", 12)):
        client.get(address)
        with django_assert_max_num_queries(budget):
            client.get(address)


def test_a_picture_without_its_words_is_hidden_like_one_without_rights(make_picture, make_live_article, client):
    picture = make_picture()
    article = make_live_article(lead_picture=picture)
    Picture.objects.filter(pk=picture.pk).update(alt="")

    assert name_of(picture) not in client.get(article.get_absolute_url()).text


def test_finds_the_rights_that_end_soon_and_those_that_have(make_picture):
    today = timezone.localdate()
    days = {"ended": today - DAY, "today": today, "next week": today + 7 * DAY, "next year": today + 365 * DAY}
    for caption, day in days.items():
        make_picture(caption, rights_until=day)
    make_picture("for good")

    def captions(pictures):
        return {picture.caption for picture in pictures}

    assert captions(Picture.objects.rights_ended()) == {"ended"}
    assert captions(Picture.objects.rights_ending()) == {"today", "next week"}
    assert captions(Picture.objects.rights_ending(within=2 * DAY)) == {"today"}
    assert captions(Picture.objects.rights_ending(at=timezone.now() + 2 * DAY, within=30 * DAY)) == {"next week"}


def test_the_library_shows_and_filters_them(client, picture_desk, make_picture):
    today = timezone.localdate()
    make_picture("Old one", rights_until=today - DAY)
    make_picture("Late one", rights_until=today + DAY)
    make_picture("Free one")
    client.force_login(picture_desk)

    text = client.get("/admin/articles/picture/").text
    found = {
        value: [
            words
            for words in ("Old one", "Late one", "Free one")
            if words in client.get(f"/admin/articles/picture/?rights={value}").text
        ]
        for value in ("ending", "ended", "open")
    }

    assert text.count("badge--stop") == 1
    assert text.count("badge--warn") == 1
    assert found == {"ending": ["Late one"], "ended": ["Old one"], "open": ["Free one"]}


def advice(article):
    return [line for line in checklist_of(article).warnings if "rights" in line.lower()]


def test_the_checklist_warns_of_rights_that_end_or_have_ended(make_article, make_picture):
    today = timezone.localdate()
    old, late, far = (
        make_picture(name, rights_until=today + days * DAY) for name, days in {"Old": -1, "Late": 3, "Far": 400}.items()
    )
    figures = "".join(f'<figure data-picture="{picture.pk}"></figure>' for picture in (late, far))
    article = make_article(lead_picture=old, body=f"<p>On.</p>{figures}")

    said = advice(article)

    assert len(said) == 2
    assert "“Late” end on" in said[0]
    assert "“Old” ended on" in said[1]


def test_the_checklist_looks_from_the_moment_that_the_story_is_planned_for(make_article, make_picture):
    today = timezone.localdate()
    article = make_article(lead_picture=make_picture("Late", rights_until=today + 60 * DAY))

    assert advice(article) == []
    schedule(article=article, by=None, at=timezone.now() + 90 * DAY)
    assert "“Late” ended on" in advice(article)[0]


def test_the_editor_and_the_form_say_what_keeps_readers_from_a_picture(client, picture_desk, make_picture):
    today = timezone.localdate()
    pictures = [
        make_picture(rights_until=today - DAY),
        make_picture(rights_until=today),
        make_picture(credit="", alt=""),
    ]
    client.force_login(picture_desk)

    told = client.get("/admin/articles/article/placed/", {"picture": [picture.pk for picture in pictures]}).json()
    pages = [client.get(f"/admin/articles/picture/{picture.pk}/change/").text for picture in pictures]

    notes = [told["picture"][str(picture.pk)]["note"] for picture in pictures]
    assert "rights ended" in notes[0]
    assert "rights end " in notes[1]
    assert notes[2] == "no credit · no alternative text"
    assert "Its rights have ended" in pages[0]
    assert "Its rights end soon" in pages[1]
    assert "until somebody has written its alternative text" in pages[2]


def test_the_front_board_shows_what_readers_see_and_says_why(client, editor, make_picture, make_live_article):
    old, own = make_picture(rights_until=timezone.localdate() - DAY), make_picture()
    article = make_live_article(lead_picture=own)
    put_live(pin(article, "lead", picture=old))
    client.force_login(editor)

    text = client.get("/admin/articles/front/").text

    assert name_of(own) in text
    assert name_of(old) not in text
    assert "Its picture is not with readers" in text
