"""A story told in entries. Each is written, published, put right and withdrawn by itself, and has its own record."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.body.document import BodyField
from articles.models.editions import Edition, live_at
from articles.models.story import Placement
from common.fields import CleanCharField, CleanTextField

ON_A_PAGE = 20  # entries at the story's address, and on each page of older ones


class RunningStory(models.Model):
    """That a story is told in entries, from when until when.

    Whatever changes what readers have of its entries locks this row first.
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="running", verbose_name=_("story")
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True)
    newest_first = models.BooleanField(_("newest first"), default=True, db_default=True)
    positions = models.PositiveIntegerField(default=0)  # given out so far, one to each entry that went out
    news = models.PositiveIntegerField(default=0)  # how often readers got something else to see
    changed_at = models.DateTimeField(null=True)  # when they got it last

    class Meta:
        default_permissions = ()
        verbose_name = _("running story")
        verbose_name_plural = _("running stories")
        constraints = [
            models.CheckConstraint(
                name="running_ends_after_it_begins", condition=Q(ended_at=None) | Q(ended_at__gte=F("begun_at"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None


class EntryWords(models.Model):
    """What a reader sees of an entry: the fields that the desk's entry and its editions share."""

    headline = CleanCharField(_("headline"), max_length=160, blank=True)
    words = BodyField(_("words"), blank=True)
    at = models.DateTimeField(_("time"), default=timezone.now)
    author = models.ForeignKey(
        "articles.Author", models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("by")
    )
    is_key = models.BooleanField(_("key moment"), default=False)
    is_pinned = models.BooleanField(_("pinned on top"), default=False)
    is_closing = models.BooleanField(_("closing summary"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.headline or f"{timezone.localtime(self.at):%H:%M}"


class EntryStage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waits for an editor")
    SCHEDULED = "scheduled", _("Scheduled")
    DONE = "done", _("Published")


class EntryQuerySet(models.QuerySet):
    def with_standing(self) -> Self:
        """Annotate which version readers have; None where they have none."""
        live = EntryEdition.objects.filter(live_at(), entry=OuterRef("pk"))
        down = EntryTakedown.objects.standing().filter(entry=OuterRef("pk"))
        return self.annotate(live_version=models.Subquery(live.values("version")[:1]), is_down=Exists(down))

    def waiting(self) -> Self:
        """What an editor is to read, the longest wait first."""
        return self.filter(stage=EntryStage.WAITING).order_by("changed_at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def due(self, at=None) -> Self:
        """Whose time to go out has come, the longest due first."""
        return self.filter(goes_out_at__lte=at or timezone.now()).order_by("goes_out_at", "pk")

    def put_at(self, stage, **facts) -> int:
        """Stand there; what was to go out by itself goes out no more."""
        return self.update(**{"stage": stage, "goes_out_at": None, "goes_out_by": None} | facts)


class Entry(EntryWords):
    """An entry as the desk has it. Readers see its editions only."""

    story = models.ForeignKey("articles.Article", models.CASCADE, related_name="entries", verbose_name=_("story"))
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    # Made where it is written, so that an entry that is sent twice is there once.
    client_uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveIntegerField(_("position"), null=True, editable=False)
    stage = models.CharField(_("stage"), max_length=10, choices=EntryStage, default=EntryStage.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    embargoed_until = models.DateTimeField(_("embargoed until"), null=True, blank=True)
    # When it goes out by itself, and by whose word: as it stands, for whoever changes it calls that off.
    goes_out_at = models.DateTimeField(_("goes out"), null=True, editable=False)
    goes_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    kept_back = CleanTextField(
        _("why it did not go out"), max_length=2000, blank=True, default="", db_default="", editable=False
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("last saved"), default=timezone.now)

    objects = EntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["story", "position"], name="entry_has_its_own_position"),
            models.UniqueConstraint(fields=["story"], condition=Q(is_closing=True), name="entry_one_closes_a_story"),
            models.CheckConstraint(name="entry_stage_is_known", condition=Q(stage__in=EntryStage.values)),
            models.CheckConstraint(name="entry_says_something", condition=~Q(headline="", words="")),
            models.CheckConstraint(
                name="entry_scheduled_has_a_time",
                condition=Q(stage=EntryStage.SCHEDULED, goes_out_at__isnull=False)
                | (~Q(stage=EntryStage.SCHEDULED) & Q(goes_out_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["story", "-at", "-id"], name="entry_newest"),
            models.Index(fields=["goes_out_at"], condition=Q(goes_out_at__isnull=False), name="entry_due"),
        ]

    def is_embargoed(self, at=None) -> bool:
        return self.embargoed_until is not None and (at or timezone.now()) < self.embargoed_until

    def live_edition(self) -> "EntryEdition | None":
        return self.editions.filter(live_at()).first()


class EntryEditionQuerySet(models.QuerySet):
    def live(self, at=None) -> Self:
        """What the public may see at that moment: an entry that has begun and not ended, in a story that is live."""
        stories = Edition.objects.live(at).filter(article=OuterRef("story"))
        return self.filter(live_at(at), Exists(stories))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-entry")

    def in_order(self) -> Self:
        return self.order_by("at", "entry")


class EntryEdition(EntryWords):
    """One version of an entry as published: complete, and unchanged for as long as the paper exists."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="editions")
    story = models.ForeignKey("articles.Article", models.PROTECT, related_name="entry_editions")
    uuid = models.UUIDField()  # of the entry, which its address names
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(_("desk version"))
    news = models.PositiveIntegerField()  # which of the story's changes brought it
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True)
    ended_news = models.PositiveIntegerField(null=True)  # which of them took it away
    first_published_at = models.DateTimeField(_("first published"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    # Brought in from another paper: such a one goes when the import is taken back.
    run = models.ForeignKey(
        "articles.ImportRun", models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )

    objects = EntryEditionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("edition of an entry")
        verbose_name_plural = _("editions of entries")
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(ends_at=None), name="entryedition_one_without_end"),
            models.UniqueConstraint(fields=["story", "news"], name="entryedition_brought_by_one_change"),
            models.CheckConstraint(
                name="entryedition_ends_after_it_starts",
                condition=Q(ends_at=None, ended_news=None) | Q(ends_at__gt=F("starts_at"), ended_news__gt=F("news")),
            ),
            models.CheckConstraint(
                name="entryedition_dates_in_order", condition=Q(first_published_at__lte=F("starts_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["story", "-at", "-entry"], condition=Q(ends_at=None), name="entryedition_newest"),
            models.Index(fields=["story", "position"], condition=Q(ends_at=None), name="entryedition_position"),
            models.Index(fields=["starts_at"], name="entryedition_starts"),
            models.Index(fields=["ends_at"], condition=~Q(ends_at=None), name="entryedition_ends"),
        ]

    @property
    def page(self) -> int:
        """The page of older entries that it stands on for good."""
        return (self.position - 1) // ON_A_PAGE + 1

    @property
    def anchor(self) -> str:
        return f"e-{self.uuid}"


class EntryTakedownQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class EntryTakedown(models.Model):
    """An entry that the paper had to take from the public at once. It stays when it is lifted."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="takedowns")
    reason = CleanTextField(_("reason"), max_length=2000)
    files = models.JSONField(_("files"), default=list)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EntryTakedownQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("takedown of an entry")
        verbose_name_plural = _("takedowns of entries")
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(lifted_at=None), name="entrytakedown_one_standing"),
            models.CheckConstraint(name="entrytakedown_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}, {self.made_at:%Y-%m-%d %H:%M}"


class EntryPlacement(Placement):
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="placements")


class EntryEditionPlacement(Placement):
    edition = models.ForeignKey(EntryEdition, models.CASCADE, related_name="placements")
