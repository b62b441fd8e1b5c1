"""The card of a page without a picture, drawn from its title in the paper's face and colour."""

import io
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from common.share_card import SIZE
from newsroom.paper.lettering import code_points

# Pillow reads the very file that browsers get.
FACE = Path(__file__).parent.parent / "static" / "newsroom" / "fonts" / "newsreader.woff2"
REGULAR, BOLD = 500, 700
GROUND, INK, LINE = "#fbf9f4", "#1d1b18", "#d8d2c4"
OWN_COLOUR = "#0d5c63"
MARGIN, BAND = 80, 18
KICKER_AT, TITLE_AT, LINE_AT, NAME_AT = 96, 150, 508, 536
SMALL, NAME = 36, 42
SIZES = (104, 96, 88, 80, 72, 64, 58, 52, 46, 42)  # of a title, the first that fits
LEADING = 1.12
WIDTH, HEIGHT = SIZE[0] - 2 * MARGIN, LINE_AT - TITLE_AT - 20
COLOURS = 32
KEPT = 128  # some 20 KB each


@dataclass(frozen=True)
class Lettering:
    """One weight of the face, measured once: a line is as much wider as its letters are larger."""

    weight: int
    measured_at: int = 100

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        font = ImageFont.truetype(FACE, size)
        font.set_variation_by_axes([self.weight])
        return font

    def lines(self, words: str, size: int, measure: ImageFont.FreeTypeFont) -> list[str]:
        """The words in lines that are no wider than a card; a word that is wider is broken."""
        most = WIDTH * self.measured_at / size
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if measure.getlength(longer) <= most:
                lines[-1] = longer
                continue
            lines.append(word)
            while measure.getlength(lines[-1]) > most:
                cut = _end_of(lines[-1], most, measure)
                lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
        return [line for line in lines if line]

    def fitted(self, words: str, sizes: tuple[int, ...], height: int) -> tuple[int, list[str]]:
        """The largest of the sizes at which all the words stand in this height, whole; else what does at the least."""
        measure = self.font(self.measured_at)
        for size in sizes:
            lines, most = self.lines(words, size, measure), int(height / (size * LEADING))
            if len(lines) <= most and " ".join(lines) == " ".join(words.split()):
                return size, lines
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1][:-1].rstrip()}…"]
        return size, lines


def _end_of(word, most, measure):
    """How many of its letters are no wider than this, one at least."""
    return max(1, bisect_right(range(len(word) + 1), most, key=lambda end: measure.getlength(word[:end])) - 1)


@lru_cache(maxsize=KEPT)
def draw_card(*, title: str, kicker: str, paper: str, colour: str) -> bytes:
    """A PNG. A title that the face has no letters for gives way to the paper's name."""
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], BAND), fill=colour or OWN_COLOUR)
    draw.line((MARGIN, LINE_AT, SIZE[0] - MARGIN, LINE_AT), fill=LINE, width=2)
    parts = [
        (kicker, BOLD, (SMALL,), KICKER_AT, SMALL * LEADING, colour or OWN_COLOUR),
        (drawable(title) or paper, BOLD, SIZES, TITLE_AT, HEIGHT, INK),
        (paper, REGULAR, (NAME, SMALL), NAME_AT, NAME * LEADING, INK),
    ]
    for words, weight, sizes, top, height, ink in parts:
        lettering = Lettering(weight)
        size, lines = lettering.fitted(drawable(words), sizes, int(height) + 1)
        font = lettering.font(size)
        for number, line in enumerate(lines):
            place = (MARGIN, top + round(number * size * LEADING))
            draw.text(place, line, font=font, fill=ink, anchor="la")
    out = io.BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def drawable(words: str) -> str:
    """The words, without signs that the face lacks; nothing where a letter is missing, since that would be misread."""
    words = unicodedata.normalize("NFC", " ".join(words.split()))
    missing = {sign for sign in words if ord(sign) not in code_points()}
    if any(sign.isalnum() for sign in missing):
        return ""
    return "".join(sign for sign in words if sign not in missing)
