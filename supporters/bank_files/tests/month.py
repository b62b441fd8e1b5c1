"""Every layout and format of the month, by its name."""

from collections.abc import Callable

from supporters.bank_files.tests import csv_writers, format_writers
from supporters.bank_files.tests.paid import Paid

CSV = """
    two_columns counter_party type_column account_columns memo_column value_column pound_signs
    semicolons utf16_tabs many_columns empty_credit debit_credit_column letters_behind completed_at
"""
WRITERS: dict[str, Callable[[list[Paid]], bytes]] = {
    **{name: getattr(csv_writers, name) for name in CSV.split()},
    "ofx": format_writers.ofx,
    "mt940": format_writers.mt940,
    "camt": format_writers.camt,
}
