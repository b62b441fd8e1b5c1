"""What any way out can say of a letter."""

from dataclasses import dataclass

PATIENCE = 20  # seconds for each answer of the mail server; a letter takes five


class Lost(Exception):
    """The connection is gone. Whether the letter on it arrived, nobody knows."""


@dataclass
class Refused(Exception):
    """The mail server took this one letter not."""

    code: int
    reply: str

    @property
    def is_for_now(self) -> bool:
        return 400 <= self.code < 500
