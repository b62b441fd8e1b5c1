"""Takes out of a film what cameras and programs wrote beside it: where it was made, by which device, by whom.

No byte moves, so every place that the film names inside itself stays true: what goes is blanked where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass

# Boxes of an MP4 that hold others, and boxes that hold words about the film.
CONTAINERS = {b"moov", b"trak", b"mdia", b"minf"}
BOXES_OF_WORDS = {b"udta", b"meta", b"uuid", b"Xtra"}
# Elements of a WebM: two that hold others, the one that holds nothing, and those that hold words.
SEGMENT, INFO, VOID = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\xec"
TAGS, ATTACHMENTS = b"\x12\x54\xc3\x67", b"\x19\x41\xa4\x69"
TITLE, FILE_NAME, DATE = b"\x7b\xa9", b"\x73\x84", b"\x44\x61"
ELEMENTS_OF_WORDS = {TAGS, ATTACHMENTS, TITLE, FILE_NAME, DATE}
BLOCK = 1 << 20


@dataclass(frozen=True)
class Part:
    """A box or an element: its name, where it begins, how long it is, and how much of that is its header."""

    name: bytes
    place: int
    length: int
    header: int

    @property
    def content(self) -> int:
        return self.place + self.header

    @property
    def end(self) -> int:
        return self.place + self.length


def blank_words_of(file) -> None:
    """Blank them in an MP4 or a WebM that is open for reading and writing; whatever else it is stays as it is."""
    size = file.seek(0, 2)
    file.seek(0)
    is_mp4 = file.read(8)[4:] == b"ftyp"
    parts = list(_boxes_of_words(file, 0, size) if is_mp4 else _elements_of_words(file, 0, size))
    for part in parts:
        _overwrite(file, part, _free_box(part) if is_mp4 else _void_element(part))
    file.seek(0)


def _boxes_of_words(file, place, end) -> Iterator[Part]:
    for box in _boxes(file, place, end):
        if box.name in BOXES_OF_WORDS:
            yield box
        elif box.name in CONTAINERS:
            yield from _boxes_of_words(file, box.content, box.end)


def _boxes(file, place, end):
    while place + 8 <= end:
        file.seek(place)
        head = file.read(16)
        length, header = int.from_bytes(head[:4]), 8
        if length == 1:
            length, header = int.from_bytes(head[8:16]), 16
        length = length or end - place  # the last one may reach to the end
        if length < header or place + length > end:
            return
        yield Part(head[4:8], place, length, header)
        place += length


def _elements_of_words(file, place, end) -> Iterator[Part]:
    for outer in _elements(file, place, end):
        if outer.name in {SEGMENT, INFO}:
            yield from _elements_of_words(file, outer.content, outer.end)
        elif outer.name in ELEMENTS_OF_WORDS:
            yield outer


def _elements(file, place, end):
    while place < end:
        file.seek(place)
        head = file.read(12)
        name_width = _width(head[:1])
        size_width = _width(head[name_width : name_width + 1])
        header = name_width + size_width
        if header > len(head):
            return
        bits = 7 * size_width
        length = int.from_bytes(head[name_width:header]) & ((1 << bits) - 1)
        if length == (1 << bits) - 1:  # an unknown size: to the end of what it stands in
            length = end - place - header
        if place + header + length > end:
            return
        yield Part(head[:name_width], place, header + length, header)
        place += header + length


def _width(byte):
    """In how many bytes a number stands: one more than the zeros that it begins with; too many for no byte."""
    return 9 - int.from_bytes(byte).bit_length() if byte else 99


def _free_box(part):
    return None if part.header == 16 else part.length.to_bytes(4) + b"free"


def _void_element(part):
    if part.length < 9:
        return VOID + (0x80 | part.length - 2).to_bytes()
    return VOID + (1 << 56 | part.length - 9).to_bytes(8)


def _overwrite(file, part, header):
    if header is None:  # its size stands behind its name
        file.seek(part.place + 4)
        file.write(b"free")
        file.seek(part.content)
        left = part.length - part.header
    else:
        file.seek(part.place)
        file.write(header)
        left = part.length - len(header)
    while left > 0:
        left -= file.write(bytes(min(left, BLOCK)))
