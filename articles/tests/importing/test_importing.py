"""Another paper's archive, brought in: what readers get of it, what they never get, twice, after a fall, and undone."""

from contextlib import nullcontext
from functools import partial

import pytest
from django.db import transaction

from articles.imaging import uploads
from articles.imaging.decoding import decode
from articles.importing import runs, writing
from articles.importing.undo import undo
from articles.models import Article, Correction, Edition, ImportRun, PathRedirect, Picture, SourceKey, Topic
from articles.publishing.publish import withdraw
from articles.tests.importing.import_builders import ARCHIVES, TOLD, called, changed_copy
from articles.tests.picture_builders import picture_bytes
from newsroom.announcing.changes import announce_changes

pytestmark = pytest.mark.django_db
MARKERS = ("draft", "private", "password", "future", "pending", "trash")


def test_public_story_comes_with_its_dates_names_topics_and_words(bring):
    run = bring()

    edition = called("Harbour wall").live_edition()
    assert edition.first_published_at.isoformat() == "2019-05-10T08:30:00+00:00"
    assert edition.updated_at.isoformat() == "2019-05-12T09:00:00+00:00"
    assert [line.author.name for line in edition.bylines.all()] == ["Nora Quill"]
    assert (edition.section.name, edition.section.parent.name) == ("Harbour", "News")
    assert [topic.name for topic in edition.topics.all()] == ["Flood"]
    assert "“We were lucky,” she said [sic]. It’s 3×4 metres." in edition.body
    assert run.report["text"]["below"] == []


def test_what_was_not_public_is_at_the_desk_and_nowhere_else(bring, client):
    bring()
    drafts = Article.objects.filter(headline__contains="marker")
    assert {story.headline.rpartition("-")[2] for story in drafts} == set(MARKERS) - {"trash"}
    assert not Edition.objects.filter(article__in=drafts).exists()

    pages = [
        "/",
        "/news/",
        "/feeds/",
        "/archive/2019/05/",
        "/archive/2017/01/",
        "/sitemap.xml",
        "/topics/",
        "/authors/",
    ]
    pages += [f"/search/?q=marker-{marker}" for marker in MARKERS] + ["/search/?q=bridge"]
    read = {page: client.get(page) for page in pages}
    assert called("Vote").get_absolute_url() in read["/search/?q=bridge"].text, "what can be found is found"
    for page in pages[:-1]:
        found = [marker for marker in MARKERS if f"marker-{marker} words" in read[page].text]
        assert found == [], page
    for old in ("/?p=3", "/?p=4", "/?p=5", "/?p=6", "/2019/05/story-4/", "/2019/05/story-5/", "/2017/01/story-6/"):
        assert client.get(old).status_code == 404, old


@pytest.mark.parametrize(
    "old",
    [
        "/2019/05/harbour-wall/",
        "/2019/05/Harbour-Wall",
        "/2019/05/harbour-wall/amp/",
        "/2019/05/harbour-wall/feed/",
        "/index.php/2019/05/harbour-wall/?utm_source=x",
        "/2019/05/wall-holds/",
        "/2019/04/harbour-wall/",
        "/2019/04/wall-holds-again/",
        "/archives/1",
        "/?p=1",
        "/?x=2&p=1",
    ],
)
def test_old_address_leads_to_the_story_in_one_hop(bring, client, old):
    bring()
    answer = client.get(old)
    assert answer.status_code == 302
    there = answer["Location"].partition("?")[0]
    assert there == called("Harbour wall").live_edition().get_absolute_url()
    assert client.get(there).status_code == 200


def test_old_address_of_a_withdrawn_story_says_that_it_is_gone(bring, client):
    bring()
    withdraw(article=called("Harbour wall"), by=None, notice="Withdrawn.")
    assert client.get("/2019/05/harbour-wall/", follow=True).status_code == 410


def test_links_between_old_stories_lead_to_where_they_are_now(bring, settings):
    bring()
    body = called("Harbour wall").live_edition().body
    assert f'<a href="{settings.SITE_URL}{called("Vote").get_absolute_url()}#result">what came next</a>' in body
    assert '<a href="https://old.example.org/?p=3">the draft</a>' in body


def test_pictures_come_once_each_from_the_folder_with_their_words(
    bring, tmp_path, django_capture_on_commit_callbacks, monkeypatch
):
    decoded = []
    counting = nullcontext(lambda content: decoded.append(content) or decode(content))
    monkeypatch.setattr(uploads, "DecoderProcess", lambda: counting)
    folder = tmp_path / "uploads" / "2019" / "05"
    folder.mkdir(parents=True)
    (folder / "quay.jpg").write_bytes(picture_bytes(size=(90, 60)))
    (folder / "boats.jpg").write_bytes(picture_bytes(size=(60, 40)))

    with django_capture_on_commit_callbacks(execute=True):
        run = bring(media=tmp_path / "uploads")

    story = called("Harbour wall")
    assert Picture.objects.count() == 2
    lead = story.lead_picture
    assert (lead.file_name, lead.alt, lead.caption, lead.credit) == (
        "quay.jpg",
        "The quay at low tide",
        "The quay",
        "Ivo Marsh",
    )
    assert story.body.count("<figure data-picture=") == 1, "the gallery's; the first is on top already"
    assert Picture.objects.exclude(pk=lead.pk).get().is_decorative
    assert len(decoded) == 2, "each once"
    assert lead.file._kept_renditions() == set(), "they are made when somebody asks for them"
    pictures = run.report["pictures"]
    assert [missing["file"] for missing in pictures["missing"]] == ["2019/05/wall.jpg", "file 99"]
    assert pictures["undescribed"] == 1


