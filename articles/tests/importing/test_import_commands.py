"""The commands of moving in: what they say, write down, take back and try."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, ImportRow, ImportRun, PathRedirect
from newsroom.tests.processes import manage

pytestmark = pytest.mark.django_db
ARCHIVES = Path(__file__).parents[1] / "archives" / "wordpress"


def test_broken_file_says_where_and_leaves_nothing(capsys):
    with pytest.raises(CommandError, match=r"near line \d+.*Nothing of it is at the desk"):
        call_command("import_archive", "wordpress", str(ARCHIVES / "broken.xml"), "--site=old")
    assert not Article.objects.exists()


def test_who_resumes_what_is_forgotten_is_not_told_that_nothing_came(capsys):
    call_command("import_archive", "wordpress", str(ARCHIVES / "mixed.xml"), "--site=old")
    run = ImportRun.objects.get()
    ImportRun.objects.update(state="failed")
    run.rows.all().delete()

    with pytest.raises(CommandError) as refused:
        call_command("import_archive", f"--resume={run.pk}")

    assert str(refused.value) == "What was read of this file has been forgotten. Begin a new one."
    assert Article.objects.exists()


def test_command_writes_the_report_and_undoes(tmp_path, capsys):
    report = tmp_path / "report.json"
    call_command("import_archive", "wordpress", str(ARCHIVES / "mixed.xml"), "--site=old", f"--report={report}")

    told = json.loads(report.read_text())
    assert told["counts"]["story"]["in"] == 5
    assert told["bylines_of_unknown_order"] == 1
    assert Article.objects.filter(
        headline="No title no slug no words said …", slug="no-title-no-slug-no-words-said"
    ).exists()
    assert ImportRow.objects.filter(kind="author", old_id="zoe-guest").exists()

    call_command("import_archive", f"--undo={told['run']}")
    assert not Article.objects.exists()
    assert "taken back" in capsys.readouterr().out


def test_every_old_address_of_a_report_is_tried(tmp_path, capsys):
    report = tmp_path / "report.json"
    call_command("import_archive", "wordpress", str(ARCHIVES / "classic.xml"), "--site=old", f"--report={report}")
    call_command("check_import", str(report))
    assert "All 10 old addresses" in capsys.readouterr().out, "six of them have to lead nowhere"

    PathRedirect.objects.filter(path="/2019/05/story-2").delete()
    with pytest.raises(CommandError, match="1 of 10 old addresses"):
        call_command("check_import", str(report))
    assert "/2019/05/story-2/: answers 404" in capsys.readouterr().err


@pytest.mark.postgresql
def test_archive_comes_in_once_and_goes_again_on_postgresql(postgresql_database_url, tmp_path):
    paper = {"DATABASE_URL": postgresql_database_url, "DATA": str(tmp_path), "DEMO": "1"}
    archive = ["import_archive", "wordpress", str(ARCHIVES / "classic.xml"), "--site=old", "--timezone=Europe/London"]
    count = "from articles.models import *; print('counts', Article.objects.count(), Edition.objects.live().count())"

    first, second = manage(*archive, **paper), manage(*archive, **paper)
    there = manage("shell", "-v0", "-c", count, **paper).stdout
    undone = manage("import_archive", "--undo=1", **paper)

    assert "story: found 10, in 9, left 1" in first.stdout, first.stderr
    assert "story: found 10, left 1, same 9" in second.stdout, second.stderr
    assert "counts 9 4" in there
    assert "is taken back" in undone.stdout, undone.stderr
    assert "counts 0 0" in manage("shell", "-v0", "-c", count, **paper).stdout
