"""An import as the worker does it: a while at a time, so that no letter waits for an archive."""

import time

from django.tasks import task
from django.utils.translation import gettext as _

from articles.importing import runs
from articles.importing.faults import FAULTS, told
from articles.importing.held import Paused
from articles.importing.source import CannotRead
from articles.importing.undo import undo
from articles.models import ImportRun

SECONDS = 20  # of one turn; reading the file is one turn, however long it is


@task(priority=-10)
def work_on_import(run_id: int) -> None:
    """The next part of a run, and a task for the part after it."""
    run = ImportRun.objects.filter(pk=run_id, state__in=ImportRun.AT_WORK).first()
    if run is None:
        return
    work = runs.prepare(run) if run.state == ImportRun.State.READING else runs.carry_out(run)
    until = time.monotonic() + SECONDS
    try:
        for progress in work:
            if progress.step != "scan" and time.monotonic() > until:
                work_on_import.enqueue(run_id)
                return
    except Paused:
        return
    except CannotRead as refusal:
        place = _("(Near byte %(number)s.)") % {"number": refusal.place} if refusal.place else ""
        runs.fail(run, f"{refusal} {place}".strip())
    except FAULTS as fault:
        runs.fail(run, told(fault, f"Import {run_id}"))


@task(priority=-10)
def undo_import(run_id: int) -> None:
    """Take a run back, if nobody has set it going meanwhile. What stays is said in its message."""
    run = ImportRun.objects.filter(pk=run_id).exclude(state__in=ImportRun.AT_WORK).first()
    if run is None:
        return
    kept = undo(run=run)
    said = _("%(count)d stories and polls stay: somebody worked with them.") % {"count": len(kept)}
    ImportRun.objects.filter(pk=run_id).update(message=said if kept else "")
