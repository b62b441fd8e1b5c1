"""What an archive said is forgotten a month after anybody worked on it. What it became stays, and can be undone."""

import contextlib
import datetime as dt
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing.items import Kind
from articles.importing.runs import WRITING, has_written
from articles.models import ImportRow, ImportRun, SourceKey

KEPT = dt.timedelta(days=30)
BEGUN_BY_NOW = dt.timedelta(days=1)  # since a file came: its import is begun, or never will be
State = ImportRun.State


def sent_folder() -> Path:
    """Where an export lies that came by a browser, until its run is forgotten: it names who may not be named here."""
    return settings.DATA / "imports-sent"


def forget_old_runs() -> int:
    """How many imports were let go of: what they had read, the file that was sent for them, and plans as a whole."""
    pks = list(_to_forget().values_list("pk", flat=True))
    for pk in pks:
        with transaction.atomic():
            if run := _to_forget().select_for_update().filter(pk=pk).first():
                _forget(run)
    _sweep_sent()
    return len(pks)


def _to_forget():
    since = timezone.now() - KEPT
    old = ImportRun.objects.filter(Q(touched_at=None) | Q(touched_at__lt=since), beat_at__lt=since)
    has_rows = Exists(ImportRow.objects.filter(run=OuterRef("pk")))
    return old.filter(has_rows | ~Q(step__in=WRITING) | Q(state__in=[State.RUNNING, State.PAUSED])).order_by("pk")


@transaction.atomic
def drop(*, run: ImportRun) -> bool:
    """Let go of a plan at once, with the file that was sent for it. Not if somebody has set it going meanwhile."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state in ImportRun.AT_WORK or has_written(run):
        return False
    _forget(run)
    file = Path(run.path)
    if file.parent == sent_folder().resolve() and not ImportRun.objects.filter(path=run.path).exists():
        transaction.on_commit(partial(file.unlink, missing_ok=True), robust=True)
    return True


def _forget(run):
    """Let go of what a run has read; of the run too, where it is a plan alone."""
    rows = ImportRow.objects.filter(run=run)
    if not has_written(run):
        rows.delete()
        run.delete()
        return
    if run.state not in {State.DONE, State.UNDONE}:
        # Of these the desk has a headline and no words yet: the next run is to write them, as if they had changed.
        half = rows.filter(kind=Kind.STORY, status=ImportRow.Status.DRAFTED).values("old_id")
        SourceKey.objects.filter(site=run.site, kind=Kind.STORY, old_id__in=half).update(source_sha="")
        told = _("What was read has been forgotten. Bring the file in anew: what is here already stays.")
        # Whoever saved a story after this moment keeps it if the run is taken back.
        ended = run.finished_at or run.beat_at
        ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, message=told, finished_at=ended)
    rows.delete()


def _sweep_sent() -> None:
    """Delete the files of imports that are forgotten, and those that no import was begun with."""
    has_rows = Exists(ImportRow.objects.filter(run=OuterRef("pk")))
    needed = set(ImportRun.objects.filter(has_rows | ~Q(step__in=WRITING)).values_list("path", flat=True))
    for file in sent_folder().glob("*"):
        with contextlib.suppress(OSError):
            if str(file.resolve()) not in needed and file.stat().st_mtime < (timezone.now() - BEGUN_BY_NOW).timestamp():
                file.unlink()
