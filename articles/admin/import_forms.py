"""What an editor says before an archive is read, and what they decide before it is written."""

from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.importing.files import open_files
from articles.importing.retention import sent_folder
from articles.importing.source import CannotRead
from articles.importing.sources.registry import SOURCES, detect
from common.form_fields import CleanURLField

FOLDER = "imports"  # in DATA: where files lie that are too large to be sent by a browser
MOST_LISTED = 200
LARGEST = 220 * 1024 * 1024  # bytes of a file that a browser sends


def folder() -> Path:
    return settings.DATA / FOLDER


class BeginForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("the export"),
        required=False,
        help_text=gettext_lazy("Up to 220 MB. A larger one is put on the server, as is the folder of pictures."),
        widget=forms.ClearableFileInput(
            {
                "data-most": LARGEST,
                "data-too-large": gettext_lazy("Too large to be sent: put it on the server, and choose it below."),
            }
        ),
    )
    file = forms.ChoiceField(label=gettext_lazy("or a file that lies on the server"), required=False)
    media = forms.ChoiceField(label=gettext_lazy("folder of pictures on the server"), required=False)
    fetch = forms.BooleanField(
        label=gettext_lazy("ask the old site for pictures that the folder lacks"), required=False
    )
    address = CleanURLField(
        label=gettext_lazy("address of the old site"),
        assume_scheme="https",
        help_text=gettext_lazy("Such as https://old.example"),
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("its time zone"), initial=settings.TIME_ZONE)
    pages = forms.ChoiceField(
        label=gettext_lazy("pages of the old site"),
        choices=[("draft", gettext_lazy("bring them as stories")), ("leave", gettext_lazy("leave them out"))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = sorted(path.name for path in folder().glob("*"))[:MOST_LISTED] if folder().is_dir() else []
        folders = [name for name in names if (folder() / name).is_dir()]
        self.fields["file"].choices = [("", "–"), *((name, name) for name in names)]
        self.fields["media"].choices = [("", "–"), *((name, name) for name in folders)]
        self.fields["time_zone"].choices = [(name, name) for name in sorted(available_timezones())]
        self.fields["file"].help_text = _(
            "What lies in the folder “%(folder)s” beside the database is offered here."
        ) % {"folder": FOLDER}

    def clean(self) -> dict:
        data = super().clean()
        if not (data.get("upload") or data.get("file")):
            raise forms.ValidationError(_("Choose a file to send, or one that lies on the server."))
        return data

    def clean_time_zone(self) -> str:
        return ZoneInfo(self.cleaned_data["time_zone"]).key

    def kept_file(self) -> Path:
        """The export on our disk. Raises ValidationError where it is none that can be read."""
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if not upload:
            return folder() / self.cleaned_data["file"]
        # Never in the place of a file that another run may be reading.
        storage = FileSystemStorage(sent_folder(), file_permissions_mode=0o600, directory_permissions_mode=0o700)
        return Path(storage.path(storage.save(upload.name, upload)))

    def media_folder(self) -> Path | None:
        return folder() / self.cleaned_data["media"] if self.cleaned_data["media"] else None


def source_of(path: Path) -> str:
    """Which system wrote it. Raises CannotRead."""
    found = detect(open_files(path))
    if not found:
        names = ", ".join(str(reader.verbose_name) for reader in SOURCES.values())
        raise CannotRead(_("This is no export that can be read. These can: %(names)s.") % {"names": names})
    return found
