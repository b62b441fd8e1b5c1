"""The bytes of an export as a parser may have them: UTF-8, without any sign that XML does not allow.

One such sign would end everything. What was taken out is counted, and so are bytes that are not what the file declares.
"""

import codecs
import re
from dataclasses import dataclass, field
from typing import BinaryIO

CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
CHUNK = 32 * 1024  # no more, for a part's place is told by it
NO_SIGNS = re.compile(rb"\xef\xbf[\xbe\xbf]")  # U+FFFE and U+FFFF
REFERENCE = re.compile(rb"&#(?:([0-9]{1,12})|[xX]([0-9a-fA-F]{1,10}));")
# Where a text begins and ends that is taken as it stands; and what outside of one is a bare "&", such as in an address.
MARKS = re.compile(rb"<!\[CDATA\[|\]\]>|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9a-fA-F]+);)")
BEGUN = re.compile(rb"(?:&#?[0-9a-zA-Z]{0,12}|<(?:!(?:\[[CDAT]{0,5})?)?|\]{1,2})\Z")
DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
ASCII = bytes(range(32, 127))
# What calls itself so is read as Windows-1252, as browsers do. Old versions of WordPress mix it with UTF-8 in one file.
WESTERN = {"ascii": "cp1252", "iso8859-1": "cp1252", "cp1252": "cp1252", "iso8859-15": "iso8859-15"}


@dataclass
class Reading:
    """What is known of the file once it is read: signs that were taken out, and bytes that were not as declared."""

    controls: int = 0
    broken: int = 0
    site: dict = field(default_factory=dict)


class CleanBytes:
    """A file, read once from its beginning. `at` says how many of its bytes have been read."""

    def __init__(self, file: BinaryIO, reading: Reading):
        self.file, self.reading, self.at = file, reading, 0
        self.left, self.held, self.declared, self.decoder = b"", b"", "", None
        self.is_in_text = False

    def read(self) -> bytes:
        """The next part; nothing at the end alone."""
        while True:
            chunk = self.file.read(CHUNK)
            if not self.at:
                self._look_at(chunk)
            self.at += len(chunk)
            is_end = len(chunk) < CHUNK
            clean = self._clean(self._decoded(chunk, is_end=is_end), is_end=is_end)
            if clean or is_end:
                return clean

    def _look_at(self, head):
        """By which letters the file is to be read."""
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
            return
        found = DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
        name = _codec(found[1].decode()) if found else ""
        self.declared = WESTERN.get(name, "")
        if name and not self.declared and name != "utf-8":
            self.decoder = codecs.getincrementaldecoder(name)(errors="replace")

    def _decoded(self, chunk, *, is_end):
        """As UTF-8."""
        if self.decoder:
            return self.decoder.decode(chunk, is_end).encode("utf-8", "replace")
        chunk = self.left + chunk
        chunk, self.left = (chunk, b"") if is_end else _at_a_character(chunk)
        try:
            chunk.decode()
        except UnicodeDecodeError:
            return self._mended(chunk)
        return chunk

    def _mended(self, data: bytes) -> bytes:
        parts = []
        while data:
            try:
                data.decode()
            except UnicodeDecodeError as error:
                self.reading.broken += 0 if self.declared else error.end - error.start
                wrong = data[error.start : error.end].decode(self.declared or "cp1252", errors="replace")
                parts += [data[: error.start], wrong.encode()]
                data = data[error.end :]
            else:
                parts.append(data)
                break
        return b"".join(parts)

    def _clean(self, data, *, is_end):
        """Without signs that no XML may hold, be they written themselves or by their number."""
        data, self.held = self.held + data, b""
        if not is_end and (begun := BEGUN.search(data[-16:])):
            self.held = begun[0]
            data = data[: -len(self.held)]
        clean = data.translate(None, CONTROLS)
        self.reading.controls += len(data) - len(clean)
        clean, count = NO_SIGNS.subn(b"", clean)
        self.reading.controls += count
        while b"&#" in clean:
            without = REFERENCE.sub(self._allowed, clean)
            if without == clean:
                break
            clean = without
        return MARKS.sub(self._marked, clean)

    def _marked(self, found):
        """A bare "&" as XML wants it: other readers of exports take it, a strict parser ends there."""
        if found[0] == b"&":
            return found[0] if self.is_in_text else b"&amp;"
        self.is_in_text = found[0] == b"<![CDATA["
        return found[0]

    def _allowed(self, reference):
        number = int(reference[1]) if reference[1] else int(reference[2], 16)
        if number in {9, 10, 13} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0xFFFF < number < 0x110000:
            return reference[0]
        self.reading.controls += 1
        return b""


def _codec(name) -> str:
    """Python's name for letters of which the first 95 are those of ASCII; else nothing, and UTF-8 is tried."""
    try:
        codec = codecs.lookup(name)
        is_plain = codec.decode(ASCII)[0] == ASCII.decode()
    except (LookupError, ValueError, TypeError):
        return ""
    return codec.name if is_plain else ""


def _at_a_character(chunk):
    """The chunk, and the bytes at its end that begin a character which goes on in the next."""
    for back in range(1, min(4, len(chunk) + 1)):
        byte = chunk[-back]
        if byte >= 0xC0:
            is_cut = back < (2 if byte < 0xE0 else 3 if byte < 0xF0 else 4)
            return (chunk[:-back], chunk[-back:]) if is_cut else (chunk, b"")
        if byte < 0x80:
            break
    return chunk, b""
