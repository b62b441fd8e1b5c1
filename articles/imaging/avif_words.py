"""Writes an XMP packet into an AVIF without touching a dot: one more item, described beside the picture's own.

It knows the layout that libavif writes, which all our AVIFs have; a file laid out in another way stays as it is.
"""

import struct
from dataclasses import dataclass

XMP_TYPE = b"application/rdf+xml\0"
PLAIN_SIZES = (0x44, 0x00)  # offsets and lengths in four bytes each, and no base


@dataclass
class Box:
    name: bytes
    body: bytes

    def __bytes__(self):
        return struct.pack(">I", len(self.body) + 8) + self.name + self.body


@dataclass
class Item:
    """Where the bytes of one part of the picture stand in the file."""

    number: int
    extents: list[tuple[int, int]]

    def __bytes__(self):
        extents = b"".join(struct.pack(">II", *extent) for extent in self.extents)
        return struct.pack(">HHH", self.number, 0, len(self.extents)) + extents


def avif_with(content: bytes, packet: bytes) -> bytes:
    """The same picture with that packet in place of all that it said of itself before."""
    boxes = _boxes(content)
    names = [box.name for box in boxes]
    if names[:3] != [b"ftyp", b"meta", b"mdat"] or b"moov" in names:
        return content
    parts = {box.name: box for box in _boxes(boxes[1].body[4:])}
    if not {b"pitm", b"iloc", b"iinf"} <= parts.keys() or parts[b"iloc"].body[:6] != bytes([0, 0, 0, 0, *PLAIN_SIZES]):
        return content
    items, infos = _items(parts[b"iloc"].body), _boxes(parts[b"iinf"].body[6:])
    boxes = _without_words(content, items, infos)
    size_before = len(boxes[1].body)
    _describe(parts, items, infos, len(packet))
    meta = Box(b"meta", boxes[1].body[:4] + b"".join(map(bytes, parts.values())))
    grown = len(meta.body) - size_before
    for item in items[:-1]:
        item.extents = [(offset + grown, length) for offset, length in item.extents]
    items[-1].extents = [(sum(len(box.body) + 8 for box in boxes) + grown + 8, len(packet))]
    parts[b"iloc"] = _locations(items)
    meta = Box(b"meta", boxes[1].body[:4] + b"".join(map(bytes, parts.values())))
    return b"".join(map(bytes, [boxes[0], meta, *boxes[2:], Box(b"mdat", packet)]))


def _boxes(content):
    boxes, place = [], 0
    while place + 8 <= len(content):
        size = int.from_bytes(content[place : place + 4])
        if size < 8:
            return []
        boxes.append(Box(content[place + 4 : place + 8], content[place + 8 : place + size]))
        place += size
    return boxes


def _items(body):
    items, place = [], 8
    for _ in range(int.from_bytes(body[6:8])):
        number, _reference, count = struct.unpack(">HHH", body[place : place + 6])
        extents = [struct.unpack(">II", body[place + 6 + 8 * n : place + 14 + 8 * n]) for n in range(count)]
        items.append(Item(number, extents))
        place += 6 + 8 * count
    return items


def _without_words(content, items, infos):
    """Takes packets and EXIF out of the lists and blanks their bytes. The box that held our own packet alone goes."""
    left = bytearray(content)
    for info in [info for info in infos if info.body.endswith(XMP_TYPE) or info.body[8:12] == b"Exif"]:
        infos.remove(info)
        item = next(item for item in items if item.number == int.from_bytes(info.body[4:6]))
        items.remove(item)
        for offset, length in item.extents:
            left[offset : offset + length] = bytes(length)
    boxes = _boxes(bytes(left))
    while len(boxes) > 3 and not any(boxes[-1].body):
        boxes.pop()
    return boxes


def _describe(parts, items, infos, length):
    number = max(item.number for item in items) + 1
    primary = parts[b"pitm"].body[4:6]
    items.append(Item(number, [(0, length)]))
    infos.append(Box(b"infe", b"\x02\0\0\0" + struct.pack(">HH", number, 0) + b"mimeXMP\0" + XMP_TYPE))
    parts[b"iinf"] = Box(b"iinf", b"\0\0\0\0" + struct.pack(">H", len(infos)) + b"".join(map(bytes, infos)))
    parts[b"iloc"] = _locations(items)
    about = Box(b"cdsc", struct.pack(">HH", number, 1) + primary)
    told = _boxes(parts[b"iref"].body[4:]) if b"iref" in parts else []
    numbers = {item.number for item in items[:-1]}
    told = [box for box in told if int.from_bytes(box.body[:2]) in numbers]
    parts[b"iref"] = Box(b"iref", b"\0\0\0\0" + b"".join(map(bytes, [*told, about])))


def _locations(items):
    head = bytes([0, 0, 0, 0, *PLAIN_SIZES]) + struct.pack(">H", len(items))
    return Box(b"iloc", head + b"".join(map(bytes, items)))
