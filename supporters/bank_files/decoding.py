"""The bytes of a bank's file as text. Banks write UTF-8 with and without its mark, UTF-16 and Windows-1252."""

import codecs

from django.utils.translation import gettext as _

from supporters.bank_files.base import StatementUnreadable

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]


def decode(content: bytes) -> str:
    """Raises StatementUnreadable for what is no text, such as a spreadsheet or a PDF."""
    text = _with_mark(content) or _utf16_without_mark(content) or _plain(content)
    if "\0" in text or text.startswith(("PK\x03\x04", "%PDF")):
        raise StatementUnreadable(_("This is no text file. Export the statement as CSV, OFX, MT940 or CAMT.053."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_mark(content):
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    return ""


def _utf16_without_mark(content):
    """Words of European banks in UTF-16 have a zero for every second byte."""
    sample = content[:400]
    if len(sample) < 8 or len(content) % 2:
        return ""
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.8 * len(zeros):
            return content.decode(encoding, errors="replace")
    return ""


def _plain(content):
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
