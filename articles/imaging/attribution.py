"""Where a picture comes from, written into every file of it that leaves the house: who made it, and whose it is."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from django.utils.html import escape
from PIL import Image

from articles.imaging.avif_words import avif_with
from common.text import only_xml

BEGINS = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
)
ENDS = "</rdf:Description></rdf:RDF></x:xmpmeta>"
PROPERTIES = {
    "creator": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "credit": "<photoshop:Credit>{}</photoshop:Credit>",
    "rights": '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>',
    "address": "<xmpRights:WebStatement>{}</xmpRights:WebStatement>",
    "source_type": "<Iptc4xmpExt:DigitalSourceType>{}</Iptc4xmpExt:DigitalSourceType>",
}
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
JPEG_XMP, PNG_XMP = b"http://ns.adobe.com/xap/1.0/\0", b"iTXtXML:com.adobe.xmp\0"
JPEG_EXIF, JFIF, ORIENTATION = b"Exif\0\0", b"\xff\xe0", 0x0112
JPEG_KEPT = {JFIF, b"\xff\xe2", b"\xff\xee"}  # and the profile of its colours, and how they are stored
PNG_WORDS = {b"iTXt", b"tEXt", b"zTXt", b"eXIf", b"tIME"}
JPEG_BEGINS, PNG_BEGINS = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"


class Attribution(NamedTuple):
    """Part of the name of each rendition: other words are another file, which caches do not mix up with the first."""

    credit: str
    rights: str
    creator: str = ""
    address: str = ""
    source_type: str = ""

    def __str__(self):
        """What is not said leaves no trace, so that files made before it could be said keep their names."""
        said = {name: value for name, value in self._asdict().items() if value or name in {"credit", "rights"}}
        return f"Attribution({', '.join(f'{name}={value!r}' for name, value in said.items())})"

    def packet(self) -> bytes:
        said = self._asdict() | {"creator": self.creator or self.credit}
        lines = [line.format(escape(only_xml(said[name]))) for name, line in PROPERTIES.items() if said[name]]
        return "".join([BEGINS, *lines, ENDS]).encode()


def attribution_of(picture) -> Attribution:
    """Whoever took it before whoever hands it out; how it was made, for programs that mark what AI has made."""
    made_as = f"{SOURCE_TYPES}{picture.source_type}" if picture.source_type else ""
    return Attribution(picture.credit, picture.rights, picture.byline, picture.web_statement, made_as)


def with_packet(content: bytes, packet: bytes) -> bytes:
    """The same picture, dot for dot, with that XMP packet in place of all that it said of itself before."""
    if content.startswith(JPEG_BEGINS):
        return _jpeg_with(content, packet)
    if content.startswith(PNG_BEGINS):
        return _png_with(content, packet)
    return avif_with(content, packet)


def _jpeg_with(content, packet):
    segments = list(_segments(content))
    rest = content[2 + sum(map(len, segments)) :]
    kept = [segment for segment in segments if segment[:2] in JPEG_KEPT]
    said = [_upright(segment) for segment in segments if segment[4:].startswith(JPEG_EXIF)]
    first = 1 if kept and kept[0].startswith(JFIF) else 0  # it stands before all others
    kept[first:first] = [*filter(None, said), _segment(JPEG_XMP + packet)]
    return JPEG_BEGINS + b"".join(kept) + rest


def _upright(segment):
    """Of all that the camera wrote, which way is up: without it the picture would lie on its side."""
    exif, kept = Image.Exif(), Image.Exif()
    with suppress(OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error):
        exif.load(segment[4:])
        kept[ORIENTATION] = exif.get(ORIENTATION, 1)
        return _segment(kept.tobytes()) if kept[ORIENTATION] in range(2, 9) else b""
    return b""


def _segment(body):
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _segments(content) -> Iterator[bytes]:
    """What stands before the picture's own tables: headers of applications, and comments."""
    place = 2
    while content[place : place + 1] == b"\xff" and (0xE0 <= content[place + 1] <= 0xEF or content[place + 1] == 0xFE):
        size = 2 + int.from_bytes(content[place + 2 : place + 4])
        yield content[place : place + size]
        place += size


def _png_with(content, packet):
    chunks = [chunk for chunk in _chunks(content) if chunk[4:8] not in PNG_WORDS]
    body = PNG_XMP + b"\0\0\0\0" + packet  # not compressed, in no language
    chunks.insert(1, struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)))
    return PNG_BEGINS + b"".join(chunks)


def _chunks(content) -> Iterator[bytes]:
    place = len(PNG_BEGINS)
    while place < len(content):
        size = 12 + int.from_bytes(content[place : place + 4])
        yield content[place : place + size]
        place += size
