"""The sizes that pictures are made in, once: after upload, or, of an archive, when asked for. No other can be had.

Whole pictures keep their shape and are never made larger than they are. Cards are cut to 3:2, the share picture to
1.91:1 and those that search engines ask for to 16:9, 4:3 and 1:1, all around the focal point. WebP is kept for browsers
without AVIF, which is quicker to fetch and at speed 9 as quick to make. The size that phones wait for is made at speed
6 and judged by likeness: some 0.15 s more of work, for a third fewer bytes (docs/performance.md). Each file, and the
picture itself, carries who made it and whose it is, and nothing of what the camera wrote.
"""

import io
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from imagefield.backend_base import calculate_crop_box
from imagefield.fields import ImageField, ImageFieldFile
from PIL import Image, ImageOps

from articles.imaging.attribution import attribution_of, with_packet
from common.atomic_files import draft_of

# Two dots for each pixel of phones of 360 and of 414: nobody sees more, nor what this quality leaves out.
PHONE_WIDTHS = (728, 832)
WIDTHS = (320, 640, *PHONE_WIDTHS, 960, 1600)
CARD_SIZES = ((320, 213), (640, 427))
SHARE_SIZE = (1200, 630)
NEWS_SIZES = {"news_16_9": (1200, 675), "news_4_3": (1200, 900), "news_1_1": (1200, 1200)}
QUALITY = {
    "AVIF": {"quality": 58, "speed": 9},
    "WEBP": {"quality": 76, "method": 2},
    "JPEG": {"quality": 82, "progressive": True},
}
PHONE_QUALITY = {"quality": 43, "speed": 6, "advanced": {"tune": "ssim"}}
ENDING = {"AVIF": ".avif", "WEBP": ".webp", "JPEG": ".jpg"}
KINDS_STORED = ("JPEG", "PNG", "WEBP", "AVIF")
SIDEWAYS = 5  # EXIF orientations from 5 on swap width and height


@dataclass(frozen=True)
class Rendition:
    """One size of a picture in one kind of file, as imagefield wants it: called to fill the context."""

    kind: str
    width: int
    height: int = 0  # 0 for the whole picture; else the shape that is cut out of it
    is_exact: bool = False

    def __call__(self, file, context):
        context.extension = ENDING[self.kind]
        context.processors = [self, attribution_of(file.instance)]
        if not self.height:
            context.ppoi = None  # a whole picture is the same wherever its focal point is

    def frame(self, size, focal_point) -> tuple[tuple[int, int, int, int], tuple[int, int]]:
        """The part of the picture to take, and the size to draw it at."""
        if not self.height:
            width = min(self.width, size[0])
            return (0, 0, *size), (width, max(1, round(size[1] * width / size[0])))
        box = calculate_crop_box(*size, self.width, self.height, focal_point)
        drawn = (self.width, self.height)
        if not self.is_exact and box.width < self.width:
            drawn = (box.width, box.height)
        return (box.left, box.top, box.left + box.width, box.top + box.height), drawn


def _formats():
    # Mail programs that know neither AVIF nor WebP show a letter's pictures too.
    formats = {"share": Rendition("JPEG", *SHARE_SIZE, is_exact=True), "letter": Rendition("JPEG", *CARD_SIZES[0])}
    formats |= {name: Rendition("WEBP", *size) for name, size in NEWS_SIZES.items()}
    for kind in ("AVIF", "WEBP"):
        formats |= {f"{kind.lower()}_{width}": Rendition(kind, width) for width in WIDTHS}
        formats |= {f"{kind.lower()}_card_{size[0]}": Rendition(kind, *size) for size in CARD_SIZES}
    return formats


FORMATS = _formats()


def quality_of(kind: str, width: int) -> dict[str, Any]:
    """How a picture of this width is written."""
    if kind != "AVIF" or width > max(PHONE_WIDTHS):
        return QUALITY[kind]
    return PHONE_QUALITY if width in PHONE_WIDTHS else QUALITY[kind] | {"quality": 54}


