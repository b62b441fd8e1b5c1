"""The forms of a sound: a new one with its file, and the words of one that is there."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from articles.imaging.film_privacy import blank_words_of
from articles.library.file_form import RIGHTS, WIDGETS, WORDS, FileAddForm
from articles.media_files.sounds import read_sound
from articles.models import Sound
from articles.pictures.kept_file_forms import KeptFileInput

SAID = ("transcript", "is_wordless")


class SoundForm(forms.ModelForm):
    """Its words. Another version of the file is another sound."""

    class Meta:
        model = Sound
        fields = [*WORDS, *SAID, *RIGHTS]
        widgets = WIDGETS | {"transcript": forms.Textarea({"rows": 10})}


class SoundAddForm(FileAddForm):
    class Meta(SoundForm.Meta):
        fields = ["file", *SoundForm.Meta.fields]
        widgets = SoundForm.Meta.widgets | {"file": KeptFileInput({"accept": "audio/mpeg,audio/mp4,audio/ogg,.opus"})}
        help_texts = {"file": _("MP3, M4A or Ogg of up to 100 MB.")}

    def read_file(self, file: UploadedFile) -> str:
        found = read_sound(file)
        if found.ending == "m4a":
            blank_words_of(file)  # a telephone writes where it was
        self.instance.seconds = found.seconds
        return found.ending
