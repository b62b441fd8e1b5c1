"""What an archive said goes after a month, and a plan that nobody wants at once; what is at the desk stays whole."""

import datetime as dt
import os

import pytest
from django.utils import timezone

from articles.importing import runs
from articles.importing.retention import BEGUN_BY_NOW, drop, forget_old_runs, sent_folder
from articles.importing.source import CannotRead
from articles.importing.undo import undo
from articles.models import Article, ImportRun
from articles.tests.importing.import_builders import called

pytestmark = pytest.mark.django_db
A_MONTH = dt.timedelta(days=31)


def a_month_later(**changed):
    ago = timezone.now() - A_MONTH
    ImportRun.objects.update(**{"beat_at": ago, "touched_at": ago} | changed)


@pytest.fixture
def half_written(bring):
    """An import that stopped when its stories had no words yet."""
    run = bring(is_dry=True)
    runs.go_on(run)
    next(progress for progress in runs.carry_out(run) if progress.step == "stories")
    ImportRun.objects.update(state="paused")
    assert (called("Harbour wall").body, Article.objects.count()) == ("", 9)
    return run


def test_words_are_forgotten_a_month_after_it_came_in(bring):
    run = bring()
    assert forget_old_runs() == 0
    a_month_later()
    assert [forget_old_runs(), forget_old_runs()] == [1, 0]
    assert (run.rows.exists(), undo(run=run)) == (False, [])
    assert not Article.objects.exists()


def test_plan_that_nobody_went_on_with_is_forgotten(bring):
    run = bring(is_dry=True)
    assert (run.state, forget_old_runs()) == ("planned", 0)
    a_month_later(touched_at=timezone.now() - dt.timedelta(days=2))
    assert forget_old_runs() == 0, "somebody decided the day before yesterday"
    a_month_later()
    assert forget_old_runs() == 1
    assert not ImportRun.objects.exists()


def test_import_that_was_just_gone_on_with_is_not_forgotten(half_written):
    a_month_later()
    runs.go_on(half_written)
    assert forget_old_runs() == 0


def test_what_stood_still_for_a_month_is_over_and_can_be_taken_back(half_written):
    a_month_later()
    stopped = ImportRun.objects.get().beat_at

    assert [forget_old_runs(), forget_old_runs()] == [1, 0]

    half_written.refresh_from_db()
    assert (half_written.state, half_written.finished_at) == ("failed", stopped), "who saved a story since keeps it"
    with pytest.raises(CannotRead, match="has been forgotten"):
        runs.go_on(half_written)
    assert undo(run=half_written) == []
    assert not Article.objects.exists()


def test_story_whose_words_had_not_come_gets_them_when_the_file_comes_anew(half_written, bring):
    a_month_later()
    forget_old_runs()

    bring()

    assert "wall" in called("Harbour wall").live_edition().body
    assert Article.objects.count() == 9


def test_plan_that_somebody_set_going_is_not_let_go_of(half_written, bring):
    runs.go_on(half_written)
    assert not drop(run=half_written)
    ImportRun.objects.update(state="failed")
    assert not drop(run=half_written), "its stories are at the desk"


def test_sent_file_stays_as_long_as_its_import_needs_it(bring, settings, tmp_path):
    settings.DATA = tmp_path
    sent_folder().mkdir()
    files = {name: sent_folder() / name for name in ("planned", "done", "nobody", "just-come")}
    for name, file in files.items():
        file.write_text("What readers wrote.")
        come = timezone.now() - BEGUN_BY_NOW * (0 if name == "just-come" else 2)
        os.utime(file, (come.timestamp(), come.timestamp()))
    ImportRun.objects.create(source="wordpress", site="a", path=files["planned"], state="planned", step="plan")
    ImportRun.objects.create(source="wordpress", site="b", path=files["done"], state="done", step="publish")

    forget_old_runs()

    assert {name for name, file in files.items() if file.exists()} == {"planned", "just-come"}
