"""What agencies and other sources send the desk: where it comes from, and each item with its versions."""

import datetime as dt
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField, CleanURLField

LONGEST_KEY = 300


class WireSourceQuerySet(models.QuerySet):
    def due(self, at: dt.datetime | None = None) -> Self:
        """Those that are to be looked at by now."""
        return self.filter(is_active=True, due_at__lte=at or timezone.now()).order_by("due_at", "pk")

    def in_trouble(self, at: dt.datetime) -> Self:
        """Those that have failed for an hour, and those whose folder refused something within a day."""
        failing = Q(failing_since__lt=at - dt.timedelta(hours=1))
        refusing = Q(failing_since=None, troubled_at__gt=at - dt.timedelta(days=1)) & ~Q(trouble="")
        return self.filter(failing | refusing).order_by("troubled_at", "pk")


class WireSource(models.Model):
    """An agency, an office, a neighbour's feed. What it sends is looked for at an address, or in a folder."""

    class Format(models.TextChoices):
        FEED = "feed", "RSS, Atom, JSON Feed"
        NINJS = "ninjs", "ninjs"
        NEWSML = "newsml", "NewsML-G2"
        NITF = "nitf", "NITF"

    name = CleanCharField(_("name"), max_length=120, unique=True)
    format = models.CharField(_("format"), max_length=10, choices=Format, default=Format.FEED)
    address = CleanURLField(_("address"), max_length=500, blank=True)
    folder = models.SlugField(
        _("folder"), max_length=60, blank=True, help_text=_("In the folder “wires” beside the database.")
    )
    minutes = models.PositiveSmallIntegerField(
        _("looked at every"), default=10, validators=[MinValueValidator(1)], help_text=_("Minutes.")
    )
    section = models.ForeignKey(
        "articles.Section",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Where drafts of its items begin."),
    )
    author = models.ForeignKey(
        "articles.Author",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("byline"),
        help_text=_("Who signs drafts of its items: the agency’s own name."),
    )
    credit = CleanCharField(
        _("credit line"), max_length=200, blank=True, help_text=_("Stands under each story made of an item.")
    )
    terms = CleanTextField(
        _("terms of use"), max_length=2000, blank=True, help_text=_("What the contract allows; items may say more.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    # What the worker keeps between two looks.
    due_at = models.DateTimeField(_("next look"), default=timezone.now, editable=False)
    looked_at = models.DateTimeField(_("last look"), null=True, editable=False)
    etag = CleanCharField(max_length=300, blank=True, editable=False)
    last_modified = CleanCharField(max_length=100, blank=True, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    troubled_at = models.DateTimeField(null=True, editable=False)
    trouble = CleanCharField(_("trouble"), max_length=500, blank=True, editable=False)

    objects = WireSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources of wires")
        constraints = [
            models.CheckConstraint(
                name="wire_source_format_is_known", condition=Q(format__in=["feed", "ninjs", "newsml", "nitf"])
            ),
            models.CheckConstraint(
                name="wire_source_has_one_place",
                condition=(~Q(address="") & Q(folder="")) | (Q(address="") & ~Q(folder="")),
                violation_error_message=_("Give an address, or a folder: one of the two."),
            ),
            models.CheckConstraint(name="wire_source_is_not_hasty", condition=Q(minutes__gte=1)),
            models.UniqueConstraint(fields=["folder"], condition=~Q(folder=""), name="wire_source_folder_once"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(is_active=True), name="wire_source_due")]

    def __str__(self) -> str:
        return self.name


class WireItemQuerySet(models.QuerySet):
    def on_top(self) -> Self:
        """Without those that are folded under a fuller or newer copy."""
        return self.filter(copy_of=None)

    def unused(self) -> Self:
        return self.filter(uses=None)

    def newest_first(self) -> Self:
        return self.order_by("-changed_at", "-pk")

    def not_free(self, at: dt.datetime) -> Self:
        """Those whose words must not go out at that moment. Asked anew each time: no job lifts an embargo."""
        return self.filter(~Q(status=WireItem.Status.USABLE) | Q(is_held=True) | Q(embargoed_until__gt=at))


class WireItem(models.Model):
    """One item of a source as it stands after all that came of it. Only `articles.wires.arrivals` writes it."""

    class Status(models.TextChoices):
        USABLE = "usable", _("Usable")
        WITHHELD = "withheld", _("Withheld")
        CANCELLED = "cancelled", _("Cancelled")
        KILLED = "killed", _("Killed")

    source = models.ForeignKey(WireSource, models.CASCADE, related_name="items", verbose_name=_("source"))
    key = models.CharField(_("key"), max_length=LONGEST_KEY)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.USABLE)
    embargoed_until = models.DateTimeField(_("embargoed until"), null=True)
    is_held = models.BooleanField(_("held: no time is known"), default=False)
    was_released = models.BooleanField(default=False)  # by hand: an embargo without a time holds it no more
    was_reopened = models.BooleanField(_("came back after it was withdrawn"), default=False)
    is_partial = models.BooleanField(_("part of a story"), default=False)
    number = CleanCharField(_("version"), max_length=40, blank=True)
    made_at = models.DateTimeField(_("made"), null=True)
    headline = CleanCharField(_("headline"), max_length=300, blank=True)
    standfirst = CleanCharField(_("summary"), max_length=1000, blank=True)
    byline = CleanCharField(_("by"), max_length=200, blank=True)
    html = models.TextField(_("words"), blank=True)  # cleaned as a story's body is
    language = CleanCharField(_("language"), max_length=20, blank=True)
    terms = CleanTextField(_("terms of use"), max_length=2000, blank=True)
    credit = CleanCharField(_("credit"), max_length=300, blank=True)
    link = CleanURLField(_("at the source"), max_length=500, blank=True)
    hint = CleanCharField(_("its headline says"), max_length=20, blank=True)
    came_at = models.DateTimeField(_("day it came"), default=timezone.now)
    changed_at = models.DateTimeField(_("last heard of"), default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)  # when the source had it last, to a day
    copy_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="copies", verbose_name=_("copy of"))
    simhash = models.BigIntegerField(null=True)

    objects = WireItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("wire item")
        verbose_name_plural = _("wires")
        default_permissions = ("view",)
        permissions = [("release_wireitem", _("Can release wire items that are held without a time"))]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="wire_item_once"),
            models.CheckConstraint(
                name="wire_item_status_is_known",
                condition=Q(status__in=["usable", "withheld", "cancelled", "killed"]),
            ),
            models.CheckConstraint(
                name="wire_item_held_has_no_time", condition=Q(is_held=False) | Q(embargoed_until=None)
            ),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], condition=Q(copy_of=None), name="wire_item_newest"),
            models.Index(fields=["came_at"], name="wire_item_came"),
        ]

    def __str__(self) -> str:
        return self.headline or self.key

    def is_embargoed(self, at: dt.datetime | None = None) -> bool:
        """Whether its time has not come yet, or is not known."""
        return self.is_held or (self.embargoed_until is not None and (at or timezone.now()) < self.embargoed_until)

    @property
    def is_dead(self) -> bool:
        """The source has taken it back."""
        return self.status != self.Status.USABLE

    @property
    def is_numbered(self) -> bool:
        return self.number.isascii() and self.number.isdigit()


