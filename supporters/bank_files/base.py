"""What every reader of a bank's file gives: statements, and their lines with a sign."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

from common.money import format_amount


class StatementUnreadable(ValueError):
    """The file is no statement that we can read; the message says why."""


class DoesNotAddUp(StatementUnreadable):
    """The opening balance and the lines do not make the closing balance, so something is missing or read wrongly."""


@dataclass(frozen=True)
class BankLine:
    """Money that moved. A positive amount came in; a negative one went out."""

    booked_on: dt.date
    amount_minor: int
    payer: str = ""
    reference: str = ""

    @property
    def text(self) -> str:
        """All that the bank says of it, the payer first."""
        return " ".join(part for part in (self.payer, self.reference) if part)


@dataclass
class BankStatement:
    """One account's lines in the order of the file; balances where the format has them."""

    currency: str
    lines: list[BankLine] = field(default_factory=list)
    account: str = ""
    opening_minor: int | None = None
    closing_minor: int | None = None
    unread: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def credits(self) -> list[BankLine]:
        return [line for line in self.lines if line.amount_minor > 0]

    def check_balances(self) -> None:
        """Raises DoesNotAddUp where the balances say that lines are missing or were read wrongly."""
        if self.opening_minor is None or self.closing_minor is None:
            return
        moved = sum(line.amount_minor for line in self.lines)
        if self.opening_minor + moved == self.closing_minor:
            return
        raise DoesNotAddUp(self._what_is_off(self.opening_minor, moved, self.closing_minor))

    def _what_is_off(self, opening, moved, closing):
        words = _(
            "The file does not add up: it opens with %(opening)s, its %(count)s lines come to %(moved)s, and that "
            "makes %(sum)s, but it closes with %(closing)s (%(difference)s apart). Nothing was taken. Export it again."
        )
        amounts = {
            "opening": opening,
            "moved": moved,
            "sum": opening + moved,
            "closing": closing,
            "difference": closing - opening - moved,
        }
        printed = {name: format_amount(amount, self.currency) for name, amount in amounts.items()}
        return words % {**printed, "count": len(self.lines)}


class Reader(Protocol):
    """One format. `knows` looks at the text alone and is cheap; `read` raises StatementUnreadable."""

    def knows(self, text: str) -> bool: ...

    def read(self, text: str, *, currency: str) -> Sequence[BankStatement]: ...


def account_key(number: str) -> str:
    """An account as all formats write it: of a British IBAN, or a sort code and a number, the last eight digits."""
    plain = "".join(sign for sign in number if sign.isalnum()).upper()
    digits = "".join(sign for sign in plain if sign.isdigit())
    is_british = plain.startswith("GB") or plain.isdigit()
    return digits[-8:].zfill(8) if is_british and digits else plain[:34]
