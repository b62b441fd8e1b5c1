"""Cells of a table that somebody sent."""

from collections.abc import Iterable

# As Python's csv has it by itself. It is one number for the process, which whoever reads archives raises for all.
LONGEST_CELL = 131_072


def has_open_quotation(cells: Iterable[str]) -> bool:
    """Whether a cell is longer than any that is meant: a quotation that was opened and not closed takes in the rest."""
    return any(len(cell) > LONGEST_CELL for cell in cells)
