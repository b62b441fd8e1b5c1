"""Feeds in their three forms: whole stories that need no page of ours, of every subject that has a page."""

import json
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from articles.models import Byline, HelpLine, Series, SeriesPart
from articles.publishing.publish import publish

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA = "{http://search.yahoo.com/mrss/}content"
ATOM = "{http://www.w3.org/2005/Atom}"
FORMS = {"": "application/rss+xml", "atom/": "application/atom+xml", "json/": "application/feed+json"}


def rss(client, path="/feed/"):
    return ET.fromstring(client.get(path).content).find("channel/item")


def contents(client, article):
    """The whole words of a story in each form."""
    title = article.live_edition().headline
    items = ET.fromstring(client.get("/feed/").content).iter("item")
    entries = ET.fromstring(client.get("/feed/atom/").content).iter(f"{ATOM}entry")
    written = json.loads(client.get("/feed/json/").content)["items"]
    return (
        next(item.findtext(CONTENT) for item in items if title in item.findtext("title")),
        next(entry.findtext(f"{ATOM}content") for entry in entries if title in entry.findtext(f"{ATOM}title")),
        next(item["content_html"] for item in written if title in item["title"]),
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("of", ["", "news/", "topics/flooding/", "authors/nell-thackaberry/", "series/tides/"])
def test_feed_of_each_subject_holds_its_stories_and_no_others(
    client, make_live_article, make_topic, make_section, make_author, of, form
):
    article = make_live_article("Barrier holds", topics=[make_topic("Flooding")])
    make_live_article("A match", section=make_section("Sport"), author=make_author("Ivo Pell"))
    SeriesPart.objects.create(series=Series.objects.create(name="Tides", slug="tides"), article=article, position=1)

    answer = client.get(f"/{of}feed/{form}")

    assert answer["Content-Type"].startswith(FORMS[form])
    assert "Barrier holds" in answer.text
    assert ("A match" in answer.text) == (of == "")


@pytest.mark.parametrize("form", FORMS)
def test_feed_of_a_series_whose_stories_are_yet_to_come_is_not_there(client, make_article, form):
    series = Series.objects.create(name="Tides", slug="tides")
    SeriesPart.objects.create(series=series, article=make_article(), position=1)

    assert client.get(f"/series/tides/feed/{form}").status_code == 404


def test_whole_story_is_in_the_feed_and_leads_back_by_whole_addresses(client, full_story):
    for html in contents(client, full_story):
        assert "Paragraph 11 of a long story" in html
        assert "<blockquote>It held.</blockquote>" in html
        assert "At the quay." in html
        assert html.count('<img src="http://localhost:8000/media/') == 3  # the lead, a film's and the one in the body
        assert "Readers’ poll:" in html
        for part in ('="/', "class=", "<source", "<form", "<button", "srcset", "<div"):
            assert part not in html, part


def test_poll_in_a_feed_leads_to_the_poll(client, full_story):
    poll = full_story.live_edition().placements.get(poll__isnull=False).poll

    assert all(
        f'<a href="http://localhost:8000{poll.get_absolute_url()}">' in html for html in contents(client, full_story)
    )


def test_correction_is_marked_in_the_words_of_the_feed(client, make_live_article):
    article = make_live_article()
    article.corrections.create(wording="The tide is at <six>.", made_at=timezone.now())

    for html in contents(client, article):
        assert "<strong>Correction, " in html
        assert "The tide is at &lt;six&gt;." in html


def test_help_lines_stand_in_the_feed_under_a_story_that_has_them(client, make_live_article):
    HelpLine.objects.create(name="Harbour listeners", phone="0800 000 000")
    make_live_article("Gentle", abuse_or_suicide=True, hours_ago=1)
    make_live_article("Plain", hours_ago=2)

    first, second = json.loads(client.get("/feed/json/").content)["items"]

    assert "Harbour listeners" in first["content_html"]
    assert "Harbour listeners" not in second["content_html"]


def test_each_writer_is_told_apart(client, make_article, make_author):
    article = make_article()
    Byline.objects.create(article=article, author=make_author("Ivo <Pell>", slug="ivo-pell"), position=1)
    publish(article=article, by=None)
    names = [line.author.name for line in article.live_edition().lines_in_order()]
    atom = ET.fromstring(client.get("/feed/atom/").content).find(f"{ATOM}entry")
    written = json.loads(client.get("/feed/json/").content)["items"][0]

    assert [creator.text for creator in rss(client).iter(CREATOR)] == names
    assert [author.findtext(f"{ATOM}name") for author in atom.iter(f"{ATOM}author")] == names
    assert [author["name"] for author in written["authors"]] == names
    assert written["authors"][0]["url"] == "http://localhost:8000/authors/nell-thackaberry/"


def test_picture_is_told_in_every_form(client, make_live_article, make_picture):
    article = make_live_article(lead_picture=make_picture())
    share = f"http://localhost:8000{article.live_edition().lead_picture.file.share}"

    assert rss(client).find(MEDIA).attrib["url"] == share
    assert json.loads(client.get("/feed/json/").content)["items"][0]["image"] == share
    assert share in client.get("/feed/atom/").text


def test_json_feed_has_what_its_version_asks_for(client, make_live_article):
    article = make_live_article("Fish & <chips>")
    feed = json.loads(client.get("/feed/json/").content)
    (item,) = feed["items"]

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/feed/json/")
    assert item["id"] == f"urn:uuid:{article.uuid}"
    assert item["title"] == "Fish & <chips>"
    assert item["url"].endswith(article.get_absolute_url())
    assert item["date_published"] == item["date_modified"]


@pytest.mark.parametrize("path", ["/", "/news/", "/topics/flooding/", "/authors/nell-thackaberry/", "/series/tides/"])
def test_page_names_its_own_feed_in_every_form(client, make_live_article, make_topic, path):
    article = make_live_article(topics=[make_topic("Flooding")])
    SeriesPart.objects.create(series=Series.objects.create(name="Tides", slug="tides"), article=article, position=1)

    page = client.get(path).text

    for form, kind in FORMS.items():
        assert f'type="{kind}"' in page
        assert f'href="{path}feed/{form}"' in page
