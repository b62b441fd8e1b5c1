"""What may stand in an address in the place of a number."""

import re

from django.urls.converters import IntConverter


class RowNumber(IntConverter):
    """A number that a row can have: one that no database could hold names nothing, and its address is not found."""

    regex = "[0-9]{1,18}"

    @classmethod
    def is_row(cls, text: str) -> bool:
        return re.fullmatch(cls.regex, text) is not None


def read_number(text: str) -> int | None:
    """The number that somebody sent, where a row can have it. Python itself refuses thousands of digits."""
    return int(text) if RowNumber.is_row(text) else None
