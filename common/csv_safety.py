"""Rows for somebody's spreadsheet: the one writer of CSV."""

import codecs
import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

# Without it Excel on Windows reads UTF-8 as an old Western encoding and breaks every accent.
BYTE_ORDER_MARK = codecs.BOM_UTF8.decode()
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def escape_formula(cell) -> str:
    """A cell that a spreadsheet shows as it is written. The apostrophe in front is what spreadsheets hide."""
    text = "" if cell is None else str(cell)
    is_number = isinstance(cell, int | float)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) and not is_number else text


def as_csv(rows: Iterable[Iterable]) -> str:
    """Rows as CSV that spreadsheets read as it is meant, in which nothing that a person wrote can become a formula."""
    written = io.StringIO(BYTE_ORDER_MARK)
    written.seek(0, io.SEEK_END)
    csv.writer(written).writerows([escape_formula(cell) for cell in row] for row in rows)
    return written.getvalue()


def csv_file(rows: Iterable[Iterable], *, name: str) -> HttpResponse:
    """The rows as a file to keep, under this name."""
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=named)
