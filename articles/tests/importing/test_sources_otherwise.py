"""Exports as older versions of their systems write them."""

import json

import pytest

from articles.importing.items import Kind, Visibility
from articles.importing.source import CannotRead
from articles.importing.sources.table import LONGEST_CELL
from articles.tests.importing.test_sources import read

POST = """<html><body><article class="h-entry"><header><h1 class="p-name">{title}</h1></header>{more}
<section data-field="body" class="e-content">{body}</section><footer>{foot}
<p>By <a href="https://medium.com/@mari" class="p-author h-card">Mari</a> on <a href="https://medium.com/p/{key}">
<time class="dt-published" datetime="2018-08-11T11:23:34.123Z">August 11, 2018</time></a>.</p>
<p><a href="https://medium.com/@mari/a-post-{key}" class="p-canonical">Canonical link</a></p></footer></article>"""
TAG = '<p>Tagged in <a href="https://medium.com/tag/tides" class="p-tag">Tides</a></p>'


def old_ghost(**facts):
    """A post as Ghost 1 and those before it export it: keys are numbers, one author, a flag for pages."""
    told = {"id": 7, "uuid": "u", "title": "Tides", "slug": "tides", "html": "<p>High at six.</p>", "page": 0}
    told |= {"status": "published", "visibility": "public", "author_id": 2, "image": "/content/images/quay.jpg"}
    return told | {"published_at": "2013-07-31T23:50:00.000Z", "updated_at": "2013-07-31T23:50:00.000Z"} | facts


def test_ghost_export_of_before_version_two_is_read(tmp_path):
    settings = {"permalinks": "/:year/:month/:day/:slug/", "activeTimezone": "Europe/London"}
    data = {
        "posts": [old_ghost(), old_ghost(id=8, slug="about", page=1), old_ghost(id=9, slug="later", status="draft")],
        "users": [{"id": 2, "name": "Mari", "slug": "mari"}],
        "tags": [{"id": 3, "name": "Harbour", "slug": "harbour", "visibility": "public"}],
        "posts_tags": [{"id": 1, "post_id": 7, "tag_id": 3, "sort_order": 0}],
        "settings": [{"key": key, "value": value} for key, value in settings.items()],
    }
    path = tmp_path / "old.json"
    path.write_text(json.dumps({"db": [{"meta": {"version": "009"}, "data": data}]}))

    _reader, _items, stories = read("ghost", path)

    tides, about, later = (stories[key] for key in "789")
    assert tides.address == "https://old.example.org/2013/08/01/tides/", "by the clock of the site"
    assert (about.address, about.is_page) == ("https://old.example.org/about/", True), "no page was dated"
    assert later.visibility == Visibility.DRAFT
    assert [credit.author for credit in tides.credits] == ["2"]
    assert (tides.terms, tides.lead.address) == (("3",), "/content/images/quay.jpg")

    _reader, items, _stories = read("ghost", "ghost/six.json")
    posts = [item.payload for item in items if item.kind == Kind.STORY]
    assert not any({"page", "image", "author_id"} & post.keys() for post in posts), (
        "else each would be new the next time"
    )


@pytest.mark.parametrize(
    ("title", "more", "body", "foot", "is_answer"),
    [
        ("Well said", "", "<p>Well said, and more.</p>", "", True),
        ("Well said, and…", "", "<p>Well said, and more.</p>", "", True),
        ("Tides", "", "<p>High at six.</p>", "", False),
        ("High at six", "", "<p>High at six.</p>", TAG, False),
        ("High at six", '<p class="p-summary">Of a wall</p>', "<p>High at six.</p>", "", False),
        ("High at six", "", "<p>High at six.</p><figure><img src='a.jpg'></figure>", "", False),
    ],
)
def test_medium_post_is_an_answer_only_where_nothing_is_its_own(tmp_path, title, more, body, foot, is_answer):
    folder = tmp_path / "posts"
    folder.mkdir()
    for key in ("aaaa00001111", "aaaa00001112"):
        text = POST.format(title=title, more=more, body=body, foot=foot, key=key)
        (folder / f"2018-08-11_A-post-{key}.html").write_text(text)

    _reader, items, stories = read("medium", tmp_path)

    story = stories["aaaa00001111"]
    assert (story.visibility == Visibility.LEFT_OUT) == is_answer
    if not is_answer:
        assert story.old_paths == ("/@mari/a-post-aaaa00001111", "/p/aaaa00001111")
    terms = [item.old_id for item in items if item.kind == Kind.TERM]
    assert terms == ["Tides"] * bool(foot), "each once"
    assert story.terms == tuple(terms)


def test_substack_table_has_its_words_as_html_and_the_sound_alone(tmp_path):
    head = "post_id,post_date,is_published,type,audience,title,subtitle,podcast_url\n"
    facts = "2022-08-12T12:11:23.230Z,true,{},{},R&amp;D,&#x201C;Quiet&#x201D;,https://example.com/a.mp3\n"
    lines = [f"1.free,{facts.format('podcast', 'everyone')}", f"2.paid,{facts.format('page', 'only_paid')}"]
    (tmp_path / "posts.csv").write_text(head + "".join(lines))
    paid = '<p>Free.</p><div class="paywall-jump"></div><p>Paid.</p>'
    for name, text in (("1.free", "<p>Hear.</p>"), ("2.paid", paid)):
        (tmp_path / f"{name}.html").write_text(text)

    _reader, _items, stories = read("substack", tmp_path)

    free, paid = stories["1"], stories["2"]
    assert (free.title, free.standfirst) == ("R&D", "“Quiet”")
    assert 'href="https://example.com/a.mp3"' in free.html
    assert (paid.is_page, "a.mp3" in paid.html, "a.mp3" in paid.whole_html) == (True, False, True)


@pytest.mark.parametrize(
    "row", ["1.free,One, and two\n", '1.free,"' + "x" * LONGEST_CELL + 'y"\n'], ids=["wide", "long"]
)
def test_substack_table_with_a_line_that_cannot_be_read_names_it(tmp_path, row):
    (tmp_path / "posts.csv").write_text(f"post_id,title\n\n\n{row}")

    with pytest.raises(CannotRead, match="Line 4"):
        read("substack", tmp_path)
