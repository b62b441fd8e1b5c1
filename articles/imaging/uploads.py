"""What may come into the library: an uploaded picture is checked, read, and drawn anew by ourselves.

Nothing of the file that arrived is kept but its dots and its words, so that neither a hidden script nor the place where
the photograph was taken can leave the house.
"""

import hashlib
import io
import secrets
import struct
import threading
import warnings
import zlib
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from articles.imaging.file_kinds import ENOUGH, kind_of
from articles.imaging.metadata import BROKEN, words_in

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 4000  # what is kept; twice what the largest rendition needs
MAX_LOSSLESS_PIXELS = 4_000_000
QUALITY = 92
KINDS = ["JPEG", "PNG", "WEBP", "AVIF"]
SRGB = ImageCms.createProfile("sRGB")
# All that Pillow raises over a file that is broken on purpose or by accident.
UNREADABLE = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError, OverflowError),
    *(ZeroDivisionError, RuntimeError, struct.error, zlib.error),
)
MESSAGES = {
    "empty": _("This file is empty. Copy it again from where it came from."),
    "heavy": _(
        "This file is %(size)s; the limit is %(limit)s. Save it at 4000 pixels on its longer side and try again."
    ),
    "large": _(
        "This picture has over %(limit)s million pixels. Save it at 4000 pixels on its longer side and try again."
    ),
    "kind": _(
        "This is no picture that can be read here: JPEG, PNG, WebP and AVIF files can. Save it as JPEG and try again."
    ),
    "named_kind": _("%(kind)s files cannot be used here: JPEG, PNG, WebP and AVIF can. Save it as JPEG and try again."),
    "animated": _(
        "This %(kind)s moves, and pictures stand still here. Save one of its pictures as JPEG, or bring it as a film."
    ),
    "broken": _("This file is damaged or not complete. Copy it again from where it came from."),
}

# A bomb says how large it is before it goes off; from here on Pillow refuses instead of warning.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
# One large picture at a time in each process, so that several uploads together do not fill the memory.
one_at_a_time = threading.Lock()


class Refused(ValidationError):
    """This file may not come in. Says which limit it broke and what to do."""

    def __init__(self, code, **params):
        super().__init__(MESSAGES[code], code=code, params=params)


class CheckedPicture(ContentFile):
    """Our own drawing of an uploaded picture, with what its file said and the digest that it is known by."""

    def __init__(self, content, *, digest, words, ending, original_name=""):
        # A name that nobody can tell from the file: else its address would say whether the paper has it.
        super().__init__(content, name=f"{secrets.token_hex(16)}.{ending}")
        self.digest, self.words, self.ending, self.original_name = digest, words, ending, original_name


def checked_picture(upload) -> CheckedPicture:
    """The picture in an uploaded file, or `Refused`. Done once for each upload, however often it is asked."""
    if not hasattr(upload, "outcome"):
        try:
            upload.outcome = _check(upload)
        except Refused as refusal:
            upload.outcome = refusal
    if isinstance(upload.outcome, Refused):
        raise upload.outcome
    return upload.outcome


def _check(upload):
    if not upload.size:
        raise Refused("empty")
    if upload.size > MAX_BYTES:
        raise Refused("heavy", size=filesizeformat(upload.size), limit=filesizeformat(MAX_BYTES))
    upload.seek(0)
    content = upload.read()
    digest = hashlib.sha256(content).hexdigest()
    try:
        with one_at_a_time, _opened(content) as image:
            words = words_in(image)
            drawing, ending = _drawn_anew(image)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Refused("large", limit=MAX_PIXELS // 1_000_000) from None
    except UNREADABLE:
        raise Refused("broken") from None
    return CheckedPicture(drawing, digest=digest, words=words, ending=ending, original_name=upload.name or "")


def _opened(content):
    """The picture, of a kind and size that we take; its dots are not decoded yet."""
    kind = kind_of(content[:ENOUGH])
    if kind.upper() not in KINDS:
        raise _refusal_of_kind(content, kind)
    try:
        image = Image.open(io.BytesIO(content), formats=KINDS)
    except Image.UnidentifiedImageError:
        raise Refused("broken") from None
    if image.width * image.height > MAX_PIXELS:
        raise Refused("large", limit=MAX_PIXELS // 1_000_000)
    # Not so a JPEG: cameras put a small picture behind the large one, and that one is no movement.
    if kind != "JPEG" and getattr(image, "is_animated", False):
        raise Refused("animated", kind=kind)
    if image.format == "PNG":
        image.verify()  # decoding alone passes over damage in a PNG; verifying uses the image up
        image = Image.open(io.BytesIO(content), formats=KINDS)
    return image


def _refusal_of_kind(content, kind):
    if kind == "GIF":
        with suppress(*UNREADABLE), Image.open(io.BytesIO(content), formats=["GIF"]) as image:
            if image.is_animated:
                return Refused("animated", kind=kind)
    return Refused("named_kind", kind=kind) if kind else Refused("kind")


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
