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
from common.fields import CleanCharField
from common.folded_field import FoldedField

PLACEMENTS = (ArticlePlacement, EditionPlacement)


class LibraryFileQuerySet(RightsQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-added_at", "-pk")

    def of_digest(self, digest: str) -> Self:
        """The row made from that very file, if there is one."""
        return self.filter(digest=digest)

    def with_use(self, at=None) -> Self:
        """Annotate whether a live story holds each, and whether any story of the desk or the record does."""
        in_article, in_edition = (
            model.objects.filter(**{self.model.PLACED_AS: OuterRef("pk")}) for model in PLACEMENTS
        )
        return self.annotate(
            is_live=Exists(in_edition.filter(edition__in=Edition.objects.live(at=at))),
            is_used=Exists(in_article) | Exists(in_edition),
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


class Document(LibraryFile):
    """A PDF: minutes, a report, a judgement."""

    PLACED_AS = "document"

    file = models.FileField(_("file"), upload_to=document_path, max_length=200)
    pages = models.PositiveIntegerField(_("pages"), editable=False)
    holds = models.JSONField(_("holds"), default=list, blank=True, editable=False)  # see media_files
    folded = FoldedField("title", "description", "credit", "rights", "file_name")

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
