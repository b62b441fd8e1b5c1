"""What an archive said is forgotten a month after anybody worked on it. What it became stays, and can be undone."""

import datetime as dt
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing.runs import WRITING, has_written
from articles.models import ImportRow, ImportRun

KEPT = dt.timedelta(days=30)
State = ImportRun.State


def sent_folder() -> Path:
    """Where an export lies that came by a browser, until its run is forgotten: it names who may not be named here."""
    return settings.DATA / "imports-sent"


def forget_old_runs() -> int:
    """How many imports were let go of: what they had read, the file that was sent for them, and plans as a whole."""
    old = ImportRun.objects.filter(beat_at__lt=timezone.now() - KEPT)
    has_rows = Exists(ImportRow.objects.filter(run=OuterRef("pk")))
    runs = old.filter(has_rows | ~Q(step__in=WRITING) | Q(state__in=[State.RUNNING, State.PAUSED]))
    for run in runs:
        forget(run=run)
    return len(runs)


@transaction.atomic
def forget(*, run: ImportRun) -> None:
    """Let go of what a run has read and of the file that was sent for it; of the run too, where it is a plan alone."""
    ImportRow.objects.filter(run=run).delete()
    if not has_written(run):
        run.delete()
    elif run.state not in {State.DONE, State.UNDONE}:
        told = _("What was read has been forgotten. Bring the file in anew: what is here already stays.")
        # Whoever saved a story after this moment keeps it if the run is taken back.
        ended = run.finished_at or run.beat_at
        ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, message=told, finished_at=ended)
    if Path(run.path).parent == sent_folder():
        transaction.on_commit(partial(Path(run.path).unlink, missing_ok=True))
