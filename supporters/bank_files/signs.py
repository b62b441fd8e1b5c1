"""What came in and what went out, by one rule for the whole of a CSV file."""

from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from supporters.bank_files.layouts import Layout, Role, direction_of, kind_of
from supporters.bank_files.values import has_comma_decimals, signed_minor, squeeze


class Rule(Enum):
    TWO_COLUMNS = "paid in and paid out stand in columns of their own"
    SIGNED = "the amount has its sign"
    BY_DIRECTION = "the amount has no sign, a column of words has it"


@dataclass(frozen=True)
class Signs:
    layout: Layout
    rule: Rule
    comma_decimals: bool
    outs_are_negative: bool

    def amount_of(self, row: list[str], currency: str) -> int | None:
        """Minor units, positive for what came in. Raises ValueError where a row breaks the rule of its file."""
        if self.rule == Rule.TWO_COLUMNS:
            return self._of_two(row, currency)
        amount = self._cell(row, Role.AMOUNT, currency)
        if self.rule == Rule.SIGNED or not amount:
            return amount
        direction = kind_of(_text(row, self.layout.place(Role.DIRECTION)))
        if not direction or (amount < 0 and direction < 0):
            raise ValueError("nothing says clearly whether it came in")
        return amount * direction

    def _of_two(self, row, currency):
        came_in = self._cell(row, Role.PAID_IN, currency) or 0
        went_out = self._cell(row, Role.PAID_OUT, currency) or 0
        if came_in and went_out:
            raise ValueError("both columns are filled")
        if self.outs_are_negative:
            return came_in + went_out
        if went_out < 0:
            raise ValueError("a minus in a column of money that went out")
        return came_in - went_out

    def _cell(self, row, role, currency):
        return signed_minor(_text(row, self.layout.place(role)), currency, comma_decimals=self.comma_decimals)

    def follow_balance(self, rows: list[list[str]], place: int, currency: str) -> bool:
        """Whether each balance is the last one and the amount between, from the top down or from the bottom up."""
        try:
            pairs = [
                (self.amount_of(row, currency), self.balance_of(row, place, currency))
                for row in rows
                if any(cell.strip() for cell in row)
            ]
        except ValueError:
            return True
        pairs = [(amount, balance) for amount, balance in pairs if amount]
        if any(balance is None for _amount, balance in pairs):
            return True
        return _adds_up(pairs) or _adds_up(pairs[::-1])

    def balance_of(self, row: list[str], place: int, currency: str) -> int | None:
        return signed_minor(_text(row, place), currency, comma_decimals=self.comma_decimals)


def signs_of(found) -> Signs:
    """The rule of a file, from all its rows."""
    layout, rows = found.layout, found.lines
    cells = {role: [_text(row, layout.place(role)) for row in rows] for role in _MONEY}
    is_comma_file = has_comma_decimals([cell for column in cells.values() for cell in column])
    # In a file that is parted by commas, "5,00" may be five or five hundred.
    parts_by_comma = found.separator == ","
    outs = [squeeze(cell) for cell in cells[Role.PAID_OUT] if squeeze(cell).strip("0.,-")]
    return Signs(
        layout=layout,
        rule=_rule(layout, rows, cells[Role.AMOUNT]),
        comma_decimals=is_comma_file and not parts_by_comma,
        outs_are_negative=bool(outs) and all(_is_negative(cell) for cell in outs),
    )


def signed_by_balance[Table](found: Table, signs: Signs, currency: str) -> Table:
    """The same table with a minus before what went out, where amounts have no sign and only the balance tells.

    Nothing tells of the first line, so that it is marked and cannot be read.
    """
    amount_at, balance_at = found.layout.place(Role.AMOUNT), found.layout.place(Role.BALANCE)
    if signs.rule != Rule.SIGNED or amount_at is None or balance_at is None:
        return found
    if signs.follow_balance(found.lines, balance_at, currency):
        return found
    rows = [row for row in found.lines if _text(row, amount_at)]
    for ordered in (rows, rows[::-1]):
        steps = _steps(ordered, signs, currency, balance_at)
        if steps and min(steps) < 0:
            signed = {id(row): "-" if step < 0 else "" for row, step in zip(ordered[1:], steps, strict=True)}
            signed[id(ordered[0])] = "?"
            lines = [_marked(row, amount_at, signed.get(id(row), "")) for row in found.lines]
            return replace(found, rows=[*found.rows[: found.start], *lines])
    return found


def _steps(rows, signs, currency, balance_at):
    """From each balance to the next, if every step is the amount of its line, up or down; else nothing."""
    try:
        amounts = [signs.amount_of(row, currency) for row in rows]
        balances = [signs.balance_of(row, balance_at, currency) for row in rows]
    except ValueError:
        return []
    if None in balances or None in amounts or min(amounts, default=0) <= 0:
        return []
    steps = [after - before for before, after in pairwise(balances)]
    return steps if [abs(step) for step in steps] == amounts[1:] else []


def _marked(row, place, mark):
    return [f"{mark}{cell}" if mark and at == place else cell for at, cell in enumerate(row)]


_MONEY = (Role.AMOUNT, Role.PAID_IN, Role.PAID_OUT)


def _rule(layout, rows, amounts):
    """A word for the direction counts where no debit of the file has a minus; where each has one, the sign counts."""
    if Role.PAID_IN in layout.roles:
        return Rule.TWO_COLUMNS
    place = layout.place(Role.DIRECTION)
    pairs = [(_text(row, place), squeeze(amount)) for row, amount in zip(rows, amounts, strict=True) if amount]
    if place is None or not any(kind_of(word) for word, _amount in pairs):
        return Rule.SIGNED
    if all(direction_of(word) for word, _amount in pairs):
        debits = [amount for word, amount in pairs if direction_of(word) < 0]
        return Rule.SIGNED if debits and all(map(_is_negative, debits)) else Rule.BY_DIRECTION
    has_signs = any(_is_negative(amount) for _word, amount in pairs)
    says_out = any(kind_of(word) < 0 for word, _amount in pairs)
    return Rule.BY_DIRECTION if says_out and not has_signs else Rule.SIGNED


def _is_negative(cell):
    return cell.startswith(("-", "(")) or cell.endswith("-") or cell.upper().endswith(("DR", "DB"))


def _text(row, place):
    return row[place].strip() if place is not None and place < len(row) else ""


def _adds_up(pairs):
    return all(after[1] == before[1] + after[0] for before, after in pairwise(pairs))
