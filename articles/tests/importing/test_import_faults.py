"""One odd part of an archive: it is told with its reason and its place, and all others come."""

import json
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from articles.importing import plan, runs, writing
from articles.importing.pictures import Pictures
from articles.importing.sources.wordpress import reader
from articles.importing.tasks import work_on_import
from articles.models import Article, Edition, ImportRow, ImportRun
from articles.tests.importing.import_builders import ARCHIVES, TOLD, called, wxr, wxr_item

pytestmark = pytest.mark.django_db
ODD = "Vote"


@contextmanager
def stumbling(owner, name, is_odd):
    """Let a function fail with a fault of the program at what is said to be odd."""
    plain = getattr(owner, name)

    def act(*args, **kwargs):
        if is_odd(*args, **kwargs):
            raise TypeError("bad operand")
        return plain(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, act)
        yield


def failed(run):
    return [row for row in run.report["left"] if row.get("status") == "failed"]


def test_story_that_cannot_be_read_is_told_and_the_others_come(bring, caplog):
    with stumbling(reader, "story_of", lambda post, *_rest: post["title"].startswith(ODD)):
        run = bring()

    assert Article.objects.count() == 8
    [row] = failed(run)
    assert (row["title"], row["old_id"]) == ("Vote on the bridge", "2")
    assert row["address"] == "https://old.example.org/2019/05/story-2/"
    assert "TypeError: bad operand" in row["reason"]
    assert run.report["counts"]["story"] == {"found": 10, "in": 8, "left": 1, "failed": 1}
    assert "Traceback" in caplog.text, "whoever mends the program finds it in the log"


@pytest.mark.parametrize("name", ["fields_of", "to_body", "publish_past"])
def test_story_that_cannot_be_written_is_told_and_comes_when_that_is_mended(bring, name):
    odd = {
        "fields_of": lambda story, **_kept: story.title.startswith(ODD),
        "to_body": lambda html, **_kept: "Said the mayor" in html,
        "publish_past": lambda *, stories, by: any(past.article.headline.startswith(ODD) for past in stories),
    }[name]
    with stumbling(writing, name, odd):
        run = bring()
    assert [row["title"] for row in failed(run)] == ["Vote on the bridge"]
    assert Edition.objects.count() == 3
    assert called("Harbour wall").live_edition().section.name == "Harbour"

    again = bring()

    assert failed(again) == []
    assert "mayor" in called(ODD).live_edition().body
    assert (Article.objects.count(), Edition.objects.count()) == (9, 4)


def test_signs_that_no_database_keeps_are_dropped_wherever_a_text_hides_them(bring, tmp_path):
    path = tmp_path / "signs.xml"
    blocks = '<!-- wp:block {"ref":"\\u0000\\ud800"} /--><!-- wp:embed {"url":"https://vimeo.com/1\\udfff"} /-->'
    path.write_text(wxr(wxr_item(content=f"{blocks}<p>Words</p>")))

    run = bring(path=path)

    assert failed(run) == []
    assert "Words" in called("A story").body
    told = ImportRow.objects.get(run=run, kind="story").facts["words"]["wp:block"]
    assert "\x00" not in told
    assert told.encode()


def test_part_of_the_file_that_cannot_be_read_is_told(bring):
    with stumbling(reader, "settled_terms", lambda terms: any(term["name"] == "Sport" for term in terms)):
        run = bring()

    assert [row["reason"].partition(" The program")[0] for row in failed(run)] == ["Spring hour"]
    assert Article.objects.count() == 8


def test_odd_rows_of_another_system_are_told_and_the_others_come(tmp_path):
    path = tmp_path / "ghost.json"
    export = json.loads((ARCHIVES.parent / "ghost" / "six.json").read_text())
    tables = export["db"][0]["data"]
    tables["posts"][-1] |= {"title": "Without a number"}
    del tables["posts"][-1]["id"]
    tables["tags"][0]["name"] = None
    path.write_text(json.dumps(export))
    run = runs.begin(source="ghost", path=path, media=None, options=TOLD, by=None)
    for work in (runs.prepare, runs.carry_out):
        list(work(run))

    assert run.state == ImportRun.State.DONE
    assert [row["kind"] for row in failed(run)] == ["term", "posts"]
    assert failed(run)[1]["reason"].startswith("Without a number")
    assert Article.objects.count() == len(tables["posts"]) - 1


def test_author_that_cannot_be_read_leaves_the_story_to_the_paper(bring):
    with stumbling(reader.WordPress, "author", lambda _self, payload: payload["key"] == "nora"):
        run = bring()
    assert [row["old_id"] for row in failed(run)] == ["nora"]
    assert [line.author.name for line in called("Harbour wall").live_edition().bylines.all()] == ["The Old Herald"]


def test_command_names_what_failed(capsys):
    with stumbling(reader, "story_of", lambda post, *_rest: post["title"].startswith(ODD)):
        call_command("import_archive", "wordpress", str(ARCHIVES / "classic.xml"), "--site=old")
    assert "Failed: Vote on the bridge (2, near byte" in capsys.readouterr().err


def test_picture_that_cannot_be_read_is_missing_from_its_story(bring):
    with stumbling(Pictures, "bring", lambda _self, _asset: True):
        run = bring()

    assert called("Harbour wall").live_edition()
    assert {row["reason"] for row in run.report["pictures"]["missing"]} == {
        "The program could not read it (TypeError: bad operand)."
    }


def test_fault_of_no_single_part_stops_the_run_so_that_it_can_be_gone_on_with():
    with stumbling(plan, "propose", lambda *_args: True):
        with pytest.raises(CommandError, match=r"TypeError: bad operand.*--resume"):
            call_command("import_archive", "wordpress", str(ARCHIVES / "classic.xml"), "--site=old")
        run = ImportRun.objects.get()
        assert run.state == ImportRun.State.FAILED
        run.delete()

        run = runs.begin(source="wordpress", path=ARCHIVES / "classic.xml", media=None, options=TOLD, by=None)
        work_on_import.call(run.pk)
        run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED
    assert "bad operand" in run.message
    assert ImportRow.objects.filter(run=run, status="planned").count() == 9
