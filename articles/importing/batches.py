"""Planned stories by the batch, each batch in one transaction; a batch with an odd story in it, one by one."""

from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from typing import Protocol

from django.db import transaction

from articles.importing.faults import FAULTS_OF_ROWS, told
from articles.importing.held import hold_to_work
from articles.importing.items import Kind, OldStory
from articles.importing.neutral import from_dict
from articles.models import SourceKey
from articles.models.importing import ImportRow, ImportRun, unpacked

Act = Callable[[Sequence[tuple[ImportRow, OldStory]]], None]
Status = ImportRow.Status


class Around(Protocol):
    """What is done around a batch."""

    def bring_for(self, stories: Sequence[OldStory]) -> None:
        """Their files, before the transaction: it would wait for them."""

    def forget(self) -> None:
        """What was remembered of rows that were never there, because their batch was cut off."""


def in_batches(run: ImportRun, status: str, act: Act, around: Around, *, at_once: int) -> Iterator[int]:
    """Do it with every story of that status; how many are done, again and again. Raises Paused."""
    done = 0
    rows = ImportRow.objects.filter(run=run, kind=Kind.STORY, status=status).in_order()
    for some in batched(rows.iterator(at_once), at_once):
        try:
            _together(run, some, act, around)
        except FAULTS_OF_ROWS as fault:
            around.forget()
            _one_by_one(run, [row.pk for row in some], act, around, fault)
        done += len(some)
        yield done


def _together(run, rows, act, around):
    stories = [(row, from_dict(unpacked(row.converted))) for row in rows]
    around.bring_for([story for _row, story in stories])
    with transaction.atomic():
        hold_to_work(run)
        act(stories)
        ImportRow.objects.save_together(rows, ["status", "problem", "facts"])


def _one_by_one(run, keys, act, around, fault):
    for row in ImportRow.objects.filter(pk__in=keys).in_order():
        try:
            if len(keys) == 1:
                raise fault
            _together(run, [row], act, around)
        except FAULTS_OF_ROWS as own:
            around.forget()
            _fail(run, row.pk, told(own, f"Story {row.old_id} of import {run.pk}"))


def _fail(run, pk, reason):
    """Said in its row as it was before. The next run tries it again, also where it is at the desk by half."""
    row = ImportRow.objects.get(pk=pk)
    row.status, row.problem = Status.FAILED, reason[:500]
    row.save(update_fields=["status", "problem"])
    SourceKey.objects.filter(site=run.site, kind=Kind.STORY, old_id=row.old_id).update(source_sha="")
