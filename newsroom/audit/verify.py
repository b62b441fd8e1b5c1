"""Whether the audit log is the one that the program wrote: no row changed, removed, put in or cut off at the end."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import QuerySet

from common.audit_line import UNSEALED, Key, seal_of, split
from common.audit_triggers import missing
from newsroom.audit.models import AuditEntry
from newsroom.audit.tables import AUDITED

CHUNK = 2000  # rows that are held at once


@dataclass(frozen=True)
class Mark:
    """A row by its number and its digest: whoever keeps one elsewhere can tell that the log was cut before it."""

    number: int
    digest: str

    @classmethod
    def of(cls, number: int, line: str) -> "Mark":
        return cls(number, hashlib.sha256(line.encode()).hexdigest()[:32])

    @classmethod
    def read(cls, words: str) -> "Mark":
        """Raises ValueError where the words are no mark."""
        number, _colon, digest = words.strip().partition(":")
        if len(digest) != 32:
            raise ValueError("a mark looks like 4512:8f0c…")
        return cls(int(number), digest)

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


@dataclass
class Verdict:
    """What was found: nothing wrong, or what is, with the first row that is concerned."""

    rows: int = 0
    newest: Mark | None = None
    faults: list[str] = field(default_factory=list)


def newest_row(rows: QuerySet | None = None) -> Mark | None:
    found = (AuditEntry.objects.all() if rows is None else rows).newest_first().values_list("pk", "line").first()
    return Mark.of(*found) if found else None


def verify(*, keys: Iterable[Key], marks: Iterable[Mark] = (), using: str = "default") -> Verdict:
    """Read the whole log. The first row that breaks the chain is named; those behind it prove nothing."""
    verdict, by_name, awaited = Verdict(), {key.name: key for key in keys}, {mark.number: mark for mark in marks}
    before, outside = "", []
    for entry in AuditEntry.objects.using(using).order_by("pk").only("pk", "line").iterator(chunk_size=CHUNK):
        verdict.rows += 1
        fault = _fault_of(entry, verdict.rows, before, by_name)
        if not fault and entry.line[9 : 9 + len(UNSEALED)] == UNSEALED:
            outside.append(entry.pk)
        mark = awaited.pop(entry.pk, None)
        if not fault and mark and mark != Mark.of(entry.pk, entry.line):
            fault = f"Row {entry.pk} is another one than was noted."
        if fault:
            verdict.faults.append(fault)
            break
        before = entry.line
    else:
        verdict.newest = Mark.of(entry.pk, entry.line) if verdict.rows else None
        verdict.faults += [f"The log was cut: row {number} is gone." for number in awaited]
    verdict.faults += _written_outside(outside) + _unwatched(using)
    return verdict


def _fault_of(entry, expected, before, keys):
    if entry.pk != expected:
        return f"Row {expected} is gone."
    try:
        seal, body = split(entry.line)
        facts = entry.facts
    except ValueError:
        return f"Row {entry.pk} was changed: it cannot be read."
    if seal == UNSEALED:
        return ""
    key = keys.get(facts.get("key"))
    if key is None:
        return f"Row {entry.pk} was sealed under another SECRET_KEY: give it with --old-keys."
    if facts.get("n") != entry.pk or not hmac.compare_digest(seal, seal_of(body, before, key.secret)):
        return f"Row {entry.pk} was changed or put in, or the one before it was."
    return ""


def _written_outside(numbers):
    return [f"{len(numbers)} rows were written past the program, first row {numbers[0]}."] if numbers else []


def _unwatched(using):
    tables = missing(connections[using], AUDITED)
    return [f"Changes of {table} are not written down: its triggers are not as they should be." for table in tables]
