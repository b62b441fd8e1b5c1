"""Rows for somebody's spreadsheet."""

import csv
import io

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell) -> str:
    """A cell that a spreadsheet shows as it is written. The apostrophe in front is what spreadsheets hide."""
    text = "" if cell is None else str(cell)
    is_number = isinstance(cell, int | float)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) and not is_number else text


def as_csv(rows) -> str:
    """Rows as CSV, in which nothing that a person wrote can become a formula."""
    written = io.StringIO()
    csv.writer(written).writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue()
