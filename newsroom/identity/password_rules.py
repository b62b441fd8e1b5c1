"""What a password of the desk has to be: long, and none that guessing begins with. What it is made of is free."""

import re

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.paper import paper
from newsroom.identity.common_passwords import is_common

LETTERS_OF_ONES_OWN = 6  # beside the words of the house


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


class HouseWordsValidator:
    """The first thing that somebody tries who knows where it is that he tries."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError for one that has hardly a letter beside words that the paper calls itself by."""
        rest = password.casefold()
        for word in sorted(house_words(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(re.sub(r"[\W\d_]", "", rest)) < LETTERS_OF_ONES_OWN and rest != password.casefold():
            raise ValidationError(_("This is hardly more than what the paper is called."), code="password_house_words")

    def get_help_text(self) -> str:
        return _("Your password can’t be what the paper is called, with a little added to it.")


def house_words() -> set[str]:
    """Of four letters and more: the program’s, and those of the paper’s name, its town and its host."""
    known = paper()
    said = f"newsroom password {known.name} {known.town} {settings.SITE_HOST}"
    return {word for word in re.findall(r"\w+", said.casefold()) if len(word) >= 4}