def test_dry_run_says_all_and_writes_no_story(bring):
    run = bring(is_dry=True)

    assert run.state == ImportRun.State.PLANNED
    assert not Article.objects.exists()
    assert run.report["visible"] == {"public": 4, "draft": 5, "left": 1}
    assert run.report["statuses"]["future"] == 1
    assert {term["name"]: term["as"] for term in run.report["terms"]} == {
        "News": "section",
        "Harbour": "section",
        "Sport": "section",
        "Flood": "topic",
        "Once": "drop",
    }


def test_decisions_beat_the_proposals(bring):
    told = {"category:harbour": {"as": "topic", "name": "The port"}, "post_tag:once": {"as": "topic", "name": "Once"}}
    run = bring(is_dry=True)
    run.choices["terms"] |= told
    run.choices["authors"]["nora"] = "N. Quill"
    run.save()

    list(runs.carry_out(run))

    story = called("Harbour wall")
    assert story.section.name == "News"
    assert {topic.name for topic in story.topics.all()} == {"The port", "Flood", "Once"}
    assert [line.author.name for line in story.bylines.all()] == ["N. Quill"]


def test_second_run_doubles_nothing_and_brings_what_is_new(bring, tmp_path, editor):
    bring()
    before = {model: model.objects.count() for model in (Article, Edition, PathRedirect, Topic, SourceKey)}

    again = bring()
    assert {model: model.objects.count() for model in before} == before
    assert again.report["counts"]["story"] == {"found": 10, "same": 9, "left": 1}

    edited = called("Spring hour")
    edited.headline, edited.version = "Spring hour, edited", edited.version + 1
    edited.save()
    path = changed_copy(
        tmp_path, ("Said the mayor.", "Said the new mayor."), ("At a time that no clock showed.", "Otherwise.")
    )
    later = bring(path=path)

    assert "new mayor" in called("Vote").live_edition().body
    assert called("Spring hour, edited").body == "<p>At a time that no clock showed.</p>"
    assert [row["title"] for row in later.report["left"] if row.get("status") == "kept"] == ["Spring hour"]
    assert Edition.objects.count() == before[Edition] + 1


@pytest.mark.parametrize("step", ["_write", "_finish"])
def test_run_that_fell_goes_on_to_the_same_end(bring, monkeypatch, step):
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    act, calls = getattr(writing.Writer, step), []

    def fall(self, stories):
        calls.append(stories)
        if len(calls) == 3:
            act(self, stories)
            raise SystemExit  # as a kill does: in the middle of a transaction
        return act(self, stories)

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, step, fall)
        with pytest.raises(SystemExit):
            bring()
    half = Article.objects.count(), Edition.objects.count()
    run = runs.go_on(ImportRun.objects.get())
    list(runs.carry_out(run))

    assert half < (9, 4)
    assert (Article.objects.count(), Edition.objects.count(), SourceKey.objects.filter(kind="story").count()) == (
        9,
        4,
        9,
    )
    assert run.report["counts"]["story"] == {"found": 10, "in": 9, "left": 1}


def test_story_whose_date_is_to_come_is_a_draft(bring, tmp_path):
    path = changed_copy(tmp_path, ("2019-05-11 08:30:00", "2999-05-11 08:30:00"))
    bring(path=path)
    assert called("Vote").live_edition() is None


def test_two_runs_of_one_site_at_once_are_refused(bring):
    stopped = ImportRun.objects.create(source="wordpress", site="old", path="x", state="failed", message="Cut off.")
    runs.begin(source="wordpress", path=ARCHIVES / "classic.xml", media=None, options=TOLD, by=None)
    for again in (bring, partial(runs.go_on, stopped)):
        with pytest.raises(runs.AlreadyRunning), transaction.atomic():
            again()
    assert stopped.message == "Cut off.", "why it stopped is told until it goes on"


def test_undo_takes_back_all_but_what_somebody_worked_with(bring, make_live_article):
    own = make_live_article("Our own")
    run = bring()
    Correction.objects.create(article=called("Vote"), wording="It was Tuesday.")
    edited = called("Spring hour")
    edited.version += 1
    edited.save()
    called("Harbour wall").comment_threads.create(quote="stones")

    kept = undo(run=run)

    assert sorted(kept) == [called("Harbour wall").headline, "Spring hour", "Vote on the bridge"]
    assert set(Article.objects.values_list("headline", flat=True)) == {*kept, own.headline}
    assert set(PathRedirect.objects.values_list("article__headline", flat=True)) == set(kept)
    assert run.__class__.objects.get().state == ImportRun.State.UNDONE


def test_import_is_told_to_no_hub_and_mailed_to_nobody(bring, settings, mailoutbox):
    settings.INDEXNOW = True
    announce_changes()
    bring()
    assert announce_changes() == []
    assert mailoutbox == []
