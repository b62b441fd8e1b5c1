"""What a password of the desk has to be: long, and none that guessing begins with. What it is made of is free."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.identity.common_passwords import is_common


class MaximumLengthValidator:
    def __init__(self, max_length: int):
        self.max_length = max_length

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError for one that is longer."""
        if len(password) > self.max_length:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("Your password can have %(count)d characters at most.") % {"count": self.max_length}


class UncommonPasswordValidator:
    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError for one of those that are tried first."""
        if is_common(password):
            message = _("This is one of the passwords that are tried first, or one with digits added to it.")
            raise ValidationError(message, code="password_too_common")

    def get_help_text(self) -> str:
        return _("Your password can’t be a common one, nor a common one with digits or signs before or behind it.")
