"""Stopping a run between two batches: asked on its locked row, so that nothing is written once somebody stopped it."""

from articles.models import ImportRun


class Paused(Exception):
    """Somebody asked the run to stop; it can go on from here."""


def hold_to_work(run: ImportRun) -> None:
    """Within the transaction of a batch. Raises Paused."""
    if not ImportRun.objects.select_for_update().filter(pk=run.pk, state__in=ImportRun.AT_WORK).exists():
        raise Paused
