"""Fields that several forms of the public record ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanTextField, moment_input


def moment_field(label, **options) -> forms.DateTimeField:
    """A day and a time in the paper's zone. Times that a clock change skips or repeats are refused."""
    return forms.DateTimeField(
        label=label,
        error_messages={"required": _("Say when."), "invalid": _("Give a date and a time.")},
        widget=moment_input(),
        **options,
    )


def reason_field(label) -> forms.CharField:
    return CleanTextField(
        label=label,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why.")},
        help_text=_("For the paper’s own record. Readers do not see it."),
    )
