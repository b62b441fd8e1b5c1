"""One picture becomes every icon that browsers, telephones and feeds ask a paper for."""

import io

from django.core.files import File
from PIL import Image, ImageDraw, ImageFont

from articles.imaging.uploads import checked_picture

SIDE = 512
LEAST = 180  # pixels: smaller ones are blurred on a telephone's first screen
GROUND = "#fbf9f4"
SAFE = 0.8  # of a maskable icon: what a telephone cuts round stays inside
PNG_SIDES = {"icon-32": 32, "apple-touch-icon": 180, "icon-192": 192, "icon-512": 512, "icon-maskable": 512}
ICO_SIDES = [(16, 16), (32, 32), (48, 48)]
COLOURS = 256  # of an icon: every page makes a browser fetch two, and a drawing has hardly more


class TooSmall(Exception):
    """The picture has fewer pixels than an icon needs."""


def drawn_icon(upload: File) -> bytes:
    """Our own drawing of an uploaded icon, square, as a PNG.

    Raises Refused and TooSmall.
    """
    with Image.open(checked_picture(upload)) as image:
        side = min(image.size)
        if side < LEAST:
            raise TooSmall
        left, top = (image.width - side) // 2, (image.height - side) // 2
        square = image.convert("RGB").crop((left, top, left + side, top + side))
        return _png(square.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


def initial_icon(name: str, colour: str) -> bytes:
    """For a paper without an icon: its initial on its colour."""
    image = Image.new("RGB", (SIDE, SIDE), colour)
    letter = next((sign for sign in name.removeprefix("The ") if sign.isalnum()), "N").upper()
    font = ImageFont.load_default(size=340)
    ImageDraw.Draw(image).text((SIDE / 2, SIDE / 2), letter, font=font, fill=GROUND, anchor="mm")
    return _png(image)


def icon_of(drawing: bytes, name: str) -> bytes:
    """The file of one of PNG_SIDES."""
    with Image.open(io.BytesIO(drawing)) as image:
        side = PNG_SIDES[name]
        inner = round(side * SAFE) if name == "icon-maskable" else side
        ground = Image.new("RGB", (side, side), image.getpixel((0, 0)))  # goes on in the colour of its corner
        ground.paste(image.resize((inner, inner), Image.Resampling.LANCZOS), ((side - inner) // 2, (side - inner) // 2))
        return _png(_of_few_colours(ground))


def favicon_of(drawing: bytes) -> bytes:
    with Image.open(io.BytesIO(drawing)) as image:
        out = io.BytesIO()
        drawn = [_of_few_colours(image.convert("RGB").resize(size, Image.Resampling.LANCZOS)) for size in ICO_SIDES]
        drawn[-1].save(out, "ICO", sizes=ICO_SIDES, append_images=drawn)
        return out.getvalue()


def _of_few_colours(image):
    return image.quantize(COLOURS, Image.Quantize.MEDIANCUT)  # which keeps the colours of large parts as they are


def _png(image):
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
