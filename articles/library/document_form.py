"""The forms of a document: a new one with its file, and the words of one that is there."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from articles.library.file_form import RIGHTS, WIDGETS, WORDS, FileAddForm
from articles.media_files.pdf import MAX_BYTES, read_pdf
from articles.models import Document
from articles.pictures.kept_file_forms import KeptFileInput

SAYS = ("says",)


class DocumentForm(forms.ModelForm):
    """Its words. Another version of the file is another document."""

    class Meta:
        model = Document
        fields = [*WORDS, *SAYS, *RIGHTS]
        widgets = WIDGETS | {"says": forms.Textarea({"rows": 8})}


class DocumentAddForm(FileAddForm):
    class Meta(DocumentForm.Meta):
        fields = ["file", *DocumentForm.Meta.fields]
        widgets = DocumentForm.Meta.widgets | {"file": KeptFileInput({"accept": "application/pdf,.pdf"})}
        help_texts = {
            "file": _("A PDF of up to 40 MB that opens without a password. Readers get it as it is."),
        }

    def read_file(self, file: UploadedFile) -> str:
        file.seek(0)
        found = read_pdf(file.read(MAX_BYTES + 1))  # one that is longer is refused, and not read any further
        self.instance.pages, self.instance.holds = found.pages, found.holds
        return "pdf"
