"""A picture of the paper's library: the file, who made it, what it shows, and until when it may be shown."""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from imagefield.fields import PPOIField

from articles.imaging.renditions import FORMATS, PictureField
from articles.models.articles import Article, ArticlePlacement
from articles.models.editions import Edition, EditionPlacement
from articles.models.file_words import FileWords
from articles.models.fronts import FrontSlot
from articles.models.rights import HeldRights, RightsQuerySet
from articles.models.running import EntryEdition, EntryEditionPlacement, EntryPlacement
from articles.models.story import shows_picture
from articles.models.subjects import Author
from articles.models.videos import Video
from common.fields import CleanCharField
from common.folded_field import FoldedField

is_focal_point = RegexValidator(
    r"^(0(\.\d+)?|1(\.0+)?)x(0(\.\d+)?|1(\.0+)?)$",
    _("A focal point is how far from the left and from the top, such as 0.5x0.3."),
)


UPLOAD_TO = "pictures/%Y/%m/"
# From where its own name begins. The number stands in the statement, as databases know an index by its very words.
CALLED = Func("file", template="SUBSTR(%(expressions)s, 18)", output_field=models.CharField())
ENDINGS = ("jpg", "jpeg", "png", "webp", "avif")


class PictureQuerySet(RightsQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-added_at", "-pk")

    def of_digest(self, digest) -> Self:
        """The picture made from that very file, if there is one."""
        return self.filter(~Q(digest=""), digest=digest)

    def of_file_stem(self, stem: str) -> Self:
        """Those whose file is called so but for its ending."""
        return self.annotate(called=CALLED).filter(called__in=[f"{stem}.{ending}" for ending in ENDINGS])

    def without_words(self) -> Self:
        """Those that came in with many others and still lack a credit, or alternative text."""
        return self.filter(Q(credit="") | Q(alt="", is_decorative=False))

    def with_use(self, at=None) -> Self:
        """Annotate whether a live story or front holds each picture, whether a scheduled story does, or anything."""
        this = OuterRef("pk")
        live, scheduled = Edition.objects.live(at=at), Edition.objects.scheduled(at=at)
        placed = EditionPlacement.objects.filter(picture=this)
        in_entries = EntryEditionPlacement.objects.filter(picture=this)
        return self.annotate(
            is_live=Exists(live.filter(shows_picture(this)))
            | Exists(placed.filter(edition__in=live))
            | Exists(in_entries.filter(edition__in=EntryEdition.objects.live(at)))
            | Exists(FrontSlot.objects.live(at).filter(picture=this, article__editions__in=live)),
            is_planned=Exists(scheduled.filter(shows_picture(this))) | Exists(placed.filter(edition__in=scheduled)),
            is_used=Exists(Article.objects.filter(shows_picture(this)))
            | Exists(Edition.objects.filter(shows_picture(this)))
            | Exists(ArticlePlacement.objects.filter(picture=this))
            | Exists(placed)
            | Exists(EntryPlacement.objects.filter(picture=this))
            | Exists(in_entries)
            | Exists(FrontSlot.objects.filter(picture=this))
            | Exists(Video.objects.filter(poster=this))
            | Exists(Author.objects.filter(portrait=this)),
        )


class Picture(HeldRights, FileWords):
    """One photograph or drawing. Its words stand under it wherever a story does not say otherwise.

    The file never changes: stories of the public record show it. Another version of it is another picture. One that
    came in with many others may wait for its words; until it has them, and once its rights have ended, no reader
    sees it.
    """

    file = PictureField(
        _("file"),
        upload_to=UPLOAD_TO,
        width_field="width",
        height_field="height",
        ppoi_field="focal_point",
        formats=FORMATS,
        auto_add_fields=False,
    )
    width = models.PositiveIntegerField(editable=False, null=True)
    height = models.PositiveIntegerField(editable=False, null=True)
    focal_point = PPOIField(_("focal point"), validators=[is_focal_point])
    caption = CleanCharField(_("caption"), max_length=400, blank=True)
    byline = CleanCharField(
        _("by-line"), max_length=120, blank=True, help_text=_("Who took it, where the credit names somebody else.")
    )
    credit = CleanCharField(_("credit"), max_length=120, help_text=_("Who made it, as it is printed."))
    alt = CleanCharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Not the caption again."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It says nothing that the words do not: read out nothing.")
    )
    folded = FoldedField(
        "caption",
        "headline",
        "byline",
        "credit",
        "alt",
        "rights",
        "keywords",
        "instructions",
        "usage_terms",
        "file_name",
    )
    digest = models.CharField(max_length=64, editable=False, blank=True)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("change_live_picture", _("Can change pictures that readers see"))]
        constraints = [
            models.UniqueConstraint(
                name="picture_stored_once",
                fields=["digest"],
                condition=~Q(digest=""),
                violation_error_message=_("This very file is in the library already."),
            ),
        ]
        indexes = [
            models.Index(fields=["-added_at", "-id"], name="picture_newest"),
            models.Index(CALLED, name="picture_called"),
        ]

    def __str__(self):
        words = self.caption or self.headline or self.alt or self.file_name
        return words or f"{capfirst(self._meta.verbose_name)} {self.pk}"

    @property
    def credit_line(self) -> str:
        """By-line and credit as they are printed. A name that stands in the credit already is not said twice."""
        if not self.byline or self.byline.casefold() in self.credit.casefold():
            return self.credit
        return " / ".join(filter(None, [self.byline, self.credit]))

    @property
    def alt_text(self) -> str:
        return "" if self.is_decorative else self.alt

    @property
    def is_described(self) -> bool:
        """Whether somebody who cannot see it is told what it shows, or that there is nothing to tell."""
        return bool(self.alt.strip()) or self.is_decorative

    def may_be_shown(self, at=None) -> bool:
        """Whether readers may see it at that moment. Asked wherever a page is drawn, so nothing has to run for it."""
        return self.is_described and not self.rights_have_ended(at)
