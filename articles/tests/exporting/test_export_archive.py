"""The whole public record as files, and read back: all that readers have is in it, and nothing else."""

import csv
import datetime as dt
import hashlib
import json

from django.utils import timezone
from jsonschema import Draft202012Validator
from lxml import etree

from articles.exporting.archive import export_archive
from articles.exporting.verify import faults_of
from articles.importing.items import Kind, Visibility
from articles.models import Complaint, Correction, DeskLetter, DraftLink, Takedown
from articles.publishing.publish import publish_update, schedule, withdraw
from articles.tests.exporting.test_ninjs import SCHEMA
from articles.tests.exports import read_back
from common import tombstones

WXR = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def words_in(root):
    """Everything that stands in an export, names of files included."""
    files = [path for path in root.rglob("*") if path.is_file()]
    return "".join(f"{path.name} {path.read_bytes().decode('utf-8', 'replace')}" for path in files)


def facts_of(root, article):
    return json.loads(next(root.glob(f"stories/*/*/{article.uuid}.facts.json")).read_text())


def test_export_holds_each_story_whole_and_comes_back_equal(export_root, full_story, make_live_article, make_section):
    other = make_live_article("A match", section=make_section("Sport"), body="<p>Two all &amp; done.</p>")
    export_archive(root=export_root)
    read = read_back(export_root)

    told = facts_of(export_root, full_story)
    story = read.stories[str(full_story.uuid)]
    assert (story.title, story.kicker, story.standfirst) == (told["headline"], "Poll:", "Readers decide.")
    assert story.visibility == Visibility.PUBLIC
    assert (story.published_at, story.slug) == (full_story.live_edition().first_published_at, full_story.slug)
    assert [credit.author for credit in story.credits] == ["bethan-rusk"]
    assert (story.primary_term, story.terms) == ("section:news", ("section:news", "topic:flooding"))
    assert story.old_paths == (full_story.live_edition().get_absolute_url(),)
    assert read.stories[str(other.uuid)].html == "<p>Two all &amp; done.</p>"
    authors = {author.old_id: author.name for author in map(read.source.author, read.of(Kind.AUTHOR))}
    assert authors == {"bethan-rusk": "Bethan Rusk", "nell-thackaberry": "Nell Thackaberry"}
    terms = {term.old_id for term in map(read.source.term, read.of(Kind.TERM))}
    assert terms == {"section:news", "section:sport", "topic:flooding"}


def test_export_names_pictures_by_their_content_with_their_words_beside_them(export_root, full_story):
    export_archive(root=export_root)
    read = read_back(export_root)

    story = read.stories[str(full_story.uuid)]
    assets = {asset.old_id: asset for asset in map(read.source.asset, read.of(Kind.ASSET))}
    lead = assets[story.lead.asset]
    content = (export_root / lead.addresses[0]).read_bytes()
    assert lead.addresses[0] == f"media/{hashlib.sha256(content).hexdigest()}.jpg"
    assert (lead.credit, story.lead.caption) == ("Cormac Ilderton", "The barrier.")
    assert f'data-asset="{facts_of(export_root, full_story)["pictures"][0]["key"]}"' in story.html


def test_two_pictures_of_one_content_are_one_file_and_keep_their_words(export_root, make_live_article, make_picture):
    for caption in ("At dawn", "At dusk"):
        make_live_article(lead_picture=make_picture(caption))
    export_archive(root=export_root)

    assert faults_of(export_root) == []
    read = read_back(export_root)
    leads = {story.lead.caption: story.lead.asset for story in read.stories.values()}
    assets = {asset.old_id: asset for asset in map(read.source.asset, read.of(Kind.ASSET))}
    assert {assets[leads[caption]].caption for caption in ("At dawn", "At dusk")} == {"At dawn", "At dusk"}
    assert len({asset.addresses[0] for asset in assets.values()}) == 1


def test_export_tells_what_a_story_shows_in_neutral_html(export_root, full_story):
    export_archive(root=export_root)

    html = facts_of(export_root, full_story)["html"]
    linked = next(story for story in read_back(export_root).stories.values() if story.title == "The last flood")
    assert f'<a data-story="{linked.old_id}" href="http' in html
    assert '<p data-card="poll"' in html
    assert '<p data-card="film"' in html
    assert "<blockquote>It held.</blockquote>" in html
    assert "data-embed" not in html
    assert "class=" not in html


