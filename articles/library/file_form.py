"""What the forms of documents and sounds have in common: a file that is told by its bytes and comes in once."""

import hashlib
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.pictures.kept_file_forms import KeepsFiles
from common.text import clean_text

WORDS = ("title", "description", "language", "credit")
RIGHTS = ("rights", "rights_until")
WIDGETS = {
    "description": forms.Textarea({"rows": 2}),
    "rights_until": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
}


class FileAddForm(KeepsFiles):
    """A title that was left empty is what the file is called. The file never changes afterwards."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def read_file(self, file: UploadedFile) -> str:
        """Note on the row what the file says, and answer with the ending of its name. Raises ValidationError."""
        raise NotImplementedError

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        ending = self.read_file(file)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        if same := self._meta.model.objects.of_digest(digest).first():
            raise ValidationError(_offer(same), code="twice")
        file.original_name = clean_text(getattr(file, "original_name", file.name))[:255]
        row = self.instance
        row.size, row.digest, row.file_name = file.size, digest, file.original_name
        file.name = f"{slugify(PurePath(file.original_name).stem)[:80] or row._meta.model_name}.{ending}"
        return file

    def clean(self) -> dict[str, Any]:
        words = super().clean()
        if not words.get("title") and "file" in words and "title" not in self.errors:
            words["title"] = " ".join(PurePath(words["file"].original_name).stem.replace("_", " ").split())[:160]
        return words


def _offer(same):
    address = reverse(f"admin:articles_{same._meta.model_name}_change", args=[same.pk])
    words = _("This very file is in the library already:")
    return format_html('{} <a href="{}">{}</a>', words, address, same.title)
