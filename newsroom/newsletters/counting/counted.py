"""Numbers as the desk is told them: none so small that it could be about somebody, and no sum that gives one away."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

FEWEST = 5


@dataclass(frozen=True)
class Counted:
    """A sum of parts that are shown beside it. What is left out of it is what the parts leave out too."""

    number: int = 0
    small: int = 0  # how many of the parts are too small to be told

    @classmethod
    def of(cls, number: int) -> "Counted":
        return cls(small=1) if 0 < number < FEWEST else cls(number)

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.number + other.number, self.small + other.small)

    def __str__(self) -> str:
        if not self.small:
            return str(self.number)
        if self.number:
            return _("%(number)d and a few more") % {"number": self.number}
        return _("fewer than %(number)d") % {"number": FEWEST} if self.small == 1 else _("a few")
