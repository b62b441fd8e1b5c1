"""The sizes that pictures are made in, once, at upload. No other size can be asked for.

Whole pictures keep their shape; cards are cut to 3:2 around the focal point. AVIF at speed 8 is both smaller and
quicker to make here than WebP, which is kept for browsers without AVIF.
"""

from imagefield.processing import register_pillow

WIDTHS = (320, 640, 960, 1600)
CARD_SIZES = ((320, 213), (640, 427))
SHARE_SIZE = (1200, 630)
QUALITY = {"AVIF": {"quality": 58, "speed": 8}, "WEBP": {"quality": 76}, "JPEG": {"quality": 82}}
ENDING = {"AVIF": ".avif", "WEBP": ".webp", "JPEG": ".jpg"}


@register_pillow
def save_as(get_image, kind):
    """The last step: this kind of file, its quality, and nothing of the camera's metadata (GPS among it)."""

    def processor(image, context):
        context.save_kwargs["format"] = kind
        image = get_image(image, context)
        context.save_kwargs.update(QUALITY[kind])
        return image.convert("RGB") if image.mode not in {"RGB", "L"} else image

    return processor


def rendition(kind, *steps):
    def spec(fieldfile, context):
        context.extension = ENDING[kind]
        context.processors = [("save_as", kind), "preserve_icc_profile", "autorotate", *steps]

    return spec


def _formats():
    formats = {"share": rendition("JPEG", ("crop", SHARE_SIZE))}
    for kind in ("AVIF", "WEBP"):
        for width in WIDTHS:
            formats[f"{kind.lower()}_{width}"] = rendition(kind, ("thumbnail", (width, width * 4)))
        for width, height in CARD_SIZES:
            formats[f"{kind.lower()}_card_{width}"] = rendition(kind, ("crop", (width, height)))
    return formats


FORMATS = _formats()
