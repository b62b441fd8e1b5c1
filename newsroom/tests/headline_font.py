"""The face of the headlines, cut out of the whole Newsreader to what British papers print. Made by `make font`."""

import io
from importlib import resources

from newsroom.paper.lettering import LETTERS, OWN_LETTERS, code_points
from newsroom.tests.source import ROOT

FONTS = ROOT / "newsroom" / "static" / "newsroom" / "fonts"
SOURCE = "Newsreader[opsz,wght].ttf"
FILE, OWN_FILE = "newsreader.woff2", "newsreader-own.woff2"
SIZE, WEIGHTS = 40, (500, 700)  # drawn for headlines; the weights that the sheets use
FEATURES = ["kern", "liga", "ccmp", "locl", "lnum", "tnum"]


def make() -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    package = resources.files("fontpkg_newsreader")
    for name, letters in ((FILE, LETTERS), (OWN_FILE, OWN_LETTERS)):
        font = TTFont(io.BytesIO((package / "files" / SOURCE).read_bytes()), recalcTimestamp=False)
        font = instantiateVariableFont(font, {"opsz": SIZE, "wght": WEIGHTS})
        subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False))
        subsetter.populate(unicodes=code_points(letters))
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(FONTS / name)
    (FONTS / "OFL.txt").write_text((package / "LICENSE").read_text())


if __name__ == "__main__":
    make()