class Darkroom:
    """A picture decoded once, from which renditions are drawn; what comes out alike is made once."""

    def __init__(self, file, renditions):
        self.image = Image.open(file, formats=KINDS_STORED)
        self.image.draft("RGB", self._size_needed(renditions))
        self.profile = self.image.info.get("icc_profile")
        ImageOps.exif_transpose(self.image, in_place=True)
        if self.image.mode not in {"RGB", "L"}:
            self.image = self.image.convert("RGB")
        self.image.info = {}
        self.drawn, self.encoded = {}, {}

    def _size_needed(self, renditions):
        """JPEGs can be decoded at a half or a quarter, in a fraction of the time, where that is large enough."""
        size = self.image.size
        if self.image.getexif().get(0x0112, 1) >= SIDEWAYS:
            return size
        frames = [rendition.frame(size, (0.5, 0.5)) for rendition in renditions]
        scale = min(1, max(drawn[0] / (box[2] - box[0]) for box, drawn in frames))
        return tuple(round(side * scale) for side in size)

    def make(self, rendition, *, focal_point, attribution) -> bytes:
        box, size = rendition.frame(self.image.size, focal_point)
        key = (rendition.kind, box, size)
        if key not in self.encoded:
            if (box, size) not in self.drawn:
                self.drawn[box, size] = self.image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
            buffer = io.BytesIO()
            kept = {"xmp": attribution.packet()} | ({"icc_profile": self.profile} if self.profile else {})
            self.drawn[box, size].save(buffer, rendition.kind, **quality_of(rendition.kind, size[0]), **kept)
            self.encoded[key] = buffer.getvalue()
        return self.encoded[key]


class PictureFile(ImageFieldFile):
    def make_renditions(self) -> None:
        """Write the renditions that are missing and remove those that no page asks for any more."""
        wanted = [self._process_context(rendition) for rendition in self.field.formats.values()]
        kept = self._kept_renditions()
        missing = [context for context in wanted if context.name not in kept]
        if self.storage.exists(self.name):
            self.attribute()
        if missing:
            with self.storage.open(self.name) as file:
                darkroom = Darkroom(file, [context.processors[0] for context in missing])
                for context in missing:
                    self.storage.save(context.name, ContentFile(_developed(darkroom, context)))
        for name in kept - {context.name for context in wanted}:
            self.storage.delete(name)

    def make_rendition(self, name: str) -> bool:
        """Write the one of that name, if there is one. Who comes to it at the same moment writes the same."""
        contexts = map(self._process_context, self.field.formats.values())
        context = next((context for context in contexts if context.name == name), None)
        if context is None:
            return False
        with self.storage.open(self.name) as file:
            content = _developed(Darkroom(file, [context.processors[0]]), context)
        self._write(name, content)
        return True

    def attribute(self) -> None:
        """Write into the picture itself where it comes from, as each of its renditions says it."""
        with self.storage.open(self.name) as file:
            content = file.read()
        attributed = with_packet(content, attribution_of(self.instance).packet())
        if attributed != content:
            self._write(self.name, attributed)

    def _write(self, name, content):
        """Readers get the old content or the new, never a part of it."""
        if replace := getattr(self.storage, "replace", None):  # as a bucket can
            replace(name, ContentFile(content))
            return
        with draft_of(Path(self.storage.path(name))) as draft:
            draft.write_bytes(content)

    @property
    def renditions_begin(self) -> str:
        """What the name of each rendition begins with."""
        base = self._process_base(self.name)
        return f"{base.path}/{base.basename}"

    def remove_all(self) -> None:
        """The file and every rendition, gone from the disk: for a picture that is no longer in the library."""
        for name in self._kept_renditions() | {self.name}:
            self.storage.delete(name)

    def _kept_renditions(self):
        base = self._process_base(self.name)
        try:
            _folders, files = self.storage.listdir(base.path)
        except FileNotFoundError:
            return set()
        return {f"{base.path}/{file}" for file in files if file.startswith(base.basename)}

    def _process(self, processors=None, context=None):
        """For imagefield's own command, which asks for one rendition at a time."""
        if context.processors[0] is FORMATS["share"]:  # once a picture
            self.attribute()
        with self.storage.open(self.name) as file:
            return _developed(Darkroom(file, [context.processors[0]]), context)


def _developed(darkroom, context):
    rendition, attribution = context.processors
    return darkroom.make(rendition, focal_point=context.ppoi, attribution=attribution)


class PictureField(ImageField):
    """An image field that makes its renditions once the row is safe, with no lock held while it draws.

    Those of an instance with `renditions_wait` are made when somebody asks for them.
    """

    attr_class = PictureFile

    def _generate_files(self, instance, raw=False, using=None, **kwargs):
        file = getattr(instance, self.name)
        if file.name and not raw and not getattr(instance, "_skip_generate_files", False):
            waits = getattr(instance, "renditions_wait", False)
            act = PictureFile.attribute if waits else PictureFile.make_renditions
            transaction.on_commit(partial(act, file), using=using)
