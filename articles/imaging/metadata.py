"""The words that photographers, agencies and programs write into their files, from the caption to the terms of use.

XMP is asked first, then IPTC, then EXIF; IPTC comes first where it was edited last. A packet that cannot be read is as
good as none. Alternative text comes from the one field that is meant for it: a caption tells what the eye cannot see,
alternative text what it can.
"""

import datetime as dt
from dataclasses import dataclass, fields
from xml.etree.ElementTree import ParseError

from PIL import Image

from articles.imaging.camera_talk import is_camera_talk, is_placeholder
from articles.imaging.iptc import decoded, read_iptc, was_edited_after_xmp
from articles.imaging.last_day import last_day_in, last_day_of
from articles.imaging.xmp import read_xmp
from common.text import clean_text

EMPTY_WORDS = {"caption": is_camera_talk, "headline": is_camera_talk, "alt": is_camera_talk}
EXIF_TAGS = {"caption": 270, "byline": 315, "rights": 33432}
EXIF_OF_THE_CAMERA = (271, 272, 305)  # maker, model, program
LENGTHS = {
    "caption": 400,
    "headline": 200,
    "byline": 120,
    "credit": 120,
    "rights": 300,
    "alt": 300,
    "keywords": 1000,
    "instructions": 1000,
    "usage_terms": 1000,
    "web_statement": 500,
    "source_type": 60,
    "ai_system": 200,
    "ai_prompt": 2000,
    "ai_prompt_writer": 120,
}
# What Pillow and the XML reader raise over a broken packet; a Warning where warnings are errors.
BROKEN = (
    ParseError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OSError,
    EOFError,
    RecursionError,
    Warning,
)


@dataclass
class Words:
    """What a file says of itself; empty where it says nothing."""

    caption: str = ""
    credit: str = ""
    rights: str = ""
    alt: str = ""
    headline: str = ""
    byline: str = ""
    keywords: str = ""
    instructions: str = ""
    usage_terms: str = ""
    web_statement: str = ""
    source_type: str = ""
    ai_system: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""
    rights_until: dt.date | None = None

    def __bool__(self):
        return any(getattr(self, field.name) for field in fields(self))


def words_in(image: Image.Image) -> Words:
    """The words of a file that Pillow has opened, each from the first source that has it."""
    xmp, iptc, exif = (_read(reader, image) for reader in (read_xmp, read_iptc, _exif))
    sources = [xmp, iptc, exif]
    if was_edited_after_xmp(image, xmp.get("iptc_digest", "")):
        sources = [iptc, xmp, exif]
    found = {}
    for source in sources:
        found = source | {name: text for name, text in found.items() if text}
    _tidy(found)
    words = Words(**{name: _fitted(found.get(name, ""), length) for name, length in LENGTHS.items()})
    words.rights_until = _last_day(found, words)
    if not words.credit or words.byline.casefold() == words.credit.casefold():
        words.credit, words.byline = words.credit or words.byline, ""
    return words


def _read(reader, image):
    """Clean lines by our names, without what a camera says of itself."""
    try:
        found = reader(image)
    except BROKEN:
        return {}
    lines = {name: clean_text(str(text)) for name, text in found.items()}
    return {name: "" if EMPTY_WORDS.get(name, is_placeholder)(text) else text for name, text in lines.items()}


def _exif(image):
    exif = image.getexif()
    found = {name: _repaired(exif.get(tag, "")) for name, tag in EXIF_TAGS.items()}
    of_the_camera = {_repaired(exif.get(tag, "")).casefold().strip() for tag in EXIF_OF_THE_CAMERA}
    return {name: "" if text.casefold().strip() in of_the_camera else text for name, text in found.items()}


def _repaired(value):
    """EXIF text is read as Latin-1 whatever it was; a © that comes out as Â© was UTF-8."""
    raw = value if isinstance(value, bytes) else str(value).encode("latin-1", "ignore")
    return decoded(raw.strip(b"\0 ").replace(b"\0", b", "))


def _tidy(found):
    """Addresses that are none go; a kind of source is known by the last part of its address."""
    for name, tidied in (("web_statement", _address), ("source_type", _source_type)):
        if found.get(name):
            found[name] = tidied(found[name])
    version = found.pop("ai_version", "")
    if version and version not in found.get("ai_system", ""):
        found["ai_system"] = f"{found.get('ai_system', '')} {version}".strip()


# Each file is decoded by a process of its own, which would read Django for a tenth of a second: only where it needs it.
def _address(text):
    from django.core.exceptions import ValidationError
    from django.core.validators import URLValidator

    try:
        URLValidator(["http", "https"])(text)
    except ValidationError:
        return ""
    return text if len(text) <= LENGTHS["web_statement"] else ""


def _source_type(text):
    from articles.imaging.source_types import known_source_type

    return known_source_type(text)


def _last_day(found, words):
    days = [
        last_day_of(found.get("expires", "")),
        last_day_in(words.instructions),
        last_day_in(words.usage_terms),
        last_day_in(words.rights),
    ]
    return min((day for day in days if day), default=None)


def _fitted(text, length):
    """Cut at a word where the line is longer than its field."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
