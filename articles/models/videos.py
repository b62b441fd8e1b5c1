"""A film that readers may also want to watch."""

from typing import TYPE_CHECKING, Self

from django.core.validators import FileExtensionValidator
from django.db import models
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
        help_text=_("What is said and heard, as WebVTT, for those who cannot hear it."),
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
