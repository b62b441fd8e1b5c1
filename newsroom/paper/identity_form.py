"""The form of the paper's name and look."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.paper.icons import LEAST, TooSmall, drawn_icon
from newsroom.paper.identity import Paper
from newsroom.paper.outline import MOST_BYTES, read_outline


class PaperForm(forms.ModelForm):
    new_icon = forms.FileField(
        required=False,
        label=gettext_lazy("Icon"),
        help_text=gettext_lazy("One square picture, best of 512 pixels: every size is cut from it."),
    )
    remove_icon = forms.BooleanField(required=False, label=gettext_lazy("Go back to the initial on the colour"))

    new_outline = forms.FileField(
        required=False,
        label=gettext_lazy("Outline of the area"),
        help_text=gettext_lazy(
            "A GeoJSON file of areas and lines, such as land, borders and rivers: maps in stories are drawn on it."
        ),
    )
    remove_outline = forms.BooleanField(required=False, label=gettext_lazy("Draw maps without an outline"))

    class Meta:
        model = Paper
        fields = [
            "name",
            "town",
            "strapline",
            "legal_line",
            "logo",
            "new_icon",
            "remove_icon",
            "accent",
            "accent_dark",
            "new_outline",
            "remove_outline",
            "sharing_picture",
            "accounts",
            "may_republish",
            "is_text_only",
        ]

    def clean_new_icon(self) -> bytes | None:
        """Our own drawing of it. Raises what the pictures of the library are refused with."""
        upload = self.cleaned_data["new_icon"]
        if not upload:
            return None
        try:
            return drawn_icon(upload)
        except TooSmall:
            message = _("An icon needs at least %(least)s pixels on each side.")
            raise forms.ValidationError(message % {"least": LEAST}) from None

    def clean_new_outline(self) -> dict | None:
        """What is kept of it. Raises ValidationError."""
        upload = self.cleaned_data["new_outline"]
        return read_outline(upload.read(MOST_BYTES + 1)) if upload else None

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("accent_dark") and not self.cleaned_data.get("accent"):
            self.add_error("accent_dark", _("Choose the colour of the light pages too."))

    def save(self, commit=True) -> Paper:
        if self.cleaned_data["new_icon"]:
            self.instance.icon = self.cleaned_data["new_icon"]
        elif self.cleaned_data["remove_icon"]:
            self.instance.icon = None
        if self.cleaned_data["new_outline"]:
            self.instance.outline = self.cleaned_data["new_outline"]
        elif self.cleaned_data["remove_outline"]:
            self.instance.outline = None
        return super().save(commit)
