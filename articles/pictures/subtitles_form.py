"""Subtitles in a film's form: a file for each language of the paper, and the transcript that they make."""

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.imaging.captions import BadCaptions, clean_captions, transcript_of
from articles.pictures.kept_file_forms import KeepsFiles, KeptClearableFileInput

OWN = "captions"  # the paper's own language stands on the film's row, the others in rows of their own
OTHERS = {
    f"captions_{code.replace('-', '_')}": (code, name)
    for code, name in settings.LANGUAGES
    if code != settings.LANGUAGE_CODE
}
SUBTITLES = (OWN, *OTHERS)


def subtitles_input() -> KeptClearableFileInput:
    return KeptClearableFileInput({"accept": "text/vtt,.vtt,.srt"})


def _field_in(language):
    label = format_lazy("{} ({})", _("Subtitles"), language)
    return forms.FileField(label=label, required=False, widget=subtitles_input())


# Which languages there are depends on the settings, so that these fields cannot be written down one by one.
OtherLanguages = type(KeepsFiles)(
    "OtherLanguages", (KeepsFiles,), {field: _field_in(name) for field, (_code, name) in OTHERS.items()}
)


class SubtitlesForm(OtherLanguages):
    """A transcript that was left empty is made of the words of the subtitles that are brought."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "transcript" in self.fields:  # whoever may look alone has no fields
            self.fields["transcript"].required = False
        there = self.instance.other_subtitles.all() if self.instance.pk else ()
        self.stored = {each.language: each for each in there}
        self.initial |= {name: self.stored[code].file for name, (code, _name) in OTHERS.items() if code in self.stored}

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for name in SUBTITLES:
            if isinstance(file := self.cleaned_data.get(name), UploadedFile):
                self._clean_subtitles(name, file)

    def _clean_subtitles(self, name, file):
        try:
            content = clean_captions(file.read())
        except BadCaptions as fault:
            self.add_error(name, fault)
            return
        cleaned = SimpleUploadedFile(f"{secrets.token_hex(16)}.vtt", content, "text/vtt")
        cleaned.original_name = getattr(file, "original_name", file.name)
        self.cleaned_data[name] = cleaned

    def clean(self) -> dict[str, Any]:
        words = super().clean()
        if not words.get("transcript") and "transcript" not in self.errors:
            words["transcript"] = self._transcript()
        if not words.get("transcript") and "transcript" not in self.errors:
            missing = _("Say what is said and shown, or bring subtitles: then it is made of their words.")
            self.add_error("transcript", missing)
        return words

    def _transcript(self):
        """Of the first language that subtitles are brought in, the paper's own before the others."""
        for name in SUBTITLES:
            if isinstance(file := self.cleaned_data.get(name), UploadedFile):
                words = transcript_of(file.read())
                file.seek(0)
                return words
        return ""

    def _save_m2m(self) -> None:
        super()._save_m2m()
        for name, (code, _name) in OTHERS.items():
            file = self.cleaned_data.get(name)
            if isinstance(file, UploadedFile):
                self.instance.other_subtitles.update_or_create(language=code, defaults={"file": file})
            elif file is False and code in self.stored:
                self.stored[code].delete()
