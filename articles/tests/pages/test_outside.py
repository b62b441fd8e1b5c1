"""How a story is found and shared outside the paper: in other words where the desk gives some, in its own otherwise."""

# ruff: noqa: F811 - the fixtures of the form are used here too
import json
import re

import pytest

from articles.importing.items import OldStory, Visibility
from articles.importing.outside import (
    canonical_of,
    cut_outside,
    fields_outside,
    left_outside,
    outside_of,
    pictures_outside,
)
from articles.models import WithheldName
from articles.models.story import OUTSIDE
from articles.publishing.publish import reasons_not_to_publish
from articles.tests.admin.test_article_form import as_sent, desk, filled  # noqa: F401
from articles.tests.importing.test_sources import ARCHIVES, read
from newsroom.paper.identity import Paper

WORDS = {
    "social_headline": "The night that the sea wall held",
    "search_title": "Sea wall at Wendmouth: what happened",
    "search_description": "Hour by hour: how the wall took the highest tide.",
}
ORIGINAL = "https://agency.example/sea-wall"


def head_of(client, article):
    page = client.get(article.get_absolute_url()).text
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page)
    title = " ".join(re.search(r"<title>(.*?)</title>", page, re.S)[1].split())
    data = json.loads(re.search(r'application/ld\+json"[^>]*>(.*?)</script>', page, re.S)[1])
    return dict(found) | {"title": title, "canonical": re.search(r'rel="canonical" href="([^"]+)"', page)[1]}, data


def test_page_tells_others_in_the_words_that_the_desk_gives(client, open_paper, make_live_article):
    head, data = head_of(client, make_live_article("Sea wall holds", standfirst="It held.", **WORDS))

    assert head["title"].startswith("Sea wall at Wendmouth: what happened – ")
    assert head["description"] == WORDS["search_description"]
    assert head["og:title"] == WORDS["social_headline"]
    assert head["og:description"] == "It held."
    assert data["headline"] == "Sea wall holds"


def test_page_tells_others_in_its_own_words_where_there_are_none(client, open_paper, make_live_article):
    article = make_live_article("Sea wall holds", kicker="Flood", standfirst="It held.")
    head, data = head_of(client, article)

    assert head["title"].startswith("Flood: Sea wall holds – ")
    assert (head["description"], head["og:title"]) == ("It held.", "Sea wall holds")
    assert head["canonical"] == f"http://localhost:8000{article.get_absolute_url()}"
    assert "isBasedOn" not in data


def test_what_was_published_first_elsewhere_names_the_original_and_is_in_no_map(client, open_paper, make_live_article):
    Paper.objects.update(may_republish=True)
    ours, theirs = make_live_article("Sea wall holds"), make_live_article("Ferry returns", canonical_url=ORIGINAL)
    head, data = head_of(client, theirs)
    month = f"/sitemap/{ours.live_edition().first_published_at:%Y-%m}.xml"
    maps = "".join(client.get(path).text for path in ("/news-sitemap.xml", month))

    assert (head["canonical"], data["isBasedOn"]) == (ORIGINAL, ORIGINAL)
    assert maps.count(ours.get_absolute_url()) == 2
    assert theirs.get_absolute_url() not in maps
    assert client.get(f"{ours.get_absolute_url()}republish/").status_code == 200
    assert client.get(f"{theirs.get_absolute_url()}republish/").status_code == 404


@pytest.mark.parametrize("field", OUTSIDE)
def test_a_withheld_name_keeps_the_story_in(make_article, field):
    article = make_article(protected_identity=True)
    WithheldName.objects.create(article=article, name="Zoë Quillfeather")
    assert not any("withheld" in reason for reason in reasons_not_to_publish(article))

    setattr(article, field, "https://agency.example/zoe-quillfeather")

    assert any("withheld" in reason for reason in reasons_not_to_publish(article))


def test_form_keeps_them_and_says_what_is_no_address(desk, filled, make_article):
    article = make_article()
    address = f"/admin/articles/article/{article.pk}/change/"
    desk.post(address, as_sent(article, filled, **WORDS, canonical_url=ORIGINAL, _continue="1"))
    article.refresh_from_db()
    assert {name: getattr(article, name) for name in OUTSIDE} == WORDS | {"canonical_url": ORIGINAL}

    page = desk.post(address, as_sent(article, filled, **WORDS, canonical_url="the agency", version=article.version))
    assert "Enter a valid URL" in page.text
    assert 'value="the agency"' in page.text
    assert 'data-part="outside" open' in page.text


def told(**fields):
    return OldStory("1", "Sea wall holds", "", Visibility.PUBLIC, "publish", **fields)


