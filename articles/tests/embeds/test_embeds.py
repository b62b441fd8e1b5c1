"""A story and a film on other sites: the card in a frame, and what oEmbed tells of them."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.utils import timezone

from articles.publishing.publish import schedule, withdraw
from articles.publishing.takedowns import take_down
from articles.tests.picture_builders import picture_bytes

PLAYER, CARD = (640, 360), (540, 500)


def oembed(client, path, **asked):
    return client.get("/oembed/", {"url": f"{settings.SITE_URL}{path}", **asked})


def test_story_is_told_with_its_writer_picture_and_frame(client, make_live_article, make_picture, make_author):
    picture, author = make_picture(), make_author()
    story = make_live_article("Sea <b>wall</b> holds", standfirst="Just.", lead_picture=picture, author=author)

    response = oembed(client, story.get_absolute_url())

    told = response.json()
    assert response["Access-Control-Allow-Origin"] == "*"
    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "Sea <b>wall</b> holds")
    assert (told["author_name"], told["author_url"]) == (author.name, f"{settings.SITE_URL}{author.get_absolute_url()}")
    assert (told["thumbnail_url"], told["thumbnail_width"]) == (f"{settings.SITE_URL}{picture.file.share}", 1200)
    assert f'src="{settings.SITE_URL}{story.get_absolute_url()}embed/"' in told["html"]
    assert "&lt;b&gt;wall" in told["html"]


@pytest.mark.parametrize(
    ("asked", "story", "film"),
    [
        ({}, CARD, PLAYER),
        ({"maxwidth": "320"}, (320, 500), (320, 180)),
        ({"maxheight": "90"}, (540, 90), (160, 90)),
        ({"maxwidth": "0", "maxheight": "-1"}, CARD, PLAYER),
        ({"maxwidth": "٣", "maxheight": "9" * 5000}, CARD, PLAYER),
    ],
)
def test_what_is_told_fits_the_space_that_is_asked_for(
    client, make_live_article, make_video, make_picture, asked, story, film
):
    picture = make_picture(content=picture_bytes(size=(700, 500)))
    pages = [make_live_article(lead_picture=picture), make_video(poster=picture)]

    told = [oembed(client, page.get_absolute_url(), **asked).json() for page in pages]

    assert [(answer["width"], answer["height"]) for answer in told] == [story, film]
    assert [answer["type"] for answer in told] == ["rich", "video"]
    for answer in told:
        assert f'width="{answer["width"]}" height="{answer["height"]}"' in answer["html"]
        assert not asked or answer.get("thumbnail_width", 0) <= 1200
    if asked.get("maxwidth") == "320":
        assert {answer["thumbnail_width"] for answer in told} == {320}


def test_pages_say_early_where_to_ask(client, make_live_article, make_video):
    for page in (make_live_article(), make_video()):
        html = client.get(page.get_absolute_url()).text
        link = re.search(r'application/json\+oembed"[^>]*href="([^"]*)"', html)

        assert client.get(link[1].removeprefix(settings.SITE_URL)).json()["title"] == str(page)
        assert link.start() < min(html.index("ld+json"), html.index("canonical"), 1500)


def test_what_readers_do_not_have_is_not_found_in_the_same_words(client, make_article, make_live_article, make_video):
    to_come = make_article()
    schedule(article=to_come, by=None, at=timezone.now() + dt.timedelta(hours=1))
    withdrawn, gone = make_live_article(), make_live_article()
    live = make_live_article()
    withdraw(article=withdrawn, by=None, notice="Withdrawn.")
    take_down(article=gone, by=None, reason="A court order.")
    film = make_video(published_at=timezone.now() + dt.timedelta(hours=1))
    hidden = [make_article(), to_come, withdrawn, gone, film]
    paths = [*(thing.get_absolute_url() for thing in hidden), "/news/no-999999/", "/videos/no-999999/", "/", "/news/"]

    answers = [oembed(client, path) for path in paths]
    foreign = client.get("/oembed/", {"url": f"https://elsewhere.example{live.get_absolute_url()}"})

    assert {answer.status_code for answer in [*answers, foreign]} == {404}
    assert len({answer.content for answer in [*answers, foreign]}) == 1
    assert oembed(client, live.get_absolute_url()).status_code == 200


def test_card_has_the_story_and_nothing_that_a_frame_could_misuse(client, make_live_article, make_picture):
    story = make_live_article("Sea wall holds", standfirst="Just about.", lead_picture=make_picture())

    response, page = client.get(f"{story.get_absolute_url()}embed/"), client.get(story.get_absolute_url())

    assert all(words in response.text for words in ("Sea wall holds", "Just about.", settings.PAPER_NAME, "<picture"))
    assert f'href="{settings.SITE_URL}{story.get_absolute_url()}"' in response.text
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert (response["Cross-Origin-Resource-Policy"], page["Cross-Origin-Resource-Policy"]) == (
        "cross-origin",
        "same-origin",
    )
    assert ("<script" in response.text, "<script" in page.text) == (False, True)


def test_card_of_a_withdrawn_story_says_so_in_its_frame(client, make_live_article):
    story = make_live_article("Sea wall holds")
    withdraw(article=story, by=None, notice="It was not so.")

    response = client.get(f"{story.get_absolute_url()}embed/")

    assert response.status_code == 410
    assert ("It was not so." in response.text, "Sea wall" in response.text) == (True, False)
    assert "frame-ancestors *" in response["Content-Security-Policy"]


def test_film_plays_in_its_frame_with_subtitles(client, make_video):
    video = make_video(captions="films/wall.vtt")

    page = client.get(f"{video.get_absolute_url()}embed/").text

    assert f'src="{video.file.url}"' in page
    assert '<track kind="captions"' in page
