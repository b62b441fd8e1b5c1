"""The form for money that reached the office for one pledge."""

import datetime as dt

from django import forms
from django.contrib.admin.widgets import AdminRadioSelect
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanCharField
from common.money_field import AmountField
from supporters.models import Payment


class ReceivedOnField(forms.DateField):
    """The day on which money reached the office: today, or one that has been."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise ValidationError(_("This day is still to come."))


class RecordPaymentForm(forms.Form):
    """What reached the office for one pledge."""

    received_on = ReceivedOnField(label=_("Received on"))
    method = forms.ChoiceField(
        label=_("How"),
        choices=[(method.value, method.label) for method in Payment.OFFICE_METHODS],
        widget=AdminRadioSelect(attrs={"class": "radiolist"}),
    )
    note = CleanCharField(
        label=_("Note"), max_length=200, required=False, help_text=_("For the desk, such as the number of a cheque.")
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    field_order = ["amount", "received_on", "method", "note"]

    def __init__(self, *args, pledge, **options):
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(label=_("Amount"), currency=pledge.currency)
        self.order_fields(self.field_order)
