"""What kind of file somebody brings, by what stands in it: its name and what a browser says of it prove nothing.

Containers say what they hold in a header of any length, so the header is read and no fixed number of bytes.
"""

import re
from collections.abc import Iterator

ENOUGH = 4096  # bytes; no header of a container is longer
EBML, DOCTYPE = b"\x1a\x45\xdf\xa3", b"\x42\x82"
BEGINNINGS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"%PDF": "PDF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
    b"8BPS": "Photoshop",
    b"PK\x03\x04": "ZIP",
    b"\xff\x0a": "JPEG XL",
    b"\0\0\0\x0cJXL ": "JPEG XL",
    b"\0\0\0\x0cjP  ": "JPEG 2000",
}
RIFF = {b"WEBP": "WebP", b"AVI ": "AVI", b"WAVE": "WAV"}
# What a file of boxes is, by its brands, the surest first. QuickTime's own is an MP4 to the eye, but not to Firefox.
BRANDS = {
    "AVIF": {b"avif", b"avis"},
    "HEIC": {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"},
    "QuickTime": {b"qt  "},
    "MP4": {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"},
}
# Nothing of what may stand before the first element is looked at twice, or a few kilobytes could take for ever.
PROLOGUE = rb"(?:\s|<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE svg[^>\[]*+(?:\[.*?\]\s*)?>)*+"
SVG = re.compile(PROLOGUE + rb"<(?:\w+:)?svg\b", re.DOTALL | re.IGNORECASE)
HTML = re.compile(PROLOGUE + rb"<(?:!doctype html|html|head|body|script)\b", re.DOTALL | re.IGNORECASE)


def kind_of(head: bytes) -> str:
    """The name of the kind, by the first `ENOUGH` bytes of a file; empty for one that has no name here."""
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head.startswith(EBML):
        return {b"webm": "WebM", b"matroska": "Matroska"}.get(_doctype(head), "")
    if head.startswith(b"RIFF"):
        return RIFF.get(head[8:12], "")
    for beginning, kind in BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    return _markup(head)


def _by_brand(head):
    """The first brand, unless it is one that nobody knows: then the others that the file says it agrees with."""
    box = head[: int.from_bytes(head[:4])]
    others = {box[place : place + 4] for place in range(16, len(box) - 3, 4)}
    first = box[8:12]
    if first in {b"mif1", b"msf1"} and others & BRANDS["AVIF"]:
        return "AVIF"
    for brands in ({first}, others):
        for kind, known in BRANDS.items():
            if brands & known:
                return kind
    return ""


def _doctype(head):
    body_start, body_size = _element(head, len(EBML))
    for name, content in _elements(head[body_start : body_start + body_size]):
        if name == DOCTYPE:
            return content.rstrip(b"\0")
    return b""


def _elements(body) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place < len(body):
        width = _width(body[place])
        name = body[place : place + width]
        start, size = _element(body, place + width)
        yield name, body[start : start + size]
        place = start + size


def _element(data, place):
    """Where the content of an element begins whose size stands at that place, and how long it is."""
    if place >= len(data):
        return place, 0
    width = _width(data[place])
    size = int.from_bytes(data[place : place + width]) & ((1 << (7 * width)) - 1)
    return place + width, size


def _width(byte):
    """In how many bytes an EBML number stands: one more than the zeros that it begins with."""
    return 9 - byte.bit_length() if byte else 8


def _markup(head):
    text = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = head.decode("utf-16", "ignore").encode()
    if SVG.match(text):
        return "SVG"
    return "HTML" if HTML.match(text) else ""
