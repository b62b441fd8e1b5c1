"""The form of a film, and what may come in as one."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from articles.models import Video

MAX_BYTES = 200 * 1024 * 1024
# What browsers play. QuickTime's own "qt  " is an MP4 to the eye, but not to Firefox.
MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"}


def film_ending(file) -> str:
    """“webm” or “mp4” by what the file begins with, whatever its name says; nothing for any other file."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head:
        return "webm"
    if head[4:8] == b"ftyp" and head[8:12] in MP4_BRANDS:
        return "mp4"
    return ""


class VideoForm(forms.ModelForm):
    class Meta:
        model = Video
        fields = ["title", "slug", "standfirst", "poster", "file", "seconds", "transcript", "published_at"]
        widgets = {
            "standfirst": forms.Textarea({"rows": 2}),
            "transcript": forms.Textarea({"rows": 10}),
            "file": forms.FileInput({"accept": "video/webm,video/mp4"}),
        }

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if file.size > MAX_BYTES:
            sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(MAX_BYTES)}
            raise ValidationError(
                _("This film is %(size)s; the limit is %(limit)s. Export it at 720 lines and try again."),
                code="heavy", params=sizes,
            )  # fmt: skip
        ending = film_ending(file)
        if not ending:
            raise ValidationError(
                _("This is no WebM or MP4 film. Export it as one of them and try again."), code="kind"
            )
        file.name = f"{hashlib.file_digest(file, 'sha256').hexdigest()[:20]}.{ending}"
        return file
