"""A form field for money: what is typed is read in one way only, or refused with words that help."""

from typing import NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanCharField
from common.money import AmountError, format_amount, parse_amount, plain_amount


class AmountField(CleanCharField):
    """An amount in minor units, typed as 5, 5.00 or £5."""

    default_error_messages = {
        "negative": _("An amount cannot be negative."),
        "comma": _("We are not sure what the comma means. Write the amount with a full stop, such as 5.00."),
        "too_fine": _("Write at most two digits after the full stop, such as 5.00."),
        "too_large": _("That is more than we can take here."),
        "unreadable": _("Write the amount in digits, such as 5 or 7.50."),
        "too_little": _("The smallest amount is %(limit)s."),
        "too_much": _("The largest amount is %(limit)s. Please write to us if you wish to give more."),
    }

    def __init__(self, *, currency, minimum=1, maximum=None, **options):
        self.currency, self.minimum, self.maximum = currency, minimum, maximum
        options.setdefault("max_length", 20)
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value) -> str | None:
        return plain_amount(value, self.currency) if isinstance(value, int) else value

    def to_python(self, value) -> int | None:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            return parse_amount(text, self.currency)
        except AmountError as error:
            raise ValidationError(self.error_messages[error.code], code=error.code) from None

    def run_validators(self, value) -> None:
        """The limits of the page, not the validators of text, which would count characters."""

    def validate(self, value) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.minimum:
            self.refuse("too_little", self.minimum)
        if self.maximum is not None and value > self.maximum:
            self.refuse("too_much", self.maximum)

    def refuse(self, code, limit) -> NoReturn:
        printed = format_amount(limit, self.currency, short=True)
        raise ValidationError(self.error_messages[code], code=code, params={"limit": printed})

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
