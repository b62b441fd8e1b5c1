"""The face of the headlines, cut out of the whole Newsreader to what British papers print. Made by `make font`."""

import io
from importlib import resources

from newsroom.paper.lettering import LETTERS, OWN_LETTERS, code_points
from newsroom.tests.source import ROOT

FONTS = ROOT / "newsroom" / "static" / "newsroom" / "fonts"
SOURCE = "Newsreader[opsz,wght].ttf"
FILE, OWN_FILE, OWN_LIGHT_FILE = "newsreader.woff2", "newsreader-own.woff2", "newsreader-own-light.woff2"
SIZE = 40  # drawn for headlines
BOLD, LIGHT = 700, 500  # the weights that the sheets use: of headlines, and of opinion and quotations
FEATURES = ["kern", "liga", "ccmp", "locl", "lnum", "tnum"]
# Drawn on a grid of 1,000 to the size of a letter, half as fine as it comes, and all weights kerned as the boldest,
# in steps of 16. It moves a letter of the largest headline by a dot at most; the file is a third smaller.
GRID, KERNED_AS, KERNING_STEP = 1000, BOLD, 16


def make() -> None:
    package = resources.files("fontpkg_newsreader")
    source = (package / "files" / SOURCE).read_bytes()
    files = ((FILE, (LIGHT, BOLD), LETTERS), (OWN_FILE, BOLD, OWN_LETTERS), (OWN_LIGHT_FILE, LIGHT, OWN_LETTERS))
    for name, weights, letters in files:
        font, kerned = cut(source, weights, letters), cut(source, KERNED_AS, letters)
        round_kerning(kerned["GPOS"].table)
        font["GPOS"] = kerned["GPOS"]
        font["GDEF"] = kerned["GDEF"]  # which else keeps how the kerning of the weights differs
        font.flavor = "woff2"
        font.save(FONTS / name)
    (FONTS / "OFL.txt").write_text((package / "LICENSE").read_text())


def cut(source, weights, letters):
    """The face at the size of headlines, with these weights (one, or the first and the last) and letters."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.scaleUpem import scale_upem
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    font = instantiateVariableFont(font, {"opsz": SIZE, "wght": weights})
    subsetter = Subsetter(Options(layout_features=FEATURES, hinting=False))
    subsetter.populate(unicodes=code_points(letters))
    subsetter.subset(font)
    scale_upem(font, GRID)
    return font


def round_kerning(table) -> None:
    """Bring the distance of each pair of letters to a whole step. The face has pairs alone, one by one and by class."""
    for lookup in table.LookupList.Lookup:
        for part in lookup.SubTable:
            pairs = (
                [pair for first in part.PairSet for pair in first.PairValueRecord]
                if part.Format == 1
                else [pair for first in part.Class1Record for pair in first.Class2Record]
            )
            for pair in pairs:
                pair.Value1.XAdvance = KERNING_STEP * round(pair.Value1.XAdvance / KERNING_STEP)


if __name__ == "__main__":
    make()
