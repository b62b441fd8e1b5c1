"""The forms of the picture library: a new picture with its file, and the words and focal point of one that is there."""

import datetime as dt
from copy import copy
from dataclasses import fields
from typing import Any

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.forms import Script
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.imaging.decoding import KINDS
from articles.imaging.metadata import Words
from articles.imaging.uploads import MAX_BYTES, CheckedPicture, checked_picture
from articles.models import Picture
from articles.models.pictures import is_focal_point
from articles.pictures.kept_file_forms import KeepsFiles, KeptFileInput
from common.form_fields import CleanCharField

FIRST = ("caption", "credit", "alt", "rights")
FROM_THE_FILE = (*FIRST, *(field.name for field in fields(Words) if field.name not in FIRST))
# What stands in the folded group: the file fills it, and few ever change it.
DETAILS = (
    "headline",
    "keywords",
    "instructions",
    "usage_terms",
    "web_statement",
    "source_type",
    "ai_system",
    "ai_prompt",
    "ai_prompt_writer",
)


class FocalPointInput(forms.TextInput):
    """A text box that the desk's script turns into a picture to point at, with what each shape leaves of it."""

    template_name = "admin/articles/picture/focal_point.html"
    preview = None  # the picture shown, or None until it is in the library
    kept = None  # its file, where the form before could not be saved

    class Media:
        js = [Script("articles/desk/focal-point.js", type="module")]

    def get_context(self, name, value, attrs) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"preview": self.preview, "kept": self.kept}


class PictureFileInput(KeptFileInput):
    template_name = "admin/articles/picture/picture_file.html"

    class Media:
        js = [Script("articles/desk/picture-file.js", type="module")]

    def __init__(self):
        accepted = ",".join(f"image/{kind.lower()}" for kind in KINDS)
        super().__init__({"accept": accepted, "data-picture-file": "", "data-most-bytes": MAX_BYTES})

    def facts_of(self, file) -> dict[str, str]:
        return {"name": file.original_name, "digest": file.digest, "ending": file.ending}

    def restore(self, kept) -> CheckedPicture:
        """Our own drawing, as it was checked. What its file said stands in the form already."""
        facts = kept.facts
        return CheckedPicture(
            kept.path.read_bytes(),
            digest=facts["digest"],
            words=Words(),
            ending=facts["ending"],
            original_name=facts["name"],
        )


class PictureFileField(forms.FileField):
    """An uploaded picture, checked and drawn anew; what comes out is never the file that came in."""

    widget = PictureFileInput

    def to_python(self, data) -> CheckedPicture | None:
        if data in self.empty_values or isinstance(data, CheckedPicture):
            return data or None
        return checked_picture(data)


class PictureWordsForm(forms.ModelForm):
    """What is said of one picture, as it stands in a list of several."""

    class Meta:
        model = Picture
        fields = ["caption", "alt", "is_decorative", "byline", "credit", "rights", "rights_until"]
        widgets = {
            "caption": forms.Textarea({"rows": 3}),
            "alt": forms.Textarea({"rows": 3}),
            "rights_until": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # As it is stored: the files on disk are named after the credit there, not after one that is being typed.
        self.stored = copy(self.instance)

    @property
    def details(self) -> list[tuple[str, str]]:
        """What else the file said: the names of the fields and their words."""
        fields = [self.stored._meta.get_field(name) for name in (*DETAILS, "file_name")]
        said = [(field.verbose_name, self.stored._get_FIELD_display(field)) for field in fields]
        return [(name, words) for name, words in said if words]

    def clean(self) -> dict[str, Any]:
        words = super().clean()
        if not words.get("alt") and not words.get("is_decorative") and "alt" in self.fields:
            self.add_error("alt", _("Say what the picture shows, or tick “decorative”."))
        return words


class PictureFirstWordsForm(PictureWordsForm):
    """What a picture is asked for where it has just been put into a story; the library has the rest."""

    class Meta(PictureWordsForm.Meta):
        fields = ["alt", "is_decorative", "caption", "credit"]
        widgets = {name: forms.Textarea({"rows": 2}) for name in ("alt", "caption")}


class WordsForAllForm(forms.Form):
    """What several pictures have in common. It fills what is empty and writes over nothing."""

    credit = CleanCharField(label=_("Credit"), required=False, max_length=120)
    rights = CleanCharField(label=_("Rights"), required=False, max_length=300)
    rights_until = forms.DateField(
        label=_("Rights until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class PictureForm(PictureWordsForm):
    focal_point = forms.CharField(
        label=_("Focal point"),
        initial="0.5x0.5",
        max_length=20,
        widget=FocalPointInput,
        validators=[is_focal_point],
        help_text=_("What every cut of this picture has to keep: press on it, or move the mark with the arrow keys."),
    )

    class Meta(PictureWordsForm.Meta):
        fields = ["focal_point", *PictureWordsForm.Meta.fields, *DETAILS]
        widgets = PictureWordsForm.Meta.widgets | {
            name: forms.Textarea({"rows": 2}) for name in ("keywords", "instructions", "usage_terms", "ai_prompt")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["focal_point"].widget.preview = self.stored if self.stored.pk else None


class PictureAddForm(PictureForm, KeepsFiles):
    """The file fills the words that the editor left empty, before anything is asked for that it may say itself."""

    file = PictureFileField(
        label=_("File"),
        help_text=_(
            "JPEG, PNG, WebP or AVIF, up to 25 MB and 50 million pixels. Fields left empty are filled from it."
        ),
    )

    class Meta(PictureForm.Meta):
        fields = ["file", *PictureForm.Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credit"].required = False
        self.read_from_file = []

    def clean_file(self) -> CheckedPicture:
        file = self.cleaned_data["file"]
        same = Picture.objects.of_digest(file.digest).first()
        if same:
            raise ValidationError(_offer(same, in_popup=IS_POPUP_VAR in self.data), code="twice")
        self.instance.digest, self.instance.file_name = file.digest, file.original_name
        return file

    def clean(self) -> dict[str, Any]:
        if "file" in self.cleaned_data:
            self._fill_from(self.cleaned_data["file"].words)
        words = super().clean()
        if not words.get("credit") and "credit" not in self.errors:
            self.add_error("credit", _("Say who made it. The file does not."))
        return words

    def full_clean(self) -> None:
        super().full_clean()
        self.fields["focal_point"].widget.kept = self.fields["file"].widget.kept

    def _fill_from(self, words):
        """Into the form as well, so that the editor sees what was found even when something else has to be mended."""
        self.data = self.data.copy()
        for name in FROM_THE_FILE:
            found = getattr(words, name)
            if name in self.fields and found and not self.cleaned_data.get(name) and name not in self.errors:
                self.cleaned_data[name] = found
                self.data[self.add_prefix(name)] = found.isoformat() if isinstance(found, dt.date) else found
                self.read_from_file.append(self.fields[name].label)


def _offer(same, *, in_popup):
    """The picture that is there already: chosen at a press in the lookup window, opened elsewhere."""
    address = reverse("admin:articles_picture_change", args=[same.pk])
    chooses = format_html(' data-popup-opener="{}"', same.pk) if in_popup else ""
    return format_html(
        '{} <a href="{}"{}>{}</a>',
        _("This very file is in the library already:"),
        address,
        chooses,
        _("use “%(picture)s”") % {"picture": same},
    )
