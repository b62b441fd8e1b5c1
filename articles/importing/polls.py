"""The polls of an archive: each kept closed with its count before the stories that show it are written."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from itertools import batched

from django.db import transaction
from django.utils.translation import gettext as _

from articles.importing.faults import FAULTS, told
from articles.importing.held import hold_to_work
from articles.importing.items import Kind, OldPoll
from articles.importing.source import Material, Source
from articles.importing.staging import short
from articles.models import PathRedirect, SourceKey
from articles.models.importing import ImportRow, ImportRun, unpacked
from common.old_paths import old_path
from polls.counting.past import CannotKeep, PastChoice, PastPoll, check_past_poll, keep_past_poll, state_of
from polls.models import Poll

AT_ONCE = 40  # polls a transaction
OURS_ALONE = {"old_id", "address", "status", "reason"}
Status = ImportRow.Status


def plan_polls(run: ImportRun, source: Source, material: Material) -> None:
    """Which of them can come. What readers were still voting on when it was exported cannot, and is listed."""
    rows = list(ImportRow.objects.filter(run=run, kind=Kind.POLL, status=Status.READ).in_order())
    for row in rows:
        try:
            poll = source.poll(unpacked(row.payload), material)
        except FAULTS as fault:
            row.status, row.problem = Status.FAILED, told(fault, f"Poll {row.old_id} of import {run.pk}")[:500]
            continue
        row.facts = {"title": poll.question[:200], "address": poll.address[:400], "status": poll.status}
        row.status, row.problem = _fate_of(poll)
    with transaction.atomic():
        ImportRow.objects.save_together(rows, ["status", "problem", "facts"])


def _fate_of(poll: OldPoll):
    if poll.reason:
        return Status.LEFT, poll.reason[:500]
    try:
        check_past_poll(_past(poll))
    except CannotKeep as refusal:
        return Status.LEFT, str(refusal)[:500]
    return Status.PLANNED, ""


class Polls:
    """Those of one run, and which poll of ours each became."""

    def __init__(self, run: ImportRun, source: Source, material: Material):
        self.run, self.source, self.material = run, source, material
        self.find = cache(self._find)

    def write(self) -> Iterator[int]:
        """Every planned poll; how many, again and again."""
        done = 0
        rows = ImportRow.objects.filter(run=self.run, kind=Kind.POLL, status=Status.PLANNED).in_order()
        for some in batched(rows.iterator(AT_ONCE), AT_ONCE):
            with transaction.atomic():
                hold_to_work(self.run)
                for row in some:
                    self._write(row)
                ImportRow.objects.save_together(some, ["status", "problem"])
            done += len(some)
            yield done

    def _find(self, key: str) -> int | None:
        """The number here of a poll of the archive, if it came."""
        known = SourceKey.objects.filter(site=self.run.site, kind=Kind.POLL, old_id=short(key))
        return known.values_list("poll", flat=True).first()

    def _write(self, row):
        kept = {"site": self.run.site, "kind": Kind.POLL, "old_id": row.old_id}
        key = SourceKey.objects.filter(**kept).first()
        if key and key.source_sha == row.sha256:
            row.status = Status.SAME
            return
        poll = key and Poll.objects.with_choices().get(pk=key.poll_id)
        if poll and state_of(poll) != key.written_sha:
            row.status, row.problem = Status.KEPT, _("It was changed here and at the source.")
            return
        old = self.source.poll(unpacked(row.payload), self.material)
        try:
            poll = keep_past_poll(past=_past(old), by=self.run.started_by, poll=poll)
        except CannotKeep as refusal:
            row.status, row.problem = Status.FAILED, str(refusal)[:500]
            return
        key = key or SourceKey(**kept, run=self.run, poll=poll)
        key.source_sha, key.written_sha = row.sha256, state_of(poll)
        key.save()
        if path := old_path(old.address):
            PathRedirect.objects.get_or_create(path=path, defaults={"poll": poll, "run": self.run})
        row.status = Status.WRITTEN


def _past(poll: OldPoll) -> PastPoll:
    told = {name: value for name, value in asdict(poll).items() if name not in OURS_ALONE}
    return PastPoll(**told | {"choices": tuple(PastChoice(**choice) for choice in told["choices"])})
