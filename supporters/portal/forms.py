"""The small forms of the supporter's own page."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanEmailField
from common.money_field import AmountField


def helper_of(*fields, button, action="") -> FormHelper:
    """A form without a token: where it was sent from stands in for one."""
    helper = FormHelper()
    helper.disable_csrf = True
    helper.form_action = action
    helper.attrs = {"novalidate": True}
    helper.layout = Layout(*fields, Submit("", button))
    return helper


class AddressForm(forms.Form):
    email = CleanEmailField(
        label=_("Your e-mail"),
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("This address has a slip in it. It should look like name@example.org."),
        },
    )

    def __init__(self, *args, **options):
        super().__init__(*args, label_suffix="", **options)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.helper = helper_of("email", button=_("Send me the link"))


class NewAmountForm(forms.Form):
    def __init__(self, *args, pledge, **options):
        super().__init__(*args, label_suffix="", **options)
        page = pledge.page
        self.fields["amount"] = AmountField(
            label=_("New amount"),
            currency=pledge.currency,
            minimum=page.minimum,
            maximum=page.maximum,
            error_messages={"required": _("Write the new amount.")},
        )
        self.helper = helper_of("amount", button=_("Change the amount"))