def test_items_of_an_export_hold_to_the_schema_of_ninjs(export_root, full_story, make_live_article):
    make_live_article("A match")
    export_archive(root=export_root)

    items = [
        json.loads(path.read_text()) for path in export_root.glob("stories/*/*/*.json") if ".facts" not in path.name
    ]
    assert len(items) == json.loads((export_root / "manifest.json").read_text())["counts"]["stories"]
    assert [error.message for item in items for error in Draft202012Validator(SCHEMA).iter_errors(item)] == []


def test_export_has_polls_with_result_and_method(export_root, full_story):
    export_archive(root=export_root)

    poll = full_story.live_edition().placements.get(poll__isnull=False).poll
    told = json.loads((export_root / f"polls/{poll.slug}-{poll.pk}.json").read_text())
    assert (told["question"], told["answers"]) == (poll.question, [choice.label for choice in poll.answers])
    assert told["method"]["sample"] == "self-selected readers"


def test_export_keeps_earlier_editions_and_old_addresses(export_root, make_live_article):
    article = make_live_article("Gate shut", hours_ago=5, slug="gate-shut", body="<p>First words.</p>")
    old = article.live_edition()
    article.headline, article.slug, article.body = "Gate open", "gate-open", "<p>Second words.</p>"
    article.version += 1
    article.save()
    publish_update(article=article, by=None, substantive=True)

    export_archive(root=export_root)

    rows = list(csv.DictReader((export_root / "redirects.csv").open(newline="")))
    assert rows == [
        {"from": old.get_absolute_url(), "to": article.live_edition().get_absolute_url(), "story": str(article.uuid)}
    ]
    story = read_back(export_root).stories[str(article.uuid)]
    assert (story.html, story.old_paths[1:]) == ("<p>Second words.</p>", (old.get_absolute_url(),))
    assert [(each.title, each.html) for each in story.earlier] == [("Gate shut", "<p>First words.</p>")]
    assert story.earlier[0].ends_at == story.starts_at == article.live_edition().starts_at


def test_gone_stories_leave_their_state_and_no_word(export_root, make_live_article, make_picture, editor):
    gone, down, stone, kept = (
        make_live_article(f"Zebra{number}", slug=f"zebra{number}", body=f"<p>Quagga{number}.</p>")
        for number in range(4)
    )
    withdraw(article=gone, by=None, notice="Okapi")
    withdraw(article=down, by=None)
    Takedown.objects.create(article=down, reason="Okapi")
    tombstones.mark_taken_down(story=stone.pk, notice="", files=[])  # before the database knows

    export_archive(root=export_root, with_desk=True)

    states = {row["id"]: row["state"] for row in json.loads((export_root / "gone.json").read_text())}
    assert states == {str(gone.uuid): "withdrawn", str(down.uuid): "taken_down", str(stone.uuid): "taken_down"}
    text = words_in(export_root).lower()
    assert [word for number in range(3) for word in (f"zebra{number}", f"quagga{number}") if word in text] == []
    assert "zebra3" in text  # so the words could have been found
    assert "okapi" not in text


def test_export_has_nothing_of_supporters_notes_letters_and_tokens(
    export_root, make_live_article, make_article, make_pledge, make_partner, editor
):
    article, draft = make_live_article("Kept words"), make_article("Drafted words")
    make_pledge(name="Okapi Marsh", email="okapi@example.org")
    for story in (article, draft):
        story.moves.create(from_stage="draft", to_stage="review", by=editor, note="Okapi note")
        Complaint.objects.create(article=story, words="Okapi complains")
        DraftLink.objects.create(article=story, token_hash=f"okapi{story.pk}", version=1, words={}, note="Okapi link")
    DeskLetter.objects.create(key="okapi", to="okapi@example.org", subject="Okapi", body="Okapi")
    partner = make_partner("Okapi Radio")

    export_archive(root=export_root, with_desk=True)

    text = words_in(export_root)
    assert "okapi" not in text.lower()
    assert [
        word for word in (partner.token, partner.token_hash, editor.username, editor.password) if word in text
    ] == []
    assert [word for word in ("Kept words", "Drafted words") if word not in text] == []


