"""What readers fill in."""

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanEmailField, CleanTextField
from common.reader_forms import ReaderForm, helper_of

WRONG_ADDRESS = _("This address has a slip in it. It should look like name@example.org.")


class MistakeForm(ReaderForm):
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    passage = CleanTextField(
        label=_("The passage"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Copy the words that are wrong, if it is about certain words."),
    )
    words = CleanTextField(
        label=_("What is wrong with it?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("All who work at the desk can read this: leave out your name, unless it matters."),
        error_messages={"required": _("Say what is wrong.")},
    )
    source = CleanTextField(
        label=_("Where can we read what is right?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("A document, a website, somebody to ask. You can leave it empty."),
    )
    email = CleanEmailField(
        label=_("Your e-mail"),
        max_length=254,
        required=False,
        help_text=_("Only if you want an answer. Editors see it, and it is forgotten 90 days after the answer."),
        error_messages={"invalid": WRONG_ADDRESS},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        fields = ["passage", "words", "source", "email", Div("website", css_class="trap"), "submission", "edition"]
        self.helper = helper_of(*fields, button=_("Report the mistake"))
