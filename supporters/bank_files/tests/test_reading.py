"""What is no statement, and accounts however they are written."""

import pytest

from supporters.bank_files.base import StatementUnreadable, account_key
from supporters.bank_files.tests.builders import read


@pytest.mark.parametrize(
    "text", ["OFXHEADER:100\n\n<OFX></OFX>", ":20:X\n:28C:1/1\n", "<Document>BkToCstmrStmt</Document>"]
)
def test_broken_file_of_a_known_format_is_refused_with_words(text):
    with pytest.raises(StatementUnreadable, match="."):
        read(text)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("12345678", "12345678"),
        ("00-00-00/12345678", "12345678"),
        ("00-00-00 12345678", "12345678"),
        ("GB00 BANK 0000 0012 3456 78", "12345678"),
        ("DE00 1234", "DE001234"),
        ("", ""),
    ],
)
def test_account_is_known_however_it_is_written(written, key):
    assert account_key(written) == key
