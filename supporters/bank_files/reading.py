"""The way in: the bytes of a file become statements, by the first reader that knows the format."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from supporters.bank_files.base import BankStatement, Reader, StatementUnreadable
from supporters.bank_files.camt_reader import CamtReader
from supporters.bank_files.csv_reader import CsvReader, LayoutUnknown
from supporters.bank_files.decoding import decode
from supporters.bank_files.layouts import Layout
from supporters.bank_files.mt940_reader import Mt940Reader
from supporters.bank_files.ofx_reader import OfxReader

FORMATS: list[Reader] = [CamtReader(), OfxReader(), Mt940Reader()]


def read_bank_file(
    content: bytes, *, currency: str, kept: Mapping[str, Layout] | None = None
) -> Sequence[BankStatement]:
    """Raises StatementUnreadable, as LayoutUnknown for a table to be explained, or DoesNotAddUp.

    `kept` has the layouts that the desk has named, by the fingerprint of their headings.
    """
    text = decode(content)
    reader = next(reader for reader in [*FORMATS, CsvReader(kept)] if reader.knows(text))
    statements = reader.read(text, currency=currency)
    for statement in statements:
        statement.check_balances()
    return statements


def explain_columns(content: bytes, *, currency: str, kept: Mapping[str, Layout] | None = None) -> LayoutUnknown:
    """The columns of a CSV file, for somebody to name. Raises StatementUnreadable for a format that has none."""
    text = decode(content)
    if any(reader.knows(text) for reader in FORMATS):
        raise StatementUnreadable(_("This format says itself what everything is: there are no columns to name."))
    return CsvReader(kept).explain(text, currency=currency)
