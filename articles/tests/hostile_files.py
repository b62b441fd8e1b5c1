"""Files that come to harm a picture library: 100 that are not what they seem, 60 that unfold. None harms a decoder.

`make hostile-files` uploads each through a decoder of its own and says how long that took and how much memory.
"""

import io
import resource
import struct
import time
import zlib
from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile

from articles.imaging.uploads import MAX_BYTES, Refused, checked_picture
from articles.tests.picture_builders import picture_bytes, png_claiming, xmp_bytes

MARKER = b"<script>marker(1)</script>"
KINDS = ("JPEG", "PNG", "WEBP", "AVIF")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="marker(1)">' + MARKER + b"</svg>"
HTML = b"<!DOCTYPE html><html>" + MARKER
ZIP = b"PK\x03\x04" + b"\0" * 26 + MARKER + b"PK\x05\x06" + b"\0" * 18
OTHERS = {
    "svg": SVG,
    "svg with a declaration": b'<?xml version="1.0"?>' + SVG,
    "svg with a doctype": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG,
    "html": HTML,
    "script": MARKER,
    "gif that is a script": b"GIF89a/*" + MARKER + b"*/=1;",
    "bmp that is a script": b"BM/*" + MARKER + b"*/=1;",
    "pdf": b"%PDF-1.7\n" + MARKER,
    "zip": ZIP,
    "elf": b"\x7fELF" + b"\0" * 60 + MARKER,
    "exe": b"MZ" + b"\0" * 60 + MARKER,
    "tiff": b"II*\0\x08\0\0\0" + MARKER,
    "heic": b"\0\0\0\x18ftypheic" + b"\0" * 16 + MARKER,
    "film": b"\0\0\0\x18ftypisom" + b"\0" * 16 + MARKER,
    "sound": b"RIFF\0\1\0\0WAVE" + MARKER,
    "php": b"<?php marker(1); ?>" + MARKER,
}


def disguised() -> Iterator[tuple[str, bytes]]:
    """Other things under a picture's name, pictures with other things in, before and behind them, and damaged ones."""
    yield from OTHERS.items()
    for kind in KINDS:
        picture = picture_bytes(kind, size=(300, 200))
        for name in ("html", "svg", "zip"):
            yield f"{name} before {kind}", OTHERS[name] + picture
            yield f"{name} behind {kind}", picture + OTHERS[name]
        yield f"script in the words of {kind}", picture_bytes(kind, xmp=xmp_bytes(caption=MARKER.decode()))
        yield f"entities in the words of {kind}", picture_bytes(kind, xmp=_unfolding_words())
        yield f"words of {kind} without an end", picture_bytes(kind, xmp=b"<x:xmpmeta>" + b"<a>" * 5000)
        for part in (1, 2, 5, 10, 40, 90):
            yield f"{kind} cut at {part} %", picture[: len(picture) * part // 100]
        for place in range(6):
            at = len(picture) * (place + 1) // 8
            yield f"{kind} overwritten at {place}", picture[:at] + MARKER + picture[at + len(MARKER) :]


def oversized() -> Iterator[tuple[str, bytes]]:
    """Small files that say that they are large, or unfold into much; and one that is large."""
    for side in (7_100, 20_000, 65_000, 1_000_000, 2**31 - 1):
        for other in (7_100, 30_000, 2**31 - 1):
            yield f"png of {side} × {other}", png_claiming(side, other)
    for side in (10_000, 20_000, 40_000, 65_500):
        for other in (7_000, 20_000, 65_500):
            yield f"jpeg of {side} × {other}", _jpeg_claiming(side, other)
            yield f"webp of {side} × {other}", _webp_claiming(side, other)
    for megabytes in (65, 70, 80, 100):
        for chunk in (b"zTXtComment\0\0", b"iTXtXML:com.adobe.xmp\0\1\0\0\0", b"iCCPprofile\0\0"):
            yield f"{megabytes} MB in {chunk[:4].decode()}", _png_with(chunk, megabytes * 1024 * 1024)
    for sides in ((9_000, 9_000), (30_000, 30_000), (2**31 - 1, 3), (65_536, 65_536), (100_000, 1_000)):
        yield f"avif of {sides}", _avif_claiming(*sides)
    yield "more than may be sent", picture_bytes() + bytes(MAX_BYTES)
    for number in (100_000, 300_000, 500_000):
        yield f"{number} empty chunks", _png_with_chunks(number)


def _unfolding_words():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "marker"}">' for n in range(9))
    return f"<!DOCTYPE x [{entities}]><x:xmpmeta xmlns:x='adobe:ns:meta/'>&e8;</x:xmpmeta>".encode()


def _jpeg_claiming(width, height):
    picture = picture_bytes()
    frame = picture.index(b"\xff\xc0") + 5
    return picture[:frame] + struct.pack(">HH", height, width) + picture[frame + 4 :]


def _webp_claiming(width, height):
    """An extended header with its canvas, before the plain picture."""
    side = struct.pack("<I", width - 1)[:3], struct.pack("<I", height - 1)[:3]
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + b"".join(side) + picture_bytes("WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _avif_claiming(width, height):
    picture = picture_bytes("AVIF")
    at = picture.index(b"ispe") + 8
    return picture[:at] + struct.pack(">II", width, height) + picture[at + 8 :]


def _chunk(body):
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def _png_with(beginning, size):
    packer, packed = zlib.compressobj(9), io.BytesIO()
    for _ in range(0, size, 1024 * 1024):
        packed.write(packer.compress(b"a" * 1024 * 1024))
    packed.write(packer.flush())
    png = picture_bytes("PNG")
    return png[:33] + _chunk(beginning + packed.getvalue()) + png[33:]


def _png_with_chunks(number):
    png = picture_bytes("PNG")
    return png[:33] + _chunk(b"teSt") * number + png[33:-12]


def outcome_of(content: bytes) -> str:
    """What became of an upload: the code of its refusal, `drawn anew`, or (never) that something of it was kept."""
    try:
        checked = checked_picture(SimpleUploadedFile("harbour.jpg", content, "image/jpeg"))
    except Refused as refusal:
        return refusal.code
    drawing = checked.read()
    is_picture = drawing.startswith((b"\xff\xd8\xff", b"\x89PNG"))
    return "drawn anew" if is_picture and b"marker" not in drawing and b"PK\x03\x04" not in drawing else "kept"


def main() -> None:
    """Upload them all and say the worst of each sort."""
    checked_picture(SimpleUploadedFile("first.jpg", picture_bytes()))  # compiles what decoders run
    for name, files in (("disguised", disguised()), ("oversized", oversized())):
        taken = []
        for what, content in files:
            began = time.perf_counter()
            outcome = outcome_of(content)
            taken.append((time.perf_counter() - began, f"{what}: {outcome}"))
        memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        seconds, slowest = max(taken)
        print(f"{len(taken)} {name}: slowest {seconds:.2f} s ({slowest}), largest decoder so far {memory_mb} MB")
