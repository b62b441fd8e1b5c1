"""One bringing-in from beginning to end: begun, planned, carried out, and gone on with after a fall."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.importing.choices import check_choices
from articles.importing.files import open_files
from articles.importing.held import Paused
from articles.importing.items import Kind
from articles.importing.kept_files import KeptFiles
from articles.importing.library import Library
from articles.importing.old_links import OldLinks
from articles.importing.old_types import settle_types
from articles.importing.pictures import Pictures
from articles.importing.plan import plan
from articles.importing.polls import Polls
from articles.importing.report import write_report
from articles.importing.source import CannotRead, Options, Source
from articles.importing.sources.registry import SOURCES
from articles.importing.staging import StagedMaterial, scan
from articles.importing.subjects import Subjects
from articles.importing.writing import Writer
from articles.models.importing import ImportRow, ImportRun, unpacked

State = ImportRun.State
WRITING = ("polls", "files", "stories", "publish")  # the steps that leave something at the desk
CHUNK = 1024 * 1024


class AlreadyRunning(Exception):
    """Something is being brought in from this site at this moment."""


@dataclass(frozen=True)
class Progress:
    """How far a run is: the step, and how many parts of it are done."""

    step: str
    done: int


def begin(
    *, source: str, path: Path, media: Path | None, options: dict, by: User | None, choices: dict | None = None
) -> ImportRun:
    """A run that has read nothing yet. `options`: address, time_zone, fields, fetch, site, pages.

    Raises CannotRead or AlreadyRunning.
    """
    files = open_files(path)
    if source not in SOURCES:
        raise CannotRead(_("There is no source called “%(name)s”.") % {"name": source})
    check_choices(choices or {})
    if options.get("time_zone") and options["time_zone"] not in available_timezones():
        raise CannotRead(_("There is no time zone called “%(name)s”.") % {"name": options["time_zone"]})
    said = options.get("site") or options.get("address", "").partition("://")[2] or files.name
    site = slugify(said.removeprefix("www.").replace(".", "-"))[:80] or source
    try:
        return ImportRun.objects.create(
            source=source,
            site=site,
            path=str(path.resolve()),
            media=str(media.resolve()) if media else "",
            sha256=_digest(path),
            options=options,
            choices=choices or {},
            started_by=by,
        )
    except IntegrityError:
        raise AlreadyRunning from None


def prepare(run: ImportRun) -> Iterator[Progress]:
    """Read the file and plan. Nothing of it is public, or at the desk, afterwards. Raises CannotRead."""
    if _digest(Path(run.path)) != run.sha256:
        raise CannotRead(_("The file has changed since the run began. Begin a new one."))
    source, material = source_of(run), StagedMaterial(run)
    yield from _step(run, "scan", scan(run, source, open_files(Path(run.path))))
    yield from _step(run, "plan", plan(run, source, material))
    write_report(run)
    _move(run, State.PLANNED)


def carry_out(run: ImportRun) -> Iterator[Progress]:
    """Write what was planned, from where the run stands."""
    _move(run, State.RUNNING)
    settle_types(run)
    source, material = source_of(run), StagedMaterial(run)
    pictures = Pictures(media=Path(run.media) if run.media else None, may_fetch=run.options.get("fetch", False))
    library = Library(run, source, material, pictures)
    links = OldLinks(run, material, addresses_of(run, source))
    polls, files = Polls(run, source, material), KeptFiles(run, source, pictures.media)
    things = {"poll": polls.find, "story": links.story, **files.finders}
    writer = Writer(run, Subjects(run, source, material, library), library, links, things)
    yield from _step(run, "polls", polls.write())
    yield from _step(run, "files", files.write())
    yield from _step(run, "stories", writer.write_drafts())
    yield from _step(run, "publish", writer.give_to_readers())
    write_report(run)
    _move(run, State.DONE)


def go_on(run: ImportRun) -> ImportRun:
    """A run that was paused or fell, ready for its next step: planning, if that was not finished.

    Raises AlreadyRunning, and CannotRead for a run that is over or forgotten.
    """
    if run.state in {State.DONE, State.UNDONE}:
        raise CannotRead(_("This run is over. Begin a new one."))
    if has_written(run) and not run.rows.exists():
        raise CannotRead(_("What was read of this file has been forgotten. Begin a new one."))
    is_planned = has_written(run) or run.state == State.PLANNED
    try:
        _move(run, State.RUNNING if is_planned else State.READING)
    except IntegrityError:
        raise AlreadyRunning from None
    run.message, run.touched_at = "", timezone.now()  # not the fault before
    run.save(update_fields=["message", "touched_at"])
    return run


def has_written(run: ImportRun) -> bool:
    """Whether anything of it may be at the desk: before that there is nothing to take back."""
    return run.step in WRITING


def source_of(run: ImportRun) -> Source:
    zone = ZoneInfo(run.options.get("time_zone") or timezone.get_default_timezone_name())
    return SOURCES[run.source](Options(zone, run.options.get("address", ""), run.options.get("fields")))


def addresses_of(run: ImportRun, source: Source) -> set[str]:
    """The old site's addresses: what was said, and what the file says."""
    rows = ImportRow.objects.filter(run=run, kind=Kind.SITE).in_order().values_list("payload", flat=True)
    facts = source.site(map(unpacked, rows))
    return {address for address in (run.options.get("address", ""), facts.address) if address}


def _step(run, name, work) -> Iterator[Progress]:
    ImportRun.objects.filter(pk=run.pk).update(step=name)
    for done in work:
        ImportRun.objects.filter(pk=run.pk).update(beat_at=timezone.now())
        if not ImportRun.objects.filter(pk=run.pk, state__in=ImportRun.AT_WORK).exists():
            raise Paused
        yield Progress(name, done)


def _move(run, state):
    run.state = state
    run.finished_at = timezone.now() if state in {State.DONE, State.UNDONE, State.FAILED} else None
    run.save(update_fields=["state", "finished_at"])


def fail(run: ImportRun, message: str) -> None:
    """The run stopped by a fault; what is written stays, and it can be gone on with."""
    run.message = message[:500]
    run.save(update_fields=["message"])
    _move(run, State.FAILED)


def pause(run: ImportRun) -> None:
    """Stop it at its next batch."""
    ImportRun.objects.filter(pk=run.pk, state__in=ImportRun.AT_WORK).update(state=State.PAUSED)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    if path.is_dir():
        for name in open_files(path).names():
            digest.update(name.encode())
        return digest.hexdigest()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
