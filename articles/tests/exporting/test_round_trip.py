"""A paper's export brought into an empty paper: what readers have there is what they had here."""

import datetime as dt
import json
import re
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from articles.exporting.archive import export_archive
from articles.importing import runs
from articles.importing.files import open_files
from articles.importing.items import Kind
from articles.importing.source import Options
from articles.importing.sources.registry import detect
from articles.importing.sources.wordpress.reader import WordPress
from articles.models import Article, Author, Byline, Edition, PathRedirect, Picture, Section, Topic
from articles.publishing.publish import publish_update
from articles.tests.exports import Read, read_back
from articles.tests.picture_builders import picture_bytes

SAME = ("headline", "kicker", "standfirst", "slug", "language", "outside", "section", "topics", "bylines")
DATES = ("published_at", "updated_at")


@pytest.fixture
def paper(make_live_article, make_section, make_topic, make_author, make_picture):
    """Stories of every kind of block, with an old address, two writers and a section inside another."""
    inner = make_section("Harbour", parent=make_section("News"))
    lead, placed, twice = (
        make_picture(f"Picture {n}", content=picture_bytes(colour=(80 * n, 9, 9))) for n in (1, 2, 3)
    )
    other = make_live_article("Tide tables", hours_ago=30, topics=[make_topic("Tides")], lead_picture=twice)
    body = (
        "<h2>The wall</h2><p>It <strong>held</strong> &amp; more: 3 &lt; 4.</p><ul><li><p>One</p></li></ul>"
        "<table><tbody><tr><th><p>Day</p></th><td><p>Six</p></td></tr></tbody></table>"
        f'<figure data-picture="{placed.pk}"><figcaption>At the <em>quay</em>.</figcaption></figure>'
        f'<figure data-gallery=""><figure data-picture="{twice.pk}"></figure>'
        f'<figure data-picture="{placed.pk}"></figure></figure>'
        '<figure data-quote="pull"><blockquote>It held.</blockquote><figcaption>A keeper</figcaption></figure>'
    )
    article = make_live_article(
        "Barrier holds",
        hours_ago=20,
        kicker="Flood",
        standfirst="It held.",
        slug="barrier-shut",
        section=inner,
        topics=[make_topic("Flooding"), make_topic("Tides")],
        author=make_author("Zelda Quill"),
        lead_picture=lead,
        lead_caption="The gate.",
        search_title="Wendmouth barrier: what happened",
        canonical_url="https://agency.example/barrier",
        body=body,
    )
    Byline.objects.create(article=article, author=make_author("Ada Rusk"), position=1)
    article.slug, article.version = "barrier-holds", 2
    article.save()
    publish_update(article=article, by=None, substantive=True)
    PathRedirect.objects.create(path="/2009/barrier", article=article)
    return article, other


def empty():
    """Nothing of the paper is left but its tables."""
    for model in (Edition, Article, Picture, Author, Topic):
        model.objects.all().delete()
    Section.objects.exclude(parent=None).delete()
    Section.objects.all().delete()


def facts_in(root):
    told = (json.loads(path.read_text()) for path in root.glob("stories/*/*/*.facts.json"))
    return {story["headline"]: story for story in told}


def pictures_of(story, root):
    """What they show, point by point, and say. Their files say besides whose they are, anew in each paper."""
    told = [story["picture"], *story.get("pictures", [])]
    return [(pixels(root / "media", each["key"]), each["alt"], each["caption"], each["credit"]) for each in told]


def pixels(folder, key):
    with Image.open(next(folder.glob(f"{key}.jpg"))) as image:
        return image.tobytes()


def words_of(html):
    return re.sub(r"<[^>]+>", " ", html).split()


def test_what_was_exported_comes_back_equal_into_an_empty_paper(paper, export_root, tmp_path):
    export_archive(root=export_root)
    before, assets = facts_in(export_root), {path.name for path in export_root.glob("media/*.jpg")}
    old = {row["from"] for row in read_back(export_root).of("redirect")}
    empty()

    run = runs.begin(source="newsroom", path=export_root, media=export_root, options={"site": "old"}, by=None)
    for work in (runs.prepare, runs.carry_out):
        list(work(run))
    export_archive(root=tmp_path / "again")

    after = facts_in(tmp_path / "again")
    assert after.keys() == before.keys() == {"Barrier holds", "Tide tables"}
    for headline, story in before.items():
        again = after[headline]
        assert {name: again.get(name) for name in SAME + DATES} == {name: story.get(name) for name in SAME + DATES}
        assert words_of(again["html"]) == words_of(story["html"])
        assert re.findall(r"<(\w+)", again["html"]) == re.findall(r"<(\w+)", story["html"])
        assert pictures_of(again, tmp_path / "again") == pictures_of(story, export_root)
    assert len(list((tmp_path / "again").glob("media/*.jpg"))) == len(assets) == 3
    kept = set(PathRedirect.objects.values_list("path", flat=True))
    assert len(old) == 2
    assert {path.rstrip("/") for path in old} <= kept


def test_export_is_known_for_what_it_is(paper, export_root):
    export_archive(root=export_root)

    assert detect(open_files(export_root)) == "newsroom"


def test_what_wordpress_gets_reads_as_it_did_here(paper, export_root):
    export_archive(root=export_root)
    read = Read(WordPress(Options(ZoneInfo("Europe/London"))), open_files(export_root / "wordpress-1.xml"))

    stories = {story.title: story for story in read.stories.values()}
    for headline, told in facts_in(export_root).items():
        story = stories[headline]
        # Under its pictures stands whose they are, for which WordPress has no place of its own.
        words = [word for word in words_of(story.html) if word not in {"Cormac", "Ilderton"}]
        assert words == words_of(told["html"])
        assert (story.slug, story.standfirst) == (told["slug"], told.get("standfirst", ""))
        assert story.published_at == dt.datetime.fromisoformat(told["published_at"]).replace(microsecond=0)
        assert story.lead.asset
    assert {author.name for author in map(read.source.author, read.of(Kind.AUTHOR))} >= {"Zelda Quill", "Ada Rusk"}
