"""The words that photographers and agencies write into their files: caption, credit, rights and alternative text.

XMP is asked first, then IPTC, then EXIF. A packet that cannot be read is as good as none. Alternative text comes from
the one field that is meant for it: a caption tells what the eye cannot see, alternative text what it can.
"""

import re
from dataclasses import dataclass, fields
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from PIL import Image, IptcImagePlugin

from common.text import clean_text

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP_NAMES = {
    "caption": ["{http://purl.org/dc/elements/1.1/}description"],
    "credit": ["{http://ns.adobe.com/photoshop/1.0/}Credit", "{http://purl.org/dc/elements/1.1/}creator"],
    "rights": ["{http://purl.org/dc/elements/1.1/}rights"],
    "alt": ["{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility"],
}
IPTC_RECORDS = {"caption": [(2, 120)], "credit": [(2, 110), (2, 80)], "rights": [(2, 116)]}
IPTC_CHARSET = (1, 90)
EXIF_TAGS = {"caption": 270, "credit": 315, "rights": 33432}
LENGTHS = {"caption": 400, "credit": 120, "rights": 300, "alt": 300}
MOST_XMP = 1024 * 1024
# What cameras write by themselves where a caption would stand.
CAMERA_TALK = re.compile(
    r"(\w+ )?digital (still )?camera|sony dsc|dcim.*|dji_?\d*|gopro|default|untitled|image description|dsc_?\d+", re.I
)
# What Pillow and the XML reader raise over a broken packet; a Warning where warnings are errors.
BROKEN = (
    ParseError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, EOFError,
    RecursionError, Warning,
)  # fmt: skip


@dataclass
class Words:
    """What a file says of itself; empty where it says nothing."""

    caption: str = ""
    credit: str = ""
    rights: str = ""
    alt: str = ""

    def __bool__(self):
        return any(getattr(self, field.name) for field in fields(self))


def words_in(image: Image.Image) -> Words:
    """The words of a file that Pillow has opened, each from the first source that has it."""
    words = Words()
    for read in (_xmp, _iptc, _exif):
        try:
            found = read(image)
        except BROKEN:
            continue
        for name, text in found.items():
            if not getattr(words, name):
                setattr(words, name, _fitted(text, LENGTHS[name]))
    return words


def _xmp(image):
    packet = image.info.get("xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    if not packet or len(packet) > MOST_XMP:
        return {}
    root = ElementTree.fromstring(packet.strip(b"\0 \r\n\t"))
    found = {}
    for description in root.iter(f"{RDF}Description"):
        for name, tags in XMP_NAMES.items():
            texts = (_xmp_text(description, tag) for tag in tags)
            found[name] = found.get(name) or next((text for text in texts if text), "")
    return found


def _xmp_text(description, tag):
    """A property written as an attribute, as plain text, or as a list: of languages (one is taken) or of people."""
    element = description.find(tag)
    if element is None:
        return description.get(tag, "")
    lines = list(element.iter(f"{RDF}li"))
    if not lines:
        return element.text or ""
    if element.find(f"{RDF}Alt") is None:
        return ", ".join(line.text.strip() for line in lines if line.text)
    default = [line for line in lines if line.get("{http://www.w3.org/XML/1998/namespace}lang") == "x-default"]
    return (default or lines)[0].text or ""


def _iptc(image):
    records = IptcImagePlugin.getiptcinfo(image) or {}
    charset = records.get(IPTC_CHARSET, b"")
    found = {}
    for name, tags in IPTC_RECORDS.items():
        values = next((records[tag] for tag in tags if records.get(tag)), b"")
        values = values if isinstance(values, list) else [values]
        found[name] = ", ".join(decoded(value, charset=charset) for value in values if value)
    return found


def decoded(value: bytes, *, charset: bytes = b"") -> str:
    """IPTC text. UTF-8 where the file says so or where it can be nothing else, else the old Western encoding."""
    says_another = charset and not charset.startswith(b"\x1b%")
    for encoding in ("cp1252",) if says_another else ("utf-8", "cp1252"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")


def _exif(image):
    exif = image.getexif()
    return {name: _repaired(exif.get(tag, "")) for name, tag in EXIF_TAGS.items()}


def _repaired(value):
    """EXIF text is read as Latin-1 whatever it was; a © that comes out as Â© was UTF-8."""
    raw = value if isinstance(value, bytes) else str(value).encode("latin-1", "ignore")
    return decoded(raw.strip(b"\0 ").replace(b"\0", b", "))


def _fitted(text, length):
    """One clean line without what a camera says of itself, cut at a word."""
    text = clean_text(str(text))
    if CAMERA_TALK.fullmatch(text):
        return ""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
