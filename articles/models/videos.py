"""A film that readers may also want to watch."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField
from common.share_card import ShareCard

if TYPE_CHECKING:
    from articles.models.pictures import Picture


class VideoQuerySet(models.QuerySet):
    def live(self, at=None) -> Self:
        return self.filter(published_at__lte=at or timezone.now())

    def newest_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def without_subtitles(self) -> Self:
        """Those in which somebody speaks whom not everybody can hear."""
        return self.filter(has_no_speech=False, captions="", other_subtitles=None)


class Video(models.Model):
    title = CleanCharField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80)
    standfirst = CleanCharField(_("standfirst"), max_length=300, blank=True)
    poster = models.ForeignKey("articles.Picture", models.PROTECT, related_name="videos", verbose_name=_("still"))
    file = models.FileField(
        _("film"),
        upload_to="films/",
        validators=[FileExtensionValidator(["webm", "mp4"])],
        help_text=_("WebM or MP4."),
    )
    captions = models.FileField(
        _("subtitles"),
        upload_to="films/",
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_(
            "What is said and heard, in the paper’s own language, for those who cannot hear it: WebVTT or SRT."
        ),
    )
    has_no_speech = models.BooleanField(
        _("nobody speaks"),
        default=False,
        db_default=False,
        help_text=_("Then it needs no subtitles, unless something is heard that matters."),
    )
    seconds = models.PositiveIntegerField(_("length in seconds"))
    transcript = CleanTextField(_("transcript"), help_text=_("What is said and shown, for those who cannot watch."))
    published_at = models.DateTimeField(_("shown from"), default=timezone.now)

    objects = VideoQuerySet.as_manager()

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        indexes = [models.Index(fields=["-published_at", "-id"], name="video_newest")]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:video", kwargs={"slug": self.slug, "pk": self.pk})

    @property
    def share_card(self) -> ShareCard:
        return ShareCard("video", self.pk, self.title, _("Watch"))

    def is_live(self, at=None) -> bool:
        return self.published_at <= (at or timezone.now())

    @property
    def shown_still(self) -> "Picture | None":
        return self.poster if self.poster.may_be_shown() else None

    @property
    def length(self) -> str:
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes}:{seconds:02}"

    @property
    def subtitles(self) -> list[tuple[str, FieldFile]]:
        """Each language that it has them in, with its file; the paper's own first."""
        own = [(settings.LANGUAGE_CODE, self.captions)] if self.captions else []
        return [*own, *((each.language, each.file) for each in self.other_subtitles.order_by("language"))]


class Subtitles(models.Model):
    """What is said and heard in a film, in a language that is not the paper's own, as WebVTT of our own writing."""

    video = models.ForeignKey(Video, models.CASCADE, related_name="other_subtitles", verbose_name=_("video"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    file = models.FileField(_("file"), upload_to="films/", validators=[FileExtensionValidator(["vtt"])])

    class Meta:
        default_permissions = ()
        verbose_name = _("subtitles")
        verbose_name_plural = _("subtitles")
        constraints = [
            models.UniqueConstraint(fields=["video", "language"], name="subtitles_once_a_language"),
            models.CheckConstraint(name="subtitles_have_a_file", condition=~Q(file="")),
        ]

    def __str__(self) -> str:
        return f"{self.video}: {self.get_language_display()}"
