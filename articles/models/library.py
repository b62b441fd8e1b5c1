"""What the library holds beside pictures and films: files that a story places as a card of their own."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models.articles import ArticlePlacement
from articles.models.editions import Edition, EditionPlacement
from articles.models.rights import HeldRights, RightsQuerySet
from articles.models.running import EntryEdition, EntryEditionPlacement, EntryPlacement
from common.fields import CleanCharField, CleanTextField
from common.folded_field import FoldedField

PLACEMENTS = (ArticlePlacement, EditionPlacement, EntryPlacement, EntryEditionPlacement)


class LibraryFileQuerySet(RightsQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-added_at", "-pk")

    def of_digest(self, digest: str) -> Self:
        """The row made from that very file, if there is one."""
        return self.filter(digest=digest)

    def with_use(self, at=None) -> Self:
        """Annotate whether a live story holds each, and whether any story of the desk or the record does."""
        in_article, in_edition, in_entry, in_entry_edition = (
            model.objects.filter(**{self.model.PLACED_AS: OuterRef("pk")}) for model in PLACEMENTS
        )
        return self.annotate(
            is_live=Exists(in_edition.filter(edition__in=Edition.objects.live(at=at)))
            | Exists(in_entry_edition.filter(edition__in=EntryEdition.objects.live(at))),
            is_used=Exists(in_article) | Exists(in_edition) | Exists(in_entry) | Exists(in_entry_edition),
        )


class LibraryFile(HeldRights):
    """A file with what is said of it wherever it stands. It never changes: stories of the public record lead to it."""

    PLACED_AS = ""  # the kind of its placements

    title = CleanCharField(_("title"), max_length=160)
    description = CleanCharField(
        _("description"), max_length=400, blank=True, help_text=_("What a reader finds in it, in a sentence.")
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=[("", _("The paper’s own")), *settings.LANGUAGES],
        help_text=_("Of the words in it."),
    )
    credit = CleanCharField(_("credit"), max_length=120, help_text=_("Who made it, as it is printed."))
    file_name = CleanCharField(_("name of the file"), max_length=255, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    digest = models.CharField(max_length=64, editable=False)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = LibraryFileQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def may_be_shown(self, at=None) -> bool:
        return not self.rights_have_ended(at)


def document_path(_document: "Document", name: str) -> str:
    """A folder that nobody can guess, and in it a name that says something to whoever keeps the file."""
    return f"documents/{secrets.token_hex(16)}/{name}"


def sound_path(_sound: "Sound", name: str) -> str:
    return f"sounds/{secrets.token_hex(16)}/{name}"


class Document(LibraryFile):
    """A PDF: minutes, a report, a judgement."""

    PLACED_AS = "document"

    file = models.FileField(_("file"), upload_to=document_path, max_length=200)
    pages = models.PositiveIntegerField(_("pages"), editable=False)
    holds = models.JSONField(_("holds"), default=list, blank=True, editable=False)  # see media_files
    says = CleanTextField(
        _("what it says"),
        blank=True,
        default="",
        db_default="",
        help_text=_("Its words or what matters of them, in paragraphs: for who cannot open it, and found by search."),
    )
    folded = FoldedField("title", "description", "credit", "rights", "file_name", "says")

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("change_live_document", _("Can change documents that readers see"))]
        constraints = [
            models.UniqueConstraint(
                name="document_stored_once",
                fields=["digest"],
                violation_error_message=_("This very file is in the library already."),
            ),
            models.CheckConstraint(name="document_is_named", condition=~Q(title="") & ~Q(credit="")),
            models.CheckConstraint(name="document_has_pages", condition=Q(pages__gt=0, size__gt=0)),
        ]
        indexes = [models.Index(fields=["-added_at", "-id"], name="document_newest")]

    @property
    def facts(self) -> str:
        """What whoever opens it has to expect, for the desk."""
        pages = ngettext("%(count)s page", "%(count)s pages", self.pages) % {"count": self.pages}
        return f"PDF · {pages} · {filesizeformat(self.size)}"


class Sound(LibraryFile):
    """Something to listen to, with its words for those who cannot."""

    PLACED_AS = "sound"

    file = models.FileField(_("file"), upload_to=sound_path, max_length=200)
    seconds = models.PositiveIntegerField(_("length in seconds"), null=True, editable=False)
    transcript = CleanTextField(
        _("transcript"),
        blank=True,
        help_text=_("What is said, in paragraphs. A story with the sound does not go out before it has one."),
    )
    is_wordless = models.BooleanField(
        _("no words"), default=False, help_text=_("Music, birds, the sea: nobody says anything in it.")
    )
    folded = FoldedField("title", "description", "credit", "rights", "file_name", "transcript")

    class Meta:
        verbose_name = _("sound")
        verbose_name_plural = _("sounds")
        permissions = [("change_live_sound", _("Can change sounds that readers see"))]
        constraints = [
            models.UniqueConstraint(
                name="sound_stored_once",
                fields=["digest"],
                violation_error_message=_("This very file is in the library already."),
            ),
            models.CheckConstraint(name="sound_is_named", condition=~Q(title="") & ~Q(credit="")),
            models.CheckConstraint(name="sound_is_of_a_size", condition=Q(size__gt=0)),
        ]
        indexes = [models.Index(fields=["-added_at", "-id"], name="sound_newest")]

    @property
    def is_told(self) -> bool:
        """Whether somebody who cannot hear it is told what it says, or that it says nothing."""
        return self.is_wordless or bool(self.transcript.strip())

    @property
    def length(self) -> str:
        """Nothing where the file does not say."""
        minutes, seconds = divmod(self.seconds or 0, 60)
        return f"{minutes}:{seconds:02}" if self.seconds else ""

    @property
    def mime(self) -> str:
        """What browsers are told; the names that Python's list and the door's have differ."""
        return {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg"}[self.file.name.rpartition(".")[2]]

    @property
    def facts(self) -> str:
        """What whoever plays it has to expect, for the desk."""
        return " · ".join(
            filter(None, [self.file.name.rpartition(".")[2].upper(), self.length, filesizeformat(self.size)])
        )

    def may_be_shown(self, at=None) -> bool:
        return self.is_told and super().may_be_shown(at)
