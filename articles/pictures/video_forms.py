"""The form of a film, and what may come in as one."""

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from articles.imaging.file_kinds import ENOUGH, kind_of
from articles.imaging.film_privacy import blank_words_of
from articles.models import Video
from articles.pictures.kept_file_forms import KeptFileInput
from articles.pictures.subtitles_form import OWN, SubtitlesForm, subtitles_input

MAX_BYTES = 200 * 1024 * 1024
ENDINGS = {"WebM": "webm", "MP4": "mp4"}


def film_ending(file) -> str:
    """“webm” or “mp4” by what the file holds, whatever its name says; nothing for any other file."""
    file.seek(0)
    kind = kind_of(file.read(ENOUGH))
    file.seek(0)
    return ENDINGS.get(kind, "")


class VideoForm(SubtitlesForm):
    class Meta:
        model = Video
        fields = [
            "title",
            "slug",
            "standfirst",
            "poster",
            "file",
            OWN,
            "has_no_speech",
            "seconds",
            "transcript",
            "published_at",
        ]
        widgets = {
            "standfirst": forms.Textarea({"rows": 2}),
            "transcript": forms.Textarea({"rows": 10}),
            "file": KeptFileInput({"accept": "video/webm,video/mp4"}),
            OWN: subtitles_input(),
        }

    def clean_file(self) -> UploadedFile | FieldFile:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if file.size > MAX_BYTES:
            sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(MAX_BYTES)}
            raise ValidationError(
                _("This film is %(size)s; the limit is %(limit)s. Export it at 720 lines and try again."),
                code="heavy",
                params=sizes,
            )
        ending = film_ending(file)
        if not ending:
            raise ValidationError(
                _("This is no WebM or MP4 film. Export it as one of them and try again."), code="kind"
            )
        blank_words_of(file)
        file.original_name = file.name
        file.name = f"{secrets.token_hex(16)}.{ending}"
        return file
