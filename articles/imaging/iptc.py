"""What the older IPTC block of a JPEG says, in whatever encoding it was written.

Pillow's reader gives up the whole block at the first extended dataset, so the datasets are read here.
"""

import hashlib
from collections.abc import Iterator

from PIL import Image

BLOCK, DIGEST = 0x0404, 0x0425  # where Photoshop keeps the block, and the digest that it had at the last saving
CHARSET = (1, 90)
DATASETS = {
    "caption": (2, 120),
    "headline": (2, 105),
    "byline": (2, 80),
    "credit": (2, 110),
    "rights": (2, 116),
    "keywords": (2, 25),
    "instructions": (2, 40),
    "expires": (2, 37),
}
EXTENDED = 0x8000


def read_iptc(image: Image.Image) -> dict[str, str]:
    """The words by our names."""
    values = {}
    for tag, value in datasets(_block(image)):
        values.setdefault(tag, []).append(value)
    charset = values.get(CHARSET, [b""])[0]
    return {
        name: ", ".join(decoded(value, charset=charset) for value in values.get(tag, []) if value.strip(b"\0 "))
        for name, tag in DATASETS.items()
    }


def datasets(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Record, number and bytes of each dataset, up to the first that makes no sense."""
    place = 0
    while block[place : place + 1] == b"\x1c" and place + 5 <= len(block):
        tag = (block[place + 1], block[place + 2])
        size = int.from_bytes(block[place + 3 : place + 5])
        place += 5
        if size & EXTENDED:  # then it says how many bytes hold the size
            width = size - EXTENDED
            size = int.from_bytes(block[place : place + width])
            place += width
        if place + size > len(block):
            return
        yield tag, block[place : place + size]
        place += size


def was_edited_after_xmp(image: Image.Image, digest_in_xmp: str = "") -> bool:
    """Whether a program that knows no XMP has changed the block since the digest of it was stored."""
    stored = (image.info.get("photoshop") or {}).get(DIGEST) or b""
    stored = stored.hex() or digest_in_xmp.strip().lower()
    block = _block(image)
    return bool(block and stored) and hashlib.md5(block, usedforsecurity=False).hexdigest() != stored


def _block(image):
    return (image.info.get("photoshop") or {}).get(BLOCK) or b""


def decoded(value: bytes, *, charset: bytes = b"") -> str:
    """IPTC text. UTF-8 where the file says so or where it can be nothing else, else the old Western encoding."""
    says_another = charset and not charset.startswith(b"\x1b%")
    for encoding in ("cp1252",) if says_another else ("utf-8", "cp1252"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")
