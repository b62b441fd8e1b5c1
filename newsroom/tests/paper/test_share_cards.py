"""The drawn picture of a page that has none: on the page, at its own address, and gone with what it is of."""

import datetime as dt
import io
import re

import pytest
from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageChops

from articles.models import Article, Series
from articles.publishing.publish import publish_update, schedule, withdraw
from articles.publishing.takedowns import take_down
from common import site_version
from common.limits import CARDS
from newsroom.page_cache.keeper import HIT, MISS
from newsroom.paper.card_drawing import LINE_AT, MARGIN, draw_card, drawable
from newsroom.paper.identity import Paper
from newsroom.paper.models import Page

META = re.compile(r'<meta property="(og:image[^"]*)" content="([^"]*)">')


def shared(client, path):
    """What a page says of its picture; the address as a path."""
    told = META.findall(client.get(path).text)
    assert len(told) == len(dict(told)) == 4, path
    return dict(told) | {"og:image": dict(told)["og:image"].removeprefix(settings.SITE_URL)}


def picture(title="Sea wall holds", kicker="", paper="The Courier", colour=""):
    return Image.open(io.BytesIO(draw_card(title=title, kicker=kicker, paper=paper, colour=colour))).convert("RGB")


def test_pages_without_a_picture_have_a_card_of_their_own(
    client, make_live_article, make_poll, make_topic, make_author
):
    story = make_live_article("Sea <wall> holds", topics=[make_topic()], author=make_author())
    series = Series.objects.create(name="Tides", slug="tides")
    series.parts.create(article=story)
    own = Page.objects.create(
        title="About", slug="about", body="<p>Us.</p>", is_live=True, changed_on=timezone.localdate()
    )
    poll = make_poll()
    pages = {"/": "paper", "/news/": "section", "/topics/flooding/": "topic", "/authors/nell-thackaberry/": "author"}
    pages |= {own.get_absolute_url(): "page", series.get_absolute_url(): "series", poll.get_absolute_url(): "poll"}

    for path, kind in (pages | {story.get_absolute_url(): "story"}).items():
        told = shared(client, path)
        response = client.get(told["og:image"])

        assert told["og:image"].startswith(f"/card/{kind}-")
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:image:alt"]
        assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_picture_goes_before_the_card(client, make_live_article, make_video, make_author, make_picture):
    still = make_picture()
    pages = [make_live_article(lead_picture=still), make_video(poster=still), make_author("Lens", portrait=still)]

    for page in pages:
        told = shared(client, page.get_absolute_url())
        assert (told["og:image"], told["og:image:alt"]) == (still.file.share, still.alt)


def test_a_draft_has_no_card(client, editor, make_article):
    client.force_login(editor)
    article = make_article()

    page = client.post(f"/admin/articles/article/{article.pk}/preview/", {"headline": "Unsaved"}).text

    assert "Unsaved" in page
    assert "og:image" not in page


def test_address_changes_with_what_is_drawn_and_the_old_one_leads_there(client, make_live_article):
    article, seen = make_live_article("Sea wall holds"), []

    def look():
        site_version.forget()
        seen.append(shared(client, article.get_absolute_url())["og:image"])

    look()
    look()
    Article.objects.update(headline="Sea wall gives way")
    publish_update(article=Article.objects.get(), by=None, substantive=True)
    look()
    for change in ({"name": "The Post"}, {"accent": "#8a1c1c"}):
        Paper.objects.update_or_create(pk=1, defaults=change)
        look()

    assert seen[0] == seen[1]
    assert len(set(seen)) == 4
    assert client.get(seen[0])["Location"] == seen[-1]
    assert client.get(seen[-1]).status_code == 200


def test_card_is_there_for_as_long_as_its_story(client, make_article, make_live_article, make_poll):
    to_come, withdrawn, gone, live = make_article(), make_live_article(), make_live_article(), make_live_article()
    schedule(article=to_come, by=None, at=timezone.now() + dt.timedelta(hours=1))
    cards = [story.editions.get().share_card.address for story in (to_come, withdrawn, gone, live)]
    assert [client.get(card).status_code for card in cards] == [404, 200, 200, 200]

    withdraw(article=withdrawn, by=None, notice="")
    take_down(article=gone, by=None, reason="A court order.")

    assert [client.get(card).status_code for card in cards] == [404, 404, 410, 200]
    poll = make_poll(state="draft")
    for path in (poll.share_card.address, "/card/series-1/0.png", "/card/paper-2/0.png", "/card/nothing-1/0.png"):
        assert client.get(path).status_code == 404, path


def test_card_is_drawn_once_until_its_own_story_changes(reader, make_live_article):
    story = make_live_article("Sea wall holds")
    card = story.live_edition().share_card.address
    assert [reader.kept(card)[1] for _ in range(2)] == [MISS, HIT]

    make_live_article("Another")
    assert reader.kept(card)[1] == HIT

    withdraw(article=story, by=None, notice="")
    assert (reader.kept(card)[0].status, reader.drawn) == (404, 2)


def test_series_without_a_live_story_has_no_card(client, make_article, make_live_article):
    series = Series.objects.create(name="Secret", slug="secret")
    series.parts.create(article=make_article())
    assert client.get(series.share_card.address).status_code == 404

    series.parts.create(article=make_live_article())
    assert client.get(series.share_card.address).status_code == 200


def test_a_crowd_that_asks_for_drawings_is_asked_to_wait(client, make_live_article, monkeypatch):
    card = make_live_article().live_edition().share_card.address
    monkeypatch.setattr(CARDS, "number", 0)

    answer = client.get(card)

    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Gŵyl yn Llŷn – tŷ a ẁyrion", "Gŵyl yn Llŷn – tŷ a ẁyrion"),
        ("Gw\u0302yl", "Gŵyl"),
        ("Two 🎉 for one\n", "Two  for one"),
        ("Привет, Saltmere", ""),
    ],
)
def test_words_are_drawn_as_far_as_the_face_has_letters(words, drawn):
    assert drawable(words) == drawn


def test_every_accent_shows():
    assert ImageChops.difference(picture("Gŵyl"), picture("Gwyl")).getbbox()
    assert picture("Привет").tobytes() == picture("The Courier").tobytes()


@pytest.mark.parametrize(
    "title", ["W" * 160, "word " * 32, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch " * 3]
)
def test_long_headline_stays_inside_its_card(title):
    image = picture(title, kicker="A" * 60, paper="N" * 60)

    ground = image.getpixel((4, 300))
    for box in ((0, 20, MARGIN - 8, 630), (1200 - MARGIN + 8, 20, 1200, 630), (0, LINE_AT - 14, 1200, LINE_AT - 2)):
        assert {colour for _count, colour in image.crop(box).getcolors()} == {ground}
    assert len(image.crop((MARGIN, 150, 1200 - MARGIN, LINE_AT - 14)).getcolors()) > 2