class WireVersion(models.Model):
    """One message about an item, in the order in which they came, with what it did. Rows are only added."""

    class Effect(models.TextChoices):
        FIRST = "first", _("Came")
        UPDATE = "update", _("Updated")
        UNNUMBERED = "unnumbered", _("Updated without a new number")
        CORRECTION = "correction", _("Corrected")
        EMBARGO = "embargo", _("Embargo set or moved")
        WITHHOLD = "withheld", _("Withheld")
        CANCEL = "cancelled", _("Cancelled")
        KILL = "killed", _("Killed")
        REOPEN = "reopened", _("Came back after it was withdrawn")
        FILL = "fill", _("A part that was missing")
        SAME = "same", _("Sent again with the same words")
        LATE = "late", _("Came late, or after the end: nothing changed")
        RELEASE = "release", _("Released by hand")

    MATTERS = (
        Effect.UPDATE,
        Effect.UNNUMBERED,
        Effect.CORRECTION,
        Effect.EMBARGO,
        Effect.WITHHOLD,
        Effect.CANCEL,
        Effect.KILL,
        Effect.REOPEN,
    )
    GRAVE = (Effect.EMBARGO, Effect.WITHHOLD, Effect.CANCEL, Effect.KILL)

    item = models.ForeignKey(WireItem, models.CASCADE, related_name="versions")
    number = CleanCharField(_("version"), max_length=40, blank=True)
    made_at = models.DateTimeField(_("made"), null=True)
    came_at = models.DateTimeField(_("came"), default=timezone.now)
    effect = models.CharField(_("what it did"), max_length=12, choices=Effect)
    note = CleanTextField(_("note to editors"), max_length=2000, blank=True)
    # The item's words after it, so that what a draft was made of can be compared with what came later.
    headline = CleanCharField(max_length=300, blank=True)
    standfirst = CleanCharField(max_length=1000, blank=True)
    html = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    message = models.BinaryField()  # all that it told, packed

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["item", "id"], name="wire_version_in_order")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.number}"

    @property
    def is_grave(self) -> bool:
        return self.effect in self.GRAVE


class WireShingle(models.Model):
    """A few words of an item as a number: items that share many are copies of one another."""

    item = models.ForeignKey(WireItem, models.CASCADE, related_name="shingles", db_index=False)
    value = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["item", "value"], name="wire_shingle_once")]
        indexes = [models.Index(fields=["value", "item"], name="wire_shingle_value")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.value}"
