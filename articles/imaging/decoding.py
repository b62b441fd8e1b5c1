"""Reads what a picture file holds and draws it anew. Runs in a process of its own (`decoder_process`)."""

import io
import struct
import warnings
import zlib
from contextlib import suppress
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from articles.imaging.file_kinds import ENOUGH, kind_of
from articles.imaging.metadata import BROKEN, Words, words_in

MAX_PIXELS = 50_000_000
MAX_SIDE = 4000  # what is kept; twice what the largest rendition needs
MAX_LOSSLESS_PIXELS = 4_000_000
MAX_CHUNKS = 20_000  # of a PNG: each costs Pillow the same, however little it holds
QUALITY = 92
KINDS = ["JPEG", "PNG", "WEBP", "AVIF"]
SRGB = ImageCms.createProfile("sRGB")
# All that Pillow raises over a file that is broken on purpose or by accident.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    OverflowError,
    ZeroDivisionError,
    RuntimeError,
    struct.error,
    zlib.error,
)

# A bomb says how large it is before it goes off; from here on Pillow refuses instead of warning.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)


class Unusable(Exception):
    """This file is not taken. Says why by a code, and what kind of file it is where that matters."""

    def __init__(self, code: str, kind: str = ""):
        super().__init__(code)
        self.code, self.kind = code, kind


@dataclass
class Decoded:
    """Our own drawing of a file, the ending for its name, and what the file said."""

    drawing: bytes
    ending: str
    words: Words


def decode(content: bytes) -> Decoded:
    """The picture in a file. Raises Unusable."""
    try:
        with _opened(content) as image:
            words = words_in(image)
            return Decoded(*_drawn_anew(image), words)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Unusable("large") from None
    except UNREADABLE:
        raise Unusable("broken") from None


def _opened(content):
    """The picture, of a kind and size that we take; its dots are not decoded yet."""
    kind = kind_of(content[:ENOUGH])
    if kind.upper() not in KINDS:
        raise _refusal_of_kind(content, kind)
    if kind == "PNG" and _has_too_many_chunks(content):
        raise Unusable("broken")
    try:
        image = Image.open(io.BytesIO(content), formats=KINDS)
    except Image.UnidentifiedImageError:
        raise Unusable("broken") from None
    if image.width * image.height > MAX_PIXELS:
        raise Unusable("large")
    # Not so a JPEG: cameras put a small picture behind the large one, and that one is no movement.
    if kind != "JPEG" and getattr(image, "is_animated", False):
        raise Unusable("animated", kind)
    if image.format == "PNG":
        image.verify()  # decoding alone passes over damage in a PNG; verifying uses the image up
        image = Image.open(io.BytesIO(content), formats=KINDS)
    return image


def _has_too_many_chunks(content):
    place = 8
    for _ in range(MAX_CHUNKS):
        if place >= len(content):
            return False
        place += 12 + int.from_bytes(content[place : place + 4])
    return True


def _refusal_of_kind(content, kind):
    if kind == "GIF":
        with suppress(*UNREADABLE), Image.open(io.BytesIO(content), formats=["GIF"]) as image:
            if image.is_animated:
                return Unusable("animated", kind)
    return Unusable("named_kind", kind) if kind else Unusable("kind")


def _drawn_anew(image):
    """Upright, in sRGB, on white where one could see through, at most `MAX_SIDE` long, and without metadata."""
    is_png = image.format == "PNG"
    image.draft(image.mode, (MAX_SIDE, MAX_SIDE))
    image.load()
    profile = image.info.get("icc_profile")
    with suppress(*BROKEN):  # without readable EXIF it is upright as it is
        ImageOps.exif_transpose(image, in_place=True)
    image = _in_sight(_plain(image), profile)
    image.info = {}
    buffer = io.BytesIO()
    if is_png and image.width * image.height <= MAX_LOSSLESS_PIXELS:
        image.save(buffer, "PNG")
        return buffer.getvalue(), "png"
    image.save(buffer, "JPEG", quality=QUALITY, progressive=True)
    return buffer.getvalue(), "jpg"


def _plain(image):
    """Palettes and 16 bits turned into ordinary dots, then made smaller where needed."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.has_transparency_data and image.mode != "RGBA":
        image = image.convert("RGBA")
    elif image.mode not in {"L", "RGB", "RGBA", "CMYK"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    longer = max(image.size)
    if longer <= MAX_SIDE:
        return image
    size = [max(1, round(side * MAX_SIDE / longer)) for side in image.size]
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _in_sight(image, profile):
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    if profile and image.mode != "L":
        image = _in_srgb(image, profile)
    return image if image.mode in {"RGB", "L"} else image.convert("RGB")


def _in_srgb(image, profile):
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        return ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # a profile that makes no sense says nothing about the colours
