"""The face of the headlines, cut out of the whole Newsreader to what British papers print. Made by `make font`."""

import io
from importlib import resources

from newsroom.tests.source import ROOT

FONTS = ROOT / "newsroom" / "static" / "newsroom" / "fonts"
SOURCE, FILE = "Newsreader[opsz,wght].ttf", "newsreader.woff2"
SIZE, WEIGHTS = 40, (500, 700)  # drawn for headlines; the weights that the sheets use
# Latin with the accents of Welsh, Gaelic and the neighbours' names, quotation marks, dashes and money.
LETTERS = (
    "20-7E A0-FF 104-107 118-11B 141-144 152-153 15A-15B 160-161 174-178 179-17E 1E80-1E85 1EF2-1EF3 "
    "2013-2014 2018-201A 201C-201E 2022 2026 2032-2033 20AC 2212"
)
FEATURES = ["kern", "liga", "ccmp", "locl", "lnum", "tnum"]


def code_points() -> set[int]:
    ends = [[int(end, 16) for end in part.split("-")] for part in LETTERS.split()]
    return {point for first, *last in ends for point in range(first, (last or [first])[0] + 1)}


def make() -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    package = resources.files("fontpkg_newsreader")
    font = TTFont(io.BytesIO((package / "files" / SOURCE).read_bytes()), recalcTimestamp=False)
    font = instantiateVariableFont(font, {"opsz": SIZE, "wght": WEIGHTS})
    subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False))
    subsetter.populate(unicodes=code_points())
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(FONTS / FILE)
    (FONTS / "OFL.txt").write_text((package / "LICENSE").read_text())


if __name__ == "__main__":
    make()
