"""One gate: what is not live is nowhere, in no outlet."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.utils import timezone

from articles.models import Article, Byline, Correction, Edition, ReadHour
from articles.pages.most_read import rank_readers
from articles.publishing.publish import publish, publish_update, schedule, withdraw
from articles.tests.front_builders import automatic, pin, put_live, put_up_bar
from newsroom.tests.clearing import without_kept_rows

MARKER = "Quillfeather"
HOUR = dt.timedelta(hours=1)


def end(article):
    publish(article=article, by=None, at=timezone.now() - 5 * HOUR)
    Edition.objects.filter(article=article).update(ends_at=timezone.now() - HOUR)


def withdraw_it(article):
    publish(article=article, by=None, at=timezone.now() - 5 * HOUR)
    withdraw(article=article, by=None, notice="Withdrawn.")


def change_it_since(article):
    """Live under other words; the marker is only at the desk, and in an update that is yet to come."""
    words = {"headline": article.headline, "body": article.body, "slug": article.slug}
    Article.objects.filter(pk=article.pk).update(
        headline="Harmless", slug="harmless", standfirst="", body="<p>Harmless.</p>", kicker=""
    )
    publish(article=article, by=None, at=timezone.now() - 5 * HOUR)
    Article.objects.filter(pk=article.pk).update(**words, version=2)
    schedule(article=article, by=None, at=timezone.now() + HOUR)


HIDDEN = {
    "draft": lambda article: None,
    "scheduled": lambda article: schedule(article=article, by=None, at=timezone.now() + HOUR),
    "ended": end,
    "withdrawn": withdraw_it,
    "changed since": change_it_since,
}


def every_address(article):
    now = timezone.localtime()
    return [
        "/",
        "/news/",
        "/topics/flooding/",
        "/authors/nell-thackaberry/",
        article.get_absolute_url(),
        f"{article.get_absolute_url()}embed/",
        f"{article.get_absolute_url()}republish/",
        f"/oembed/?url={settings.SITE_URL}{article.get_absolute_url()}",
        *("/feed/", "/feed/atom/", "/feed/json/", "/topics/flooding/feed/", "/authors/nell-thackaberry/feed/json/"),
        "/news/feed/",
        "/sitemap.xml",
        "/sitemap/sections.xml",
        f"/sitemap/{now:%Y-%m}.xml",
        f"/sitemap/pictures-{now:%Y-%m}.xml",
        "/news-sitemap.xml",
        "/corrections/",
        "/polls/",
        "/support/",
        "/robots.txt",
        "/no-such-page/",
        "/archive/on-this-day/",
        f"/archive/{now:%Y/%-m}/",
        f"/archive/{now:%Y/%-m/%-d}/",
        f"/mistake/{article.pk}/",
        "/search/?q=headline",
        "/search/?q=headline+body&by=newest",
        "/search/?q=quillfeathr",
        f"/search/suggest/?q={MARKER[:4]}",
        f"/search/?q={MARKER[:4]}",
        "/text/search/?q=headline",
        "/text/",
        "/text/news/",
        f"/text{article.get_absolute_url()}",
    ]


@pytest.fixture
def marked(open_paper, make_article, make_live_article, make_topic, make_picture):
    """A story whose every word is the marker, linked from a live one, read by many and corrected."""
    topic = make_topic()
    article = make_article(
        f"{MARKER} headline",
        kicker=MARKER,
        standfirst=MARKER,
        body=f"<p>{MARKER} body.</p>",
        topics=[topic],
        slug=MARKER.lower(),
        lead_picture=make_picture(),
    )
    linking = make_live_article(
        "Links to it", body=f'<p>See.</p><div data-embed="related" data-id="{article.pk}"></div>', topics=[topic]
    )
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    ReadHour.objects.create(article=article, hour=hour, readers=500)
    rank_readers()
    Correction.objects.create(article=article, wording=f"{MARKER} was wrong.")
    return article, linking


@pytest.fixture
def pinned_everywhere(marked):
    """The story also leads both fronts under own words that are the marker, and the breaking bar points at it."""
    article, _ = marked
    own = {"kicker": MARKER, "headline": f"{MARKER} on the front", "allow_twice": True}
    for section in (None, article.section):
        put_live(pin(article, "lead", **own), pin(article, "line"), automatic(), section=section)
    put_up_bar(f"{MARKER} breaks", article=article)


@pytest.mark.parametrize("hide", [name for name in HIDDEN if name != "changed since"])
def test_a_pinned_story_that_is_not_live_is_nowhere(client, marked, pinned_everywhere, hide):
    article, linking = marked
    HIDDEN[hide](article)

    for address in [*every_address(article), linking.get_absolute_url()]:
        text = client.get(address).content.decode().lower()
        assert MARKER.lower() not in text, address


@pytest.mark.parametrize("address", ["/", "/news/"])
def test_a_pinned_story_that_is_live_is_on_its_fronts_and_in_the_bar(client, marked, pinned_everywhere, address):
    publish(article=marked[0], by=None)

    text = client.get(address).content.decode()
    assert text.count(f"{MARKER} on the front") == 1
    assert f"{MARKER} breaks" in text


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_a_story_that_is_not_live_is_nowhere(client, marked, hide):
    article, linking = marked
    hide(article)

    for address in [*every_address(article), linking.get_absolute_url(), f"/text{linking.get_absolute_url()}"]:
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        # A live story may be corrected while other words of it wait at the desk; its correction is public.
        text = re.sub(rf"{MARKER} was wrong\.", "", body.decode()) if article.live_edition() else body.decode()
        assert MARKER.lower() not in text.lower(), address


def test_a_live_story_is_everywhere(client, marked):
    """The crawl above can only be believed if it would have found the marker."""
    article, linking = marked
    publish(article=article, by=None)

    expected = [
        address
        for address in every_address(article)
        if address
        not in {"/sitemap.xml", "/sitemap/sections.xml", "/polls/", "/support/", "/robots.txt", "/no-such-page/"}
        and address != "/archive/on-this-day/"  # of other years
    ]
    for address in [*expected, linking.get_absolute_url(), f"/text{linking.get_absolute_url()}"]:
        assert MARKER.lower() in client.get(address).content.decode().lower(), address


def test_an_update_replaces_the_old_words_everywhere(client, marked):
    article, linking = marked
    publish(article=article, by=None, at=timezone.now() - HOUR)
    Article.objects.filter(pk=article.pk).update(
        headline="New words", kicker="", standfirst="", slug="new", body="<p>New.</p>"
    )

    publish_update(article=article, by=None, substantive=False)

    with without_kept_rows():  # its words say the marker too, and are to say it
        Correction.objects.all().delete()
    for address in [*every_address(article), linking.get_absolute_url()]:
        assert MARKER.lower() not in client.get(address).content.decode().lower(), address


def test_an_author_of_a_draft_alone_has_an_empty_page(client, make_author, make_article):
    ghost = make_author("Ghost Writer")
    Byline.objects.create(article=make_article("Unseen"), author=ghost)

    assert "Unseen" not in client.get("/authors/ghost-writer/").content.decode()
