"""The forms of a document: a new one with its file, and the words of one that is there."""

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

from articles.media_files.pdf import MAX_BYTES, read_pdf
from articles.models import Document
from articles.pictures.kept_file_forms import KeepsFiles, KeptFileInput
from common.text import clean_text

WORDS = ["title", "description", "language", "credit", "rights", "rights_until"]


class DocumentForm(forms.ModelForm):
    """Its words. The file never changes: another version of it is another document."""

    class Meta:
        model = Document
        fields = WORDS
        widgets = {
            "description": forms.Textarea({"rows": 2}),
            "rights_until": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }


class DocumentAddForm(KeepsFiles):
    """A title that was left empty is what the file is called."""

    class Meta(DocumentForm.Meta):
        fields = ["file", *WORDS]
        widgets = DocumentForm.Meta.widgets | {"file": KeptFileInput({"accept": "application/pdf,.pdf"})}
        help_texts = {"file": _("A PDF of up to 40 MB that opens without a password. Readers get it as it is.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        file.seek(0)
        content = file.read(MAX_BYTES + 1)  # one that is longer is refused, and not read any further
        found = read_pdf(content)
        digest = hashlib.sha256(content).hexdigest()
        if same := Document.objects.of_digest(digest).first():
            raise ValidationError(_offer(same), code="twice")
        file.original_name = clean_text(getattr(file, "original_name", file.name))[:255]
        document = self.instance
        document.pages, document.holds, document.size = found.pages, found.holds, len(content)
        document.digest, document.file_name = digest, file.original_name
        file.name = f"{slugify(PurePath(file.original_name).stem)[:80] or 'document'}.pdf"
        return file

    def clean(self) -> dict[str, Any]:
        words = super().clean()
        if not words.get("title") and "file" in words and "title" not in self.errors:
            words["title"] = " ".join(PurePath(words["file"].original_name).stem.replace("_", " ").split())[:160]
        return words


def _offer(same):
    address = reverse("admin:articles_document_change", args=[same.pk])
    words = _("This very file is in the library already:")
    return format_html('{} <a href="{}">{}</a>', words, address, same.title)
