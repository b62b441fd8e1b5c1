"""A PDF told from other files: whether it is whole and open to all, how many pages it has, and what else is in it.

This reads the few objects that lead to the number of pages, and no more. It follows no reference in a circle, unpacks
nothing but lists of objects, and stops at fixed sizes. It draws nothing and runs nothing.
"""

import re
import zlib
from dataclasses import dataclass, field

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from articles.imaging.refusal import FileRefused

MAX_BYTES = 40 * 1024 * 1024
MAX_PAGES = 20_000
MAX_OBJECTS = 500_000
MAX_LIST = 8 * 1024 * 1024  # bytes of one list of objects, packed or unpacked
MAX_LISTS = 128 * 1024 * 1024  # of all of them, both together
LONGEST_HEAD = 4096  # of a list
LONGEST_OBJECT = 1024 * 1024  # a tree may name each of its pages at its root
END = 2048  # bytes; the last line stands in them
# Each count has a bound, so that no run of digits or spaces is gone over again and again.
OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,10})[\s\0]{1,8}[0-9]{1,5}[\s\0]{1,8}obj\b")
REFERENCE = rb"[\s\0]{0,8}([0-9]{1,10})[\s\0]{1,8}[0-9]{1,5}[\s\0]{1,8}R\b"
ROOT = re.compile(rb"/Root" + REFERENCE)
PAGES = re.compile(rb"/Pages" + REFERENCE)
COUNT = re.compile(rb"/Count[\s\0]{0,8}([0-9]{1,10})\b")
COUNT_ELSEWHERE = re.compile(rb"/Count" + REFERENCE)
NUMBER = re.compile(rb"[\s\0]{0,8}([0-9]{1,10})\b")
FIRST, HOW_MANY = re.compile(rb"/First[\s\0]{0,8}([0-9]{1,9})\b"), re.compile(rb"/N[\s\0]{0,8}([0-9]{1,9})\b")
ENCRYPTED = re.compile(rb"/Encrypt[\s\0]{0,8}(?:[0-9]{1,10}[\s\0]{1,8}[0-9]{1,5}[\s\0]{1,8}R\b|<<)")
HOLDS = {
    "script": re.compile(rb"/JavaScript\b|/JS[\s\0]{0,8}[(<0-9]"),
    "launch": re.compile(rb"/Launch\b"),
    "files": re.compile(rb"/EmbeddedFiles?\b"),
    "form": re.compile(rb"/AcroForm\b|/XFA\b"),
}
HELD = {
    "script": _("a script"),
    "launch": _("an order to start a program"),
    "files": _("other files"),
    "form": _("a form to fill in"),
}
MESSAGES = {
    "empty": _("This file is empty. Copy it again from where it came from."),
    "heavy": _("This document is larger than %(limit)s. Save it with smaller pictures and try again."),
    "kind": _("This is no PDF. Save the document as PDF and try again."),
    "broken": _("This PDF is damaged or not complete. Copy it again from where it came from, or save it anew as PDF."),
    "encrypted": _("This PDF is locked with a password or against printing. Ask for one that everybody can open."),
    "long": _("This PDF has over %(limit)s pages. Divide it and try again."),
}


class UnusablePdf(FileRefused):
    """This file may not come in. Says why and what to do."""

    words = MESSAGES


@dataclass(frozen=True)
class Pdf:
    """`holds` are the names in `HELD` of what was found in it beside pages."""

    pages: int
    holds: list[str]


def read_pdf(content: bytes) -> Pdf:
    """What is to be known of a PDF. Raises UnusablePdf."""
    if not content:
        raise UnusablePdf("empty")
    if len(content) > MAX_BYTES:
        raise UnusablePdf("heavy", limit=filesizeformat(MAX_BYTES))
    if not content.startswith(b"%PDF-"):
        raise UnusablePdf("kind")
    if b"%%EOF" not in content[-END:]:
        raise UnusablePdf("broken")
    outside = outside_of_streams(content)
    if ENCRYPTED.search(outside):
        raise UnusablePdf("encrypted")
    objects = _Objects(content)
    pages = objects.count_of_pages()
    if pages > MAX_PAGES:
        raise UnusablePdf("long", limit=MAX_PAGES)
    texts = [outside, *objects.lists]
    return Pdf(pages, [name for name, sign in HOLDS.items() if any(sign.search(text) for text in texts)])


def outside_of_streams(content: bytes) -> bytes:
    """All that is no picture, letter or drawing: there any sign may stand by accident."""
    parts, place = [], 0
    while (begins := content.find(b"stream", place)) >= 0 and (ends := content.find(b"endstream", begins)) >= 0:
        parts.append(content[place:begins])
        place = ends + len(b"endstream")
    return b"\n".join([*parts, content[place:]])


@dataclass
class _Objects:
    """Where each object of a file stands. What stands further down replaces what stood above, as it does in a PDF."""

    content: bytes
    places: dict[int, tuple[bytes, int, int]] = field(default_factory=dict)  # in which text, from where to where
    lists: list[bytes] = field(default_factory=list)  # unpacked
    left: int = MAX_LISTS

    def __post_init__(self):
        for met, found in enumerate(OBJECT.finditer(self.content)):
            if met == MAX_OBJECTS:
                raise UnusablePdf("broken")
            place = found.end()
            self.places[int(found[1])] = (self.content, place, place + LONGEST_OBJECT)
            if self.left > 0 and b"/ObjStm" in self.content[place : place + 400]:
                self._unpack(place)

    def _unpack(self, place):
        """Note what is in a list of objects."""
        head = self.content[place : place + LONGEST_HEAD].partition(b"stream")[0]
        begins = place + len(head) + len(b"stream")
        begins += 2 if self.content[begins : begins + 2] == b"\r\n" else 1
        ends = self.content.find(b"endstream", begins, begins + MAX_LIST)
        self.left -= MAX_LIST if ends < 0 else ends - begins + LONGEST_HEAD
        first, count = FIRST.search(head), HOW_MANY.search(head)
        if not (first and count and b"/FlateDecode" in head and ends > 0):
            return
        try:
            unpacked = zlib.decompressobj().decompress(self.content[begins:ends], MAX_LIST)
        except zlib.error:
            return
        self.left -= len(unpacked)
        self.lists.append(unpacked)
        self._note(unpacked, int(first[1]), int(count[1]))

    def _note(self, unpacked, first, count):
        """Its head is a number and a place for each of its objects, in their order."""
        told = [int(word) for word in unpacked[:first].split()[: 2 * count] if word.isdigit() and len(word) < 11]
        places = [first + place for place in told[1::2]]
        for number, begins, ends in zip(told[::2], places, [*places[1:], len(unpacked)], strict=False):
            self.places[number] = (unpacked, begins, min(ends, begins + LONGEST_OBJECT))

    def count_of_pages(self) -> int:
        """As the root of the tree of pages says. Raises UnusablePdf."""
        roots = list(dict.fromkeys(int(root[1]) for root in ROOT.finditer(self.content)))
        for root in reversed(roots[-20:]):
            pages = PAGES.search(self._text(root))
            tree = self._text(int(pages[1])) if pages else b""
            elsewhere = COUNT_ELSEWHERE.search(tree)
            count = NUMBER.match(self._text(int(elsewhere[1]))) if elsewhere else COUNT.search(tree)
            if count and int(count[1]) > 0:
                return int(count[1])
        raise UnusablePdf("broken")

    def _text(self, number):
        """An object up to its end; nothing for one that is not there."""
        text, begins, ends = self.places.get(number, (b"", 0, 0))
        return text[begins:ends].partition(b"endobj")[0]
