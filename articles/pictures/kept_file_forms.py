"""Forms that keep a chosen file while something else is mended: browsers forget it."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from articles.pictures.kept_uploads import KeptUpload, drop_upload, find_upload, keep_upload


class KeepsFile:
    """For file inputs: takes the file kept from the form before, where no other is chosen."""

    template_name = "admin/articles/picture/kept_file.html"
    input_template = "django/forms/widgets/file.html"
    owner: int | None = None  # whose files it may take
    kept: KeptUpload | None = None
    is_lost = False

    def value_from_datadict(self, data, files, name) -> Any:
        chosen = super().value_from_datadict(data, files, name)
        token = data.get(f"{name}-kept", "")
        if chosen or chosen is False or not token or self.owner is None:
            return chosen
        self.kept = find_upload(token, owner=self.owner)
        self.is_lost = self.kept is None
        return self.restore(self.kept) if self.kept else None

    def get_context(self, name, value, attrs) -> dict[str, Any]:
        if self.kept:
            attrs = {**(attrs or {}), "required": False}
        return super().get_context(name, value, attrs) | {"kept": self.kept, "input_template": self.input_template}

    def facts_of(self, file) -> dict:
        """What has to be known besides the bytes, to go on with the file in the next form."""
        return {"name": getattr(file, "original_name", file.name)}

    def restore(self, kept: KeptUpload) -> UploadedFile:
        return UploadedFile(kept.path.open("r+b"), kept.facts["name"], size=kept.path.stat().st_size)


class KeptFileInput(KeepsFile, forms.FileInput):
    """A file that has to be there."""


class KeptClearableFileInput(KeepsFile, AdminFileWidget):
    """A file that may be there, and may be taken away."""

    use_fieldset = False  # the label is the input's; the box that takes the file away has its own
    input_template = AdminFileWidget.template_name


class KeepsFiles(forms.ModelForm):
    """Base of forms whose file inputs are kept. Whoever shows the form says whose files they are."""

    owner: int | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._kept_names():
            self.fields[name].widget.owner = self.owner

    def _kept_names(self):
        return [name for name, field in self.fields.items() if isinstance(field.widget, KeepsFile)]

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.errors:
            for name in self._kept_names():
                self._keep(name)

    def _keep(self, name):
        widget, file = self.fields[name].widget, self.cleaned_data.get(name)
        if widget.is_lost:
            self.errors[name] = self.error_class([_("Files are kept for a day: please choose this one once more.")])
        if name in self.errors:
            widget.kept = None
        elif self.add_prefix(name) in self.files and file:
            try:
                widget.kept = self._kept_now(widget, file)
            except OSError:
                self.add_error(
                    name, _("The file is good, but there is no room to keep it: please choose it once more.")
                )

    def _kept_now(self, widget, file):
        if self.owner is None:
            raise OSError("nobody to keep it for")
        return keep_upload(file, owner=self.owner, facts=widget.facts_of(file))

    def forget_kept_files(self) -> None:
        """Once the files stand where they belong."""
        for name in self._kept_names():
            if self.fields[name].widget.kept:
                drop_upload(self.fields[name].widget.kept)
