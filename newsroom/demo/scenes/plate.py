"""The printing plate: shapes, stippled shade and soft light."""

from copy import copy
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .tone import column, rgb

GRAIN_TILE = 512

TURNS = {
    "down": None,
    "up": Image.Transpose.FLIP_TOP_BOTTOM,
    "right": Image.Transpose.ROTATE_90,
    "left": Image.Transpose.ROTATE_270,
}


class Stencil:
    """A cut-out made of several shapes, through which a plate is inked."""

    def __init__(self, plate, x, y, width, height):
        scale = plate.scale
        self.left, self.top = max(int(x * scale), 0), max(int(y * scale), 0)
        right = min(int((x + width) * scale) + 1, plate.image.width)
        bottom = min(int((y + height) * scale) + 1, plate.image.height)
        self.scale = scale
        self.mask = Image.new("L", (max(right - self.left, 1), max(bottom - self.top, 1)))
        self.pen = ImageDraw.Draw(self.mask)

    @property
    def box(self):
        return (self.left, self.top, self.left + self.mask.width, self.top + self.mask.height)

    def place(self, points):
        return [(x * self.scale - self.left, y * self.scale - self.top) for x, y in points]

    def shape(self, points, ink=255):
        self.pen.polygon(self.place(points), fill=ink)

    def oval(self, x, y, rx, ry, ink=255):
        self.pen.ellipse(self.place([(x - rx, y - ry), (x + rx, y + ry)]), fill=ink)

    def line(self, points, width, ink=255):
        self.pen.line(self.place(points), fill=ink, width=max(round(width * self.scale), 1), joint="curve")


class Plate:
    """A picture in the making, drawn larger than printed so that edges come clean."""

    def __init__(self, size, seed, scale=2.0):
        self.width, self.height = size
        self.scale = scale
        self.rng = Random(seed)
        self.image = Image.new("RGB", (round(self.width * scale), round(self.height * scale)))
        self.pen = ImageDraw.Draw(self.image)
        self.grain = self._grain()

    def _grain(self):
        # Pillow's own noise cannot be seeded; the same picture must come out each time.
        noise = Image.frombytes("L", (GRAIN_TILE, GRAIN_TILE), self.rng.randbytes(GRAIN_TILE * GRAIN_TILE))
        noise = noise.filter(ImageFilter.GaussianBlur(0.5)).point(lambda v: min(max((v - 128) * 1.75 + 128, 1), 254))
        side = round(GRAIN_TILE * max(self.scale, 1))
        tile = noise.resize((side, side), Image.Resampling.BICUBIC)
        field = Image.new("L", self.image.size)
        for x in range(0, field.width, side):
            for y in range(0, field.height, side):
                field.paste(tile, (x, y))
        return field

    def overlay(self, seed):
        """A plate that starts from this one's picture: a film's frame over its backdrop."""
        other = copy(self)
        other.rng = Random(seed)
        other.image = self.image.copy()
        other.pen = ImageDraw.Draw(other.image)
        return other

    # Flat ink

    def place(self, points):
        return [(x * self.scale, y * self.scale) for x, y in points]

    def shape(self, points, ink):
        self.pen.polygon(self.place(points), fill=rgb(ink))

    def rect(self, x, y, width, height, ink):
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], ink)

    def oval(self, x, y, rx, ry, ink):
        self.pen.ellipse(self.place([(x - rx, y - ry), (x + rx, y + ry)]), fill=rgb(ink))

    def line(self, points, width, ink):
        self.pen.line(self.place(points), fill=rgb(ink), width=max(round(width * self.scale), 1), joint="curve")

    # Ink through a stencil

    def cut(self, *shapes):
        """A stencil of one or more polygons, just large enough to hold them."""
        xs = [x for points in shapes for x, _ in points]
        ys = [y for points in shapes for _, y in points]
        stencil = Stencil(self, min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        for points in shapes:
            stencil.shape(points)
        return stencil

    def stencil(self, x, y, width, height):
        return Stencil(self, x, y, width, height)

    def press(self, stencil, ink):
        self.image.paste(rgb(ink), stencil.box, stencil.mask)

    def wash(self, where, stops):
        """Fill with inks that melt into one another from top to bottom."""
        stencil = self._stencil(where)
        strip = column(stops, stencil.mask.height)
        self.image.paste(strip.resize(stencil.mask.size, Image.Resampling.NEAREST), stencil.box, stencil.mask)

    def shade(self, where, ink, toward="down", strength=0.8):
        """Stipple ink over a shape, dot by dot, thickening towards one side."""
        stencil = self._stencil(where)
        slope = self._slope(stencil, toward, strength)
        dots = ImageChops.subtract(slope, self.grain.crop(stencil.box)).point(lambda v: min(v * 3, 255))
        # Half dots, half tint: dots alone are harsh wherever ink and ground are far apart.
        blend = Image.blend(dots, slope, 0.5)
        self.image.paste(rgb(ink), stencil.box, ImageChops.multiply(stencil.mask, blend))

    def veil(self, where, ink, toward="down", strength=0.5):
        """Lay a smooth tint over a shape, thickening towards one side."""
        stencil = self._stencil(where)
        tint = self._slope(stencil, toward, strength)
        self.image.paste(rgb(ink), stencil.box, ImageChops.multiply(stencil.mask, tint))

    def glow(self, x, y, radius, ink, strength=0.7, squash=1.0):
        """Light that spreads from a lamp, a window or the sun."""
        reach = round(radius * self.scale)
        tall = max(round(reach * squash), 1)
        # Pillow's radial gradient stands at 181 halfway along each edge; the light must be out by there.
        light = Image.radial_gradient("L").point(lambda v: round(max(1 - v / 180, 0) ** 2 * 255 * strength))
        light = light.resize((reach * 2, tall * 2), Image.Resampling.BILINEAR)
        self.image.paste(rgb(ink), (round(x * self.scale) - reach, round(y * self.scale) - tall), light)

    def _stencil(self, where):
        return where if isinstance(where, Stencil) else self.cut(where)

    def _slope(self, stencil, toward, strength):
        level = round(255 * strength)
        if toward == "all":
            return Image.new("L", stencil.mask.size, level)
        slope = Image.linear_gradient("L").point(lambda v: round(v * strength))
        if TURNS[toward] is not None:
            slope = slope.transpose(TURNS[toward])
        return slope.resize(stencil.mask.size, Image.Resampling.BILINEAR)

    # The finished print

    def printed(self, tooth=11):
        """The picture at its own size, with the tooth of paper and uneven ink in it."""
        size = (self.width, self.height)
        picture = self.image.reduce(2) if self.scale == 2 else self.image.resize(size, Image.Resampling.BOX)
        paper = self.grain.crop((0, 0, *size)).point(lambda v: 128 + (v - 128) * tooth // 128)
        blots = Image.frombytes("L", (60, 40), self.rng.randbytes(2400)).filter(ImageFilter.GaussianBlur(1.2))
        blots = blots.resize(size, Image.Resampling.BICUBIC).point(lambda v: 128 + (v - 128) * 14 // 128)
        tooth_and_blots = ImageChops.add(paper, blots, offset=-128)
        return ImageChops.overlay(picture, Image.merge("RGB", [tooth_and_blots] * 3))
