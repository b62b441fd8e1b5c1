"""What every form of readers has: a box for programs to fill in, and the key that makes a second sending harmless.

A public page knows no reader, so its forms have no token; where a form was sent from stands in for one.
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from common.submission import Submission, new_submission, read_submission


class ReaderForm(forms.Form):
    website = forms.CharField(
        label=_("Leave this box empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    submission = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("website"):
            self.add_error(None, _("One box of this form must stay empty. Please clear it and send the form again."))
        return cleaned

    def read_submission(self) -> Submission | None:
        """The key that came with the form. What is too old, or quicker than a person, is to be looked over."""
        submission = read_submission(self.data.get("submission"))
        if submission is None:
            self.renew(new_submission())
            self.add_error(None, _("This page was open for a long time. Please look it over and send it once more."))
        elif submission.is_too_quick:
            self.add_error(None, _("That was very quick. Please look over what you wrote and send it once more."))
        return submission

    def renew(self, submission: str) -> None:
        """Give the form another key, with all that was typed left as it is."""
        self.data = self.data.copy()
        self.data["submission"] = submission


def helper_of(*fields: Any, button: str, action: str = "") -> FormHelper:
    helper = FormHelper()
    helper.disable_csrf = True
    helper.form_action = action
    helper.attrs = {"novalidate": True}
    helper.layout = Layout(*fields, Submit("", button))
    return helper
