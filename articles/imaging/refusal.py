"""What a reader of files raises over one that may not come in, for the form that it was sent with."""

from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise


class FileRefused(ValidationError):
    """Says by its code, in words for whoever sent the file, what is wrong with it and what to do."""

    words: ClassVar[Mapping[str, str | Promise]]  # by code

    def __init__(self, code: str, **params: object):
        super().__init__(self.words[code], code=code, params=params)
