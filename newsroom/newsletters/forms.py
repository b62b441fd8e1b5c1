"""What readers fill in about letters."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Hidden, Layout, Submit
from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.dates import start_of_day
from common.form_fields import CleanEmailField
from common.reader_forms import ReaderForm, helper_of
from newsroom.newsletters.models import Newsletter

WRONG_ADDRESS = _("This address has a slip in it. It should look like name@example.org.")
LONGEST_PAUSE = dt.timedelta(days=366)


def email_field(label: Any) -> CleanEmailField:
    errors = {"required": _("Write your e-mail address."), "invalid": WRONG_ADDRESS}
    return CleanEmailField(
        label=label,
        max_length=254,
        error_messages=errors,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


def _act(name, field, *, button) -> FormHelper:
    """One of several forms of a page, each with a name of its own."""
    helper = helper_of(button=button)
    helper.layout = Layout(field, Hidden("act", name, css_id=f"act-{name}"), Submit("", button, css_id=f"send-{name}"))
    return helper


class LettersField(forms.ModelMultipleChoiceField):
    """Letters by their names in addresses. Beside each box stands what a tick agrees to, as it is written down."""

    def __init__(self, **options):
        widget = forms.CheckboxSelectMultiple
        super().__init__(queryset=Newsletter.objects.none(), to_field_name="slug", widget=widget, **options)

    def label_from_instance(self, newsletter) -> str:
        return newsletter.agreed_words()


class SignUpForm(ReaderForm):
    letters = LettersField(
        label=_("Which letters?"),
        error_messages={
            "required": _("Choose at least one letter."),
            "invalid_choice": _("One of these letters is not offered any more. Please choose again."),
        },
    )
    email = email_field(_("Your e-mail"))

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["letters"].queryset = Newsletter.objects.open().in_order()
        trap = Div("website", css_class="trap")
        action = reverse_lazy("sign_up")
        self.helper = helper_of("letters", "email", trap, button=_("Send me the link to confirm"), action=action)


class ChooseForm(forms.Form):
    """None at all is a choice too."""

    letters = LettersField(label=_("Your letters"), required=False)

    def __init__(self, *args, letters, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["letters"].queryset = letters
        self.helper = _act("choose", "letters", button=_("Save my choice"))


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Send nothing before"),
        widget=forms.DateInput({"type": "date"}),
        error_messages={"required": _("Choose the day."), "invalid": _("This is not a day of the calendar.")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.helper = _act("pause", "until", button=_("Pause my letters"))

    def clean_until(self) -> dt.datetime:
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today < day <= today + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choose a day from tomorrow on, within a year."))
        return start_of_day(day)


class AddressForm(forms.Form):
    email = email_field(_("Your e-mail"))

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.helper = helper_of("email", button=_("Send me the link"))


class NewAddressForm(forms.Form):
    email = email_field(_("New address"))

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.helper = _act("move", "email", button=_("Ask the new address"))
