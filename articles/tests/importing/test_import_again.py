"""What a second run and an undo must never do, and where the addresses of two systems look alike."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.importing import runs
from articles.importing.source import CannotRead
from articles.importing.undo import undo
from articles.models import Article, Edition, PathRedirect, Topic
from articles.publishing.publish import publish, schedule
from articles.tests.importing.import_builders import called, changed_copy, wxr, wxr_item
from articles.tests.importing.test_wordpress_odd_parts import attachment, meta
from articles.tests.picture_builders import picture_bytes

pytestmark = pytest.mark.django_db
PUBLIC = "<wp:status>publish</wp:status>"


def test_story_that_is_hidden_at_the_source_now_is_told_and_not_changed(bring, tmp_path):
    bring()
    path = changed_copy(tmp_path, ("The wall held", "Hidden words"))
    before, mark, after = path.read_text().partition("Harbour wall holds")
    path.write_text(before + mark + after.replace(PUBLIC, PUBLIC.replace("publish", "private"), 1))

    run = bring(path=path)

    assert "The wall held" in called("Harbour wall").live_edition().body
    [kept] = [row for row in run.report["left"] if row.get("status") == "kept"]
    assert "not public at the source any more" in kept["reason"]


def test_second_run_begins_with_what_was_decided(bring, tmp_path):
    bring(home="Archive", terms={"category:sport": {"as": "drop", "name": "Sport"}})
    run = bring(path=changed_copy(tmp_path, ("At a time", "Once upon a time")))
    assert run.choices["home"] == "Archive"
    assert called("Spring hour").section.name == "Archive"


def test_undo_leaves_topics_that_others_use_and_drafts_that_were_published(bring, make_article, editor):
    run = bring()
    own = make_article("Our own")
    own.topics.add(Topic.objects.get(name="Flood"))
    publish(article=called("Secret draft"), by=editor)

    kept = undo(run=run)

    assert [topic.name for topic in own.topics.all()] == ["Flood"]
    assert kept == ["Secret draft marker-draft"]


@pytest.fixture
def uploads(tmp_path):
    """The folder of pictures, found after the first run."""
    folder = tmp_path / "uploads" / "2019" / "05"
    folder.mkdir(parents=True)
    (folder / "quay.jpg").write_bytes(picture_bytes(size=(90, 60)))
    (folder / "boats.jpg").write_bytes(picture_bytes(size=(60, 40)))
    return tmp_path / "uploads"


def test_pictures_that_were_missing_are_put_in_by_a_later_run_and_nothing_is_news(bring, uploads):
    run = bring()
    story = called("Harbour wall")
    before = story.live_edition()
    assert (before.lead_picture, "data-picture" in before.body) == (None, False)

    again = bring(media=uploads)

    live = story.live_edition()
    assert live.lead_picture.file_name == "quay.jpg"
    assert live.body.count("<figure data-picture=") == 1
    assert live.placements.filter(picture__file_name="boats.jpg").exists()
    assert (live.first_published_at, live.updated_at) == (before.first_published_at, before.updated_at)
    changed = [row["title"] for row in again.report["changed"] if row["what"] == "pictures that were missing put in"]
    assert changed == [live.headline]

    bring(media=uploads)
    assert story.editions.count() == 2
    assert undo(run=run) == []
    assert not Edition.objects.exists()


def test_pictures_and_stories_may_come_in_files_of_their_own(bring, uploads, client, tmp_path):
    files, stories = tmp_path / "files.xml", tmp_path / "stories.xml"
    files.write_text(
        wxr(attachment("8", name="quay"), attachment("9", name="boats", link="https://old.example.org/b/"))
    )
    stories.write_text(wxr(wxr_item(title="Regatta", content='[gallery ids="8,9"]', more=meta("_thumbnail_id", "9"))))

    alone = bring(path=stories, media=uploads)
    assert [row["file"] for row in alone.report["pictures"]["missing"]] == ["file 9", "file 8"]
    bring(path=files, media=uploads)
    bring(path=stories, media=uploads)

    edition = called("Regatta").live_edition()
    assert (edition.lead_picture is not None, edition.body.count("data-picture=")) == (True, 2)
    assert client.get("/b/").headers.get("Location") == called("Regatta").get_absolute_url()


def test_file_that_holds_nothing_of_its_source_is_refused(bring, tmp_path):
    (tmp_path / "export.json").write_text("{}")
    with pytest.raises(CannotRead, match="nothing in it"):
        bring(path=tmp_path / "export.json")


def test_picture_is_not_put_into_a_story_that_was_changed_here(bring, uploads):
    bring()
    story = called("Harbour wall")
    Article.objects.filter(pk=story.pk).update(version=7, body="<p>Ours.</p>")

    again = bring(media=uploads)

    assert called("Harbour wall").body == "<p>Ours.</p>"
    [kept] = [row for row in again.report["left"] if row.get("status") == "kept"]
    assert "None was put in" in kept["reason"]


def test_run_that_is_over_or_whose_file_changed_is_not_gone_on_with(bring, tmp_path):
    with pytest.raises(CannotRead, match="is over"):
        runs.go_on(bring())
    path = changed_copy(tmp_path)
    run = runs.begin(source="wordpress", path=path, media=None, options={"site": "other"}, by=None)
    path.write_text(path.read_text() + " ")
    with pytest.raises(CannotRead, match="has changed"):
        list(runs.prepare(run))


def test_old_path_that_ends_in_a_number_leads_to_its_own_story(bring, client, make_live_article):
    bring()
    other = make_live_article("Quite another")
    PathRedirect.objects.create(path=f"/news/budget-{other.pk}", article=called("Vote"))

    answer = client.get(f"/news/budget-{other.pk}/")

    assert answer["Location"] == called("Vote").live_edition().get_absolute_url()
    assert client.get(f"/news/another-spelling-{other.pk}/")["Location"] == other.live_edition().get_absolute_url()


def test_old_path_tells_nothing_of_what_is_to_come(bring, client, editor):
    bring()
    Article.objects.filter(pk=called("Vote").pk).update(slug="marker-planned")
    schedule(article=called("Vote"), by=editor, at=timezone.now() + dt.timedelta(days=1))
    assert Edition.objects.scheduled().get().slug == "marker-planned"

    assert "marker" not in client.get("/2019/05/story-2/")["Location"]


def test_addresses_that_differ_by_a_number_lead_to_different_stories(bring, client):
    bring()
    for number, headline in ((1, "Vote"), (2, "Spring hour")):
        PathRedirect.objects.create(path=f"/story.php?id={number}", article=called(headline))

    found = [client.get(f"/story.php?id={number}") for number in (1, 2, 3)]

    assert [answer.status_code for answer in found] == [302, 302, 404]
    assert found[0]["Location"] != found[1]["Location"]
    assert client.get("/index.php?p=2")["Location"].startswith(called("Vote").get_absolute_url())
