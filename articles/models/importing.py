"""What was brought in from another paper's archive: each run, what it read, and what became of every part.

Rows of a run are its memory between two passes and after a fall. Keys outlive it: by them a second run knows what is
here already, and an undo what it may take away.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField

TARGETS = ("article", "picture", "author", "section", "topic", "series", "poll", "document", "sound")


def exactly_one(names: Sequence[str]) -> Q:
    """That one of these fields is filled, and the others are not."""
    return reduce(or_, (Q(**{f"{each}__isnull": each != name for each in names}) for name in names))


def packed(payload: Mapping) -> bytes:
    return zlib.compress(json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(), 3)


def unpacked(content: bytes) -> dict:
    return json.loads(zlib.decompress(content))


class ImportRun(models.Model):
    """One bringing-in of one file. `site` is the key of the old paper, under which its parts are known for good."""

    class State(models.TextChoices):
        READING = "reading", _("Reading the file")
        PLANNED = "planned", _("Waits for your decision")
        RUNNING = "running", _("Bringing it in")
        PAUSED = "paused", _("Paused")
        DONE = "done", _("Done")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Stopped by a fault")

    AT_WORK = (State.READING, State.RUNNING)

    source = models.CharField(_("kind of archive"), max_length=20)
    site = models.SlugField(_("key of the old site"), max_length=80)
    path = models.CharField(_("file"), max_length=500)
    media = models.CharField(_("folder of pictures"), max_length=500, blank=True)
    sha256 = models.CharField(max_length=64)
    options = models.JSONField(default=dict)  # what the reader of the source was told
    choices = models.JSONField(_("decisions"), default=dict)  # which section, topic, author each old one becomes
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    step = models.CharField(_("step"), max_length=20, blank=True)
    message = CleanCharField(_("message"), max_length=500, blank=True)
    report = models.JSONField(_("report"), default=dict)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    beat_at = models.DateTimeField(_("last sign of life"), default=timezone.now)
    finished_at = models.DateTimeField(_("ended"), null=True)
    touched_at = models.DateTimeField(_("last touched at the desk"), null=True, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ("view",)
        permissions = [("run_importrun", _("Can bring archives in, and take them back"))]
        constraints = [
            models.CheckConstraint(
                name="import_state_is_known",
                condition=Q(state__in=["reading", "planned", "running", "paused", "done", "undone", "failed"]),
            ),
            # Two that write the same old site's parts at once would each take the other's for an editor's work.
            models.UniqueConstraint(
                fields=["site"], condition=Q(state__in=["reading", "running"]), name="import_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} ({timezone.localtime(self.started_at):%Y-%m-%d %H:%M})"


class ImportRowQuerySet(models.QuerySet):
    def of(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def in_order(self) -> Self:
        """The order of the file."""
        return self.order_by("pk")

    def save_together(self, rows: "Iterable[ImportRow]", fields: list[str]) -> None:
        """Rows that are there already, in one statement: `bulk_update` takes ten times as long for them."""
        self.bulk_create(rows, update_conflicts=True, unique_fields=["run", "kind", "old_id"], update_fields=fields)


class ImportRow(models.Model):
    """One part of the file, until its run is forgotten. Its status is written with what became of it."""

    class Status(models.TextChoices):
        READ = "read", _("Read")
        PLANNED = "planned", _("Planned")
        DRAFTED = "drafted", _("Written, its links to come")
        WRITTEN = "written", _("Brought in")
        SAME = "same", _("Here already")
        KEPT = "kept", _("Changed on both sides: ours stays")
        LEFT = "left", _("Left out")
        FAILED = "failed", _("Failed")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", db_index=False)
    kind = models.CharField(max_length=10)
    old_id = models.CharField(max_length=200)
    group = models.CharField(max_length=200, blank=True)
    parent = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status, default=Status.READ)
    problem = models.CharField(max_length=500, blank=True)
    place = models.PositiveBigIntegerField(default=0)
    payload = models.BinaryField()
    converted = models.BinaryField(null=True)  # the neutral story, once it is planned
    facts = models.JSONField(default=dict)  # what the report says of it

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["run", "kind", "old_id"], name="import_row_once")]
        indexes = [
            models.Index(fields=["run", "kind", "status", "id"], name="import_row_to_do"),
            models.Index(fields=["run", "kind", "group", "id"], condition=~Q(group=""), name="import_row_in_group"),
            models.Index(fields=["run", "kind", "parent", "id"], condition=~Q(parent=""), name="import_row_of_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.old_id}"


class SourceKey(models.Model):
    """What an old part became here. A story whose version is still `written_version` was touched by no editor since."""

    site = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10)
    old_id = models.CharField(max_length=200)
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="keys")
    source_sha = models.CharField(max_length=64)
    written_version = models.PositiveIntegerField(default=0)  # of the story, as the import left it
    written_sha = models.CharField(max_length=64, default="", db_default="")  # of the poll, which has no version
    written_at = models.DateTimeField(null=True)  # where a later run gave readers the story anew
    # Found here and not made: an undo leaves it alone.
    was_here = models.BooleanField(default=False)
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="source_keys")
    picture = models.ForeignKey("articles.Picture", models.CASCADE, null=True, related_name="source_keys")
    author = models.ForeignKey("articles.Author", models.CASCADE, null=True, related_name="source_keys")
    section = models.ForeignKey("articles.Section", models.CASCADE, null=True, related_name="source_keys")
    topic = models.ForeignKey("articles.Topic", models.CASCADE, null=True, related_name="source_keys")
    series = models.ForeignKey("articles.Series", models.CASCADE, null=True, related_name="source_keys")
    poll = models.ForeignKey("polls.Poll", models.CASCADE, null=True, related_name="source_keys")
    document = models.ForeignKey("articles.Document", models.CASCADE, null=True, related_name="source_keys")
    sound = models.ForeignKey("articles.Sound", models.CASCADE, null=True, related_name="source_keys")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["site", "kind", "old_id"], name="source_key_once"),
            models.CheckConstraint(name="source_key_has_one_target", condition=exactly_one(TARGETS)),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.kind} {self.old_id}"
