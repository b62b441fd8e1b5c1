"""The words and the time of an issue, as its editor types them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.body.registry import KINDS
from articles.body.schema import EXTENSIONS
from articles.editing.forms import BodyFormField, body_for_storing
from newsroom.newsletters.composing.times import NoSuchTime, moment_of
from newsroom.newsletters.models import Issue

# What a letter has room for; all else that stands in a story would be left out of it.
LEFT_OUT = {"PictureFigure", "Gallery", "PullQuote", "StoryEmbeds", "Footnote", "Table", "TableRow", "TableHeader"}
LEFT_OUT |= {"TableCell", "SlashMenu", *(kind.extension for kind in KINDS.values())}
OF_A_NOTE = {name: options for name, options in EXTENSIONS.items() if name not in LEFT_OUT}


class IssueForm(forms.ModelForm):
    class Meta:
        model = Issue
        fields = ["subject", "preheader", "note", "goes_out_on", "goes_out_at", "first_batch", "rate"]
        field_classes = {"note": BodyFormField}
        widgets = {
            "goes_out_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "goes_out_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "note": _("Words, links and lists. Pictures and polls are left out: a poll has a place of its own."),
            "goes_out_at": _("By the paper’s clock."),
            "rate": _("Empty: as the paper’s settings say."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.config = {"extensions": OF_A_NOTE}

    def clean_note(self) -> str:
        return body_for_storing(self.cleaned_data["note"]).html

    def clean(self) -> None:
        super().clean()
        day, time = self.cleaned_data.get("goes_out_on"), self.cleaned_data.get("goes_out_at")
        if day and time:
            try:
                moment_of(day, time)
            except NoSuchTime as fault:
                self.add_error("goes_out_at", str(fault))