def test_words_of_search_plugins_come_with_a_story_and_their_templates_do_not():
    yoast = {"_yoast_wpseo_title": "%%title%% %%sep%% %%sitename%%", "_yoast_wpseo_metadesc": "Hour by hour."}
    rank = {"rank_math_title": "Wall: what happened", "rank_math_description": "%excerpt%"}

    assert outside_of(yoast.get) == {"search_description": "Hour by hour."}
    assert outside_of(rank.get) == {"search_title": "Wall: what happened"}
    assert outside_of({"og_title": "100% dry, 50 % wet"}.get) == {"social_headline": "100% dry, 50 % wet"}
    assert fields_outside(told(outside={"search_title": "Sea wall holds", "social_headline": "x" * 400})) == {
        "search_title": "",  # as the story says it, so it follows the story
        "search_description": "",
        "social_headline": "x" * 160,
        "canonical_url": "",
    }


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        (ORIGINAL, ORIGINAL),
        ("https://www.old.example.org/wall/", ""),  # the old site's own: it is ours now
        ("javascript:alert(1)", ""),
        ("//agency.example/wall", ""),
        ("https://[agency/wall", ""),
        (f"{ORIGINAL}/{'x' * 500}", ""),
        ("", ""),
    ],
)
def test_only_an_original_on_another_site_is_named_as_one(canonical, kept):
    assert canonical_of(told(canonical=canonical, address="https://old.example.org/wall/")) == kept


def test_what_was_written_for_sharing_and_has_no_place_here_is_told():
    same = {"Sea wall holds", "It held."}
    yoast = {
        "_yoast_wpseo_opengraph-title": "The night of the wall",
        "_yoast_wpseo_twitter-title": "The wall! The wall!",
        "_yoast_wpseo_opengraph-description": "It held.",  # as the story says it
        "_yoast_wpseo_twitter-description": "Hour by hour.",
        "_yoast_wpseo_title": "Wall: %%sitename%%",
        "_yoast_wpseo_opengraph-image-id": "21",
        "_yoast_wpseo_opengraph-image": "https://old.example.org/boats.jpg",
        "_yoast_wpseo_twitter-image": "https://old.example.org/wall.jpg",
    }

    assert outside_of(yoast.get) == {"social_headline": "The night of the wall"}
    assert [(place.asset, place.address[-9:]) for place in pictures_outside(yoast.get)] == [
        ("21", "boats.jpg"),
        ("", "/wall.jpg"),
    ]
    assert [(note.name, note.words) for note in left_outside(yoast.get, same=same)] == [
        ("description for sharing", "Hour by hour."),
        ("second headline for sharing", "The wall! The wall!"),
        ("template of a search plugin", "Wall: %%sitename%%"),
        ("second picture for sharing", "https://old.example.org/wall.jpg"),
    ]
    assert cut_outside(told(outside={"social_headline": "x" * 400})) == {"social_headline": "x" * 400}


def test_words_and_picture_for_sharing_come_from_wordpress_and_ghost(tmp_path):
    facts = {"title": "The quay after dark", "image": "https://old.example.org/wp-content/uploads/2019/05/boats.jpg"}
    meta = "".join(
        f"<wp:postmeta><wp:meta_key>_yoast_wpseo_opengraph-{name}</wp:meta_key><wp:meta_value>{value}</wp:meta_value>"
        "</wp:postmeta>"
        for name, value in {**facts, "image-id": "21"}.items()
    )
    classic, before = (ARCHIVES / "wordpress/classic.xml").read_text(), "<wp:postmeta><wp:meta_key><![CDATA[_thumbnail"
    (tmp_path / "classic.xml").write_text(classic.replace(before, f"{meta}{before}", 1))
    six = json.loads((ARCHIVES / "ghost/six.json").read_text())
    (row,) = six["db"][0]["data"]["posts_meta"]
    row |= {
        "og_title": facts["title"],
        "og_image": "__GHOST_URL__/content/images/quay.jpg",
        "og_description": "At nine.",
    }
    (tmp_path / "six.json").write_text(json.dumps(six))

    _reader, _items, stories = read("wordpress", tmp_path / "classic.xml")
    assert (stories["1"].social.asset, stories["1"].outside["social_headline"]) == ("21", facts["title"])
    _reader, _items, stories = read("ghost", tmp_path / "six.json")
    assert stories["p1"].social.address == "https://old.example.org/content/images/quay.jpg"
    assert stories["p1"].outside["social_headline"] == facts["title"]
    assert ("description for sharing", "At nine.") in [(note.name, note.words) for note in stories["p1"].notes]
