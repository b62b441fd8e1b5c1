"""The small forms of the supporter's own page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanEmailField
from common.money_field import AmountField
from common.reader_forms import helper_of


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