def test_drafts_leave_only_with_the_desk(export_root, tmp_path, make_article, make_live_article, make_picture):
    draft = make_article("Zebra", body="<p>Quagga.</p>", lead_picture=make_picture(alt=""))
    later = make_article("Okapi")
    schedule(article=later, by=None, at=timezone.now() + dt.timedelta(days=1))
    make_live_article("Gate")

    export_archive(root=export_root)
    export_archive(root=tmp_path / "desk", with_desk=True)

    assert [word for word in ("Zebra", "Quagga", "Okapi") if word in words_in(export_root)] == []
    stories = read_back(tmp_path / "desk").stories
    found = stories[f"desk:{draft.uuid}"]
    assert (found.title, found.html, found.visibility) == ("Zebra", "<p>Quagga.</p>", Visibility.DRAFT)
    assert found.lead.asset
    assert stories[f"desk:{later.uuid}"].planned_for == later.editions.get().starts_at
    assert len(stories) == 3


def test_export_since_has_what_changed_from_then_on(export_root, make_live_article):
    old, corrected = make_live_article("Old", hours_ago=90), make_live_article("Put right", hours_ago=80)
    new = make_live_article("New", hours_ago=2)
    Correction.objects.create(article=corrected, wording="It was six.")

    export_archive(root=export_root, since=timezone.now() - dt.timedelta(hours=30))

    assert set(read_back(export_root).stories) == {str(corrected.uuid), str(new.uuid)}
    assert str(old.uuid) not in words_in(export_root / "stories")


def test_wordpress_gets_parts_that_are_each_complete(
    export_root, make_live_article, make_picture, make_topic, monkeypatch
):
    monkeypatch.setattr("articles.exporting.archive.MOST_BYTES", 9_000)
    picture = make_picture(credit="Ivo Pell")
    body = f'<h3>Two</h3><p>Ends ]]&gt; here.</p><figure data-picture="{picture.pk}"></figure>'
    articles = [
        make_live_article(f"Gate {n}", hours_ago=n + 1, lead_picture=picture, topics=[make_topic()], body=body)
        for n in range(3)
    ]
    export_archive(root=export_root)

    parts = sorted(export_root.glob("wordpress-*.xml"))
    assert len(parts) > 1
    titles = []
    for part in parts:
        assert part.stat().st_size <= 9_000
        channel = etree.parse(part).getroot().find("channel")
        assert [channel.findtext(f"wp:{name}", namespaces=WXR) for name in ("wxr_version",)] == ["1.2"]
        assert channel.findtext("wp:author/wp:author_login", namespaces=WXR) == "nell-thackaberry"
        items = {kind: channel.xpath(f"item[wp:post_type='{kind}']", namespaces=WXR) for kind in ("post", "attachment")}
        number = items["attachment"][0].findtext("wp:post_id", namespaces=WXR)
        meta = "wp:postmeta[wp:meta_key='_thumbnail_id']/wp:meta_value"
        assert {item.findtext(meta, namespaces=WXR) for item in items["post"]} == {number}
        titles += [item.findtext("title") for item in items["post"]]
    assert titles == [article.headline for article in reversed(articles)]


def test_wordpress_gets_blocks_dates_and_terms(export_root, make_live_article, make_picture, make_topic):
    picture = make_picture(credit="Ivo & Pell")
    body = f'<h3>Two</h3><p>Ends ]]&gt; here.</p><figure data-picture="{picture.pk}"></figure>'
    article = make_live_article("Gate", topics=[make_topic()], body=body)
    export_archive(root=export_root)

    channel = etree.parse(export_root / "wordpress-1.xml").getroot().find("channel")
    (post,) = channel.xpath("item[wp:post_type='post']", namespaces=WXR)
    words = post.findtext("content:encoded", namespaces=WXR)
    assert '<!-- wp:heading {"level": 3} -->\n<h3>Two</h3>\n<!-- /wp:heading -->' in words
    assert "<p>Ends ]]&gt; here.</p>" in words
    assert f'<img src="http://localhost:8000{picture.file.url}"' in words
    assert 'wp-element-caption">The harbour at dawn Ivo &amp; Pell</figcaption>' in words
    published = article.live_edition().first_published_at
    assert post.findtext("wp:post_date_gmt", namespaces=WXR) == f"{published:%Y-%m-%d %H:%M:%S}"
    local = timezone.localtime(published)
    assert post.findtext("wp:post_date", namespaces=WXR) == f"{local:%Y-%m-%d %H:%M:%S}"
    filed = [(each.get("domain"), each.get("nicename")) for each in post.findall("category")]
    assert filed == [("category", "news"), ("post_tag", "flooding")]
