"""What machines are told of a story: the facts of the page, in a block that no text can break out of."""

import datetime as dt
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from articles.body.rendering import data_block
from articles.imaging.renditions import NEWS_SIZES
from articles.models import Article, Correction
from articles.models.story import Label
from articles.publishing.publish import publish, publish_update

SCHEMA = Draft202012Validator(
    json.loads(Path(__file__).parents[1].joinpath("schemas", "news_article.json").read_text())
)


class Blocks(HTMLParser):
    """The tags of a page, and what stands in its data blocks."""

    def __init__(self):
        super().__init__()
        self.tags, self.data, self.inside = [], "", False

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.inside = dict(attributes).get("type") == "application/ld+json"

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, words):
        if self.inside:
            self.data += words


def read(html):
    parser = Blocks()
    parser.feed(html)
    parser.close()
    return parser


def data_of(client, article):
    return json.loads(read(client.get(article.get_absolute_url()).text).data)


NASTY = ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;", "\u2028\u2029", "\\u003C", '"', "\r\n\0"]


@given(st.text() | st.sampled_from(NASTY))
def test_any_text_comes_through_and_none_gets_out(text):
    block = read(data_block({"headline": text}))

    assert block.tags == ["script"]
    assert json.loads(block.data) == {"headline": text}


def test_a_story_tells_what_it_is_whose_and_when(client, make_article, make_topic, make_picture):
    article = make_article("Barrier holds", standfirst="Just.", topics=[make_topic()], lead_picture=make_picture())
    begun = dt.datetime(2026, 7, 1, 11, 0, tzinfo=dt.UTC)
    publish(article=article, by=None, at=begun)

    data = data_of(client, article)

    assert data["@type"] == "NewsArticle"
    assert (data["headline"], data["description"]) == ("Barrier holds", "Just.")
    assert data["datePublished"] == data["dateModified"] == "2026-07-01T12:00:00+01:00"
    assert data["author"][0]["name"] == "Nell Thackaberry"
    assert data["author"][0]["url"].endswith("/authors/nell-thackaberry/")
    assert data["publisher"]["name"] == "The Saltmere Courier"
    assert data["isAccessibleForFree"] is True
    assert data["keywords"] == ["Flooding"]
    assert "correction" not in data


def test_every_kind_of_story_holds_to_the_schema(client, make_live_article, make_topic, make_picture, make_sound):
    stories = [make_live_article(label=label) for label in Label]
    heard = f'<p>Hear.</p><div data-embed="sound" data-id="{make_sound().pk}"></div>'
    stories.append(make_live_article("Birds", body=heard))
    full = make_live_article("Holds", standfirst="Just.", topics=[make_topic()], lead_picture=make_picture())
    Correction.objects.create(article=full, wording="The wall is 4 m high.")

    told = [data_of(client, story) for story in [*stories, full]]

    wrong = [error.message for data in told for error in SCHEMA.iter_errors(data)]
    assert wrong == []
    assert [audio["duration"] for data in told for audio in data.get("audio", [])] == ["PT13S"]
    assert ["NewsArticle", "OpinionNewsArticle"] in [data["@type"] for data in told]
    assert list(SCHEMA.iter_errors(told[-1] | {"dateModified": "2026-07-01", "image": []})) != []


def test_a_lead_picture_is_told_in_the_three_shapes_that_are_asked_for(client, make_live_article, make_picture):
    picture = make_picture()

    told = data_of(client, make_live_article(lead_picture=picture))["image"]

    assert told == [f"http://localhost:8000{getattr(picture.file, name)}" for name in NEWS_SIZES]


def test_publisher_without_a_logo_is_told_with_its_icon(client, make_live_article):
    logo = data_of(client, make_live_article())["publisher"]["logo"]["url"]

    assert client.get(logo.removeprefix("http://localhost:8000"))["Content-Type"] == "image/png"


def test_only_a_substantive_update_moves_the_date_that_machines_read(client, make_live_article):
    article = make_live_article(hours_ago=5)
    before = data_of(client, article)["dateModified"]

    publish_update(article=article, by=None, substantive=False)
    assert data_of(client, article)["dateModified"] == before

    publish_update(article=article, by=None, substantive=True)
    assert data_of(client, article)["dateModified"] > before


def test_a_correction_is_told_with_its_time(client, make_live_article):
    article = make_live_article()
    at = dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.UTC)
    Correction.objects.create(article=article, wording="The wall is 4 m high.", made_at=at)

    (correction,) = data_of(client, article)["correction"]

    assert correction == {
        "@type": "CorrectionComment",
        "text": "The wall is 4 m high.",
        "datePublished": "2026-01-05T09:30:00+00:00",
    }


@pytest.mark.parametrize("words", NASTY[:3])
def test_a_hostile_headline_stays_words(client, make_live_article, words):
    article = make_live_article()
    Article.objects.update(headline=f"A {words}")
    publish_update(article=Article.objects.get(), by=None, substantive=False)

    page = client.get(article.get_absolute_url()).text

    assert data_of(client, article)["headline"] == f"A {words}"
    assert "alert(1)</script>" not in page


def test_a_draft_tells_machines_nothing(client, editor, make_article):
    client.force_login(editor)

    page = client.post(f"/admin/articles/article/{make_article().pk}/preview/", {"headline": "Unsaved"}).text

    assert not re.search(r"ld\+json", page)
