"""Passages in another language: kept as they are marked, said to whoever reads the page, and never by a paste."""

import pytest

from articles.body.cleaning import clean_body
from articles.body.rendering import Objects, Renderer
from articles.exporting.story_html import story_html
from articles.importing.body import to_body

PASSAGE = '<p>She said <bdi lang="cy">bore <strong>da</strong></bdi> and left.</p>'


@pytest.mark.parametrize("medium", ["page", "text", "plain"])
def test_passage_says_its_language_in_every_medium(medium):
    assert clean_body(PASSAGE) == PASSAGE
    assert Renderer(Objects(), medium=medium).blocks(PASSAGE) == [PASSAGE]


def test_passage_is_in_feeds_and_comes_back_from_an_export(client, make_live_article):
    make_live_article("Words", body=PASSAGE)
    back = to_body(story_html(PASSAGE, {}), picture=lambda _place: None, address=lambda _url, _key: "", old_hosts=set())

    assert '<bdi lang="cy">bore' in client.get("/feed/json/").json()["items"][0]["content_html"]
    assert back.html == PASSAGE


@pytest.mark.parametrize(
    ("forged", "kept"),
    [
        ('<p><bdi lang="fr" class="x" onclick="y">a</bdi></p>', '<p><bdi lang="fr">a</bdi></p>'),
        ('<p><bdi lang="fr">a <bdi lang="de">b</bdi> c</bdi></p>', None),
        ('<p><bdi lang="not a language">a</bdi></p>', "<p>a</p>"),
        ("<p><bdi lang='&quot;&gt;&lt;script&gt;'>a</bdi></p>", "<p>a</p>"),
        ("<p><bdi>a</bdi></p>", "<p>a</p>"),
        ('<p lang="en-GB"><span lang="EN-GB">a</span></p>', "<p>a</p>"),
        ('<h2><bdi lang="fr">a</bdi></h2>', '<h2><bdi lang="fr">a</bdi></h2>'),
    ],
)
def test_only_a_language_is_kept_and_only_of_a_passage(forged, kept):
    inner = '<p><bdi lang="fr">a </bdi><bdi lang="de">b</bdi><bdi lang="fr"> c</bdi></p>'

    assert clean_body(forged) == (kept or inner)
    assert clean_body(clean_body(forged)) == clean_body(forged)
