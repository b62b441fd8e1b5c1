"""The first pass: every part of the file into rows, once, so that parts that name each other are found in any order."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import batched

from django.db import transaction
from django.utils.translation import gettext as _

from articles.importing.items import Item, Kind
from articles.importing.source import CannotRead, Files, Source
from articles.models.importing import ImportRow, ImportRun, packed, unpacked

AT_ONCE = 200  # rows a transaction
LONGEST_ID = 200
MOST_BEFORE = 20  # runs
SHARED = {Kind.ASSET, Kind.AUTHOR, Kind.TERM}  # a text that was public before may be so no more
REMEMBERED = 2000  # parts that are kept at hand while stories are read


def sha_of(payload: object) -> str:
    """The same for the same facts, in whatever order they stand."""
    return hashlib.sha256(json.dumps(payload, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def scan(run: ImportRun, source: Source, files: Files) -> Iterator[int]:
    """Read the file into rows; how many have been read, again and again. A part that stands twice counts once.

    What a run that fell had read is read again, which changes nothing. Raises CannotRead.
    """
    read = 0
    for items in batched(source.scan(files), AT_ONCE):
        with transaction.atomic():
            ImportRow.objects.bulk_create((_row(run, item) for item in items), ignore_conflicts=True)
        read += len(items)
        yield read
    if not read:
        message = _("There is nothing in it to bring in. Was it made by %(source)s?")
        raise CannotRead(message % {"source": source.verbose_name})


def clean(value: object) -> object:
    """Without what no database keeps as text: halves of characters, and U+0000."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\x00", "")
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    return {key: clean(each) for key, each in value.items()} if isinstance(value, dict) else value


def _row(run, item: Item) -> ImportRow:
    payload = clean(dict(item.payload))
    return ImportRow(
        run=run,
        kind=item.kind,
        old_id=short(clean(item.old_id)),
        group=str(payload.get("group", ""))[:LONGEST_ID],
        parent=str(payload.get("parent", ""))[:LONGEST_ID],
        sha256=sha_of(payload),
        problem=item.problem[:500],
        place=item.place,
        payload=packed(payload),
        status=ImportRow.Status.LEFT if item.kind == Kind.LEFT else ImportRow.Status.READ,
    )


def short(old_id: str) -> str:
    """A key that fits: a longer one keeps its beginning, and is told apart by its sum."""
    if len(old_id) <= LONGEST_ID:
        return old_id
    return f"{old_id[: LONGEST_ID - 65]} {hashlib.sha256(old_id.encode()).hexdigest()}"


class StagedMaterial:
    """What the file holds, by kind and id, as readers of sources ask for it.

    An export may come in several files, one after the other: what was named before, and hides nothing, is found too.
    """

    def __init__(self, run: ImportRun):
        self.run = run
        self._holds = cache(self._is_there)
        self._before = cache(self._runs_before)
        self.get = lru_cache(REMEMBERED)(self._get)
        self._cached_find = lru_cache(REMEMBERED)(self._find)

    def find(self, kind: Kind, group: str) -> Iterable[dict]:
        return self._cached_find(kind, "group", group)

    def children(self, kind: Kind, parent: str) -> Iterable[dict]:
        return self._cached_find(kind, "parent", parent)

    def _is_there(self, run: int, kind: Kind) -> bool:
        """Whether the file holds any of the kind: without one, thousands of stories need not ask for it."""
        return ImportRow.objects.filter(run=run, kind=kind).exists()

    def _runs_before(self) -> list[int]:
        """The last runs of the same site that are over, the newest first."""
        done = ImportRun.objects.filter(site=self.run.site, source=self.run.source, state=ImportRun.State.DONE)
        return list(done.filter(pk__lt=self.run.pk).order_by("-pk").values_list("pk", flat=True)[:MOST_BEFORE])

    def _get(self, kind: Kind, old_id: str) -> dict | None:
        return next(iter(self._payloads(kind, old_id=short(old_id))), None)

    def _find(self, kind: Kind, by: str, value: str) -> list[dict]:
        return self._payloads(kind, **{by: value[:LONGEST_ID]}) if value else []

    def _payloads(self, kind: Kind, **named) -> list[dict]:
        """Of the newest file that has any."""
        for run in (self.run.pk, *(self._before() if kind in SHARED else ())):
            rows = ImportRow.objects.filter(run=run, kind=kind, **named).exclude(payload=b"").in_order()
            found = list(rows.values_list("payload", flat=True)) if self._holds(run, kind) else []
            if found:
                return [unpacked(content) for content in found]
        return []
