"""What readers fill in."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanCharField, CleanEmailField, CleanTextField
from common.reader_forms import ReaderForm, helper_of
from newsroom.correspondence.letters import LONGEST
from supporters.giving.name_field import refuse_links

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


class LetterForm(ReaderForm):
    story = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = CleanTextField(
        label=_("Your letter"),
        max_length=5000,
        widget=forms.Textarea({"rows": 14}),
        help_text=_("At most %(words)s words. Leave a line empty between paragraphs.") % {"words": LONGEST},
        error_messages={"required": _("Write your letter.")},
    )
    name = CleanCharField(
        label=_("Your name"),
        max_length=80,
        validators=[refuse_links],
        help_text=_("Your own and whole: we print no letter without."),
        error_messages={"required": _("Write your name.")},
    )
    town = CleanCharField(
        label=_("Your town or village"),
        max_length=80,
        validators=[refuse_links],
        error_messages={"required": _("Write the name of your town or village.")},
    )
    email = CleanEmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_(
            "Never printed. You confirm the letter with a link that we send there, and we may have a question."
        ),
        error_messages={"required": _("Write your e-mail address."), "invalid": WRONG_ADDRESS},
    )
    may_print = forms.BooleanField(
        label=_("You may print my letter with my name and town, on paper and on this site."),
        error_messages={"required": _("Without this we cannot take your letter.")},
    )
    may_edit = forms.BooleanField(
        label=_("You may shorten it and mend slips, if it goes on saying what I say."), required=False
    )

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["town"].widget.attrs["autocomplete"] = "address-level2"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        fields = ["words", "name", "town", "email", "may_print", "may_edit"]
        trap = Div("website", css_class="trap")
        self.helper = helper_of(*fields, trap, "submission", "story", button=_("Send the letter"))

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if (number := len(words.split())) > LONGEST:
            message = _("Your letter has %(number)s words. We print up to %(most)s: please shorten it.")
            raise forms.ValidationError(message, params={"number": number, "most": LONGEST})
        return words

    def consents(self) -> dict[str, Any]:
        """The words beside the boxes that were ticked, as they stood there."""
        wanted = {"print_wording": "may_print", "edit_wording": "may_edit"}
        return {kept: str(self.fields[box].label) if self.cleaned_data[box] else "" for kept, box in wanted.items()}
