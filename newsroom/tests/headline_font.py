"""The face of the headlines, cut out of the whole Newsreader to what British papers print. Made by `make font`."""

import io
from collections import defaultdict
from importlib import resources
from itertools import product

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
        kern_by_class(kerned)
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


def kern_by_class(font) -> None:
    """Kern each pair of letters by a whole step, in one table of classes. The face comes with 3,000 pairs beside its
    classes; letters that are kerned alike before and after all others are a class, which says the same in half.
    """
    from fontTools.otlLib.builder import buildPairPosClassesSubtable, buildValue

    (lookup,) = font["GPOS"].table.LookupList.Lookup
    letters = font.getGlyphOrder()
    moves = {pair: KERNING_STEP * round(kerning_of(lookup, *pair) / KERNING_STEP) for pair in product(letters, letters)}
    first = alike({letter: tuple(moves[letter, other] for other in letters) for letter in letters})
    second = alike({letter: tuple(moves[other, letter] for other in letters) for letter in letters})
    kerned = {(first[a], second[b]): (buildValue({"XAdvance": move}), None) for (a, b), move in moves.items() if move}
    lookup.SubTable = [buildPairPosClassesSubtable(kerned, font.getReverseGlyphMap())]


def kerning_of(lookup, first, second):
    """How far a letter moves its follower: by the first part of the table that names them."""
    for part in lookup.SubTable:
        if first not in part.Coverage.glyphs:
            continue
        if part.Format == 2:
            row = part.Class1Record[part.ClassDef1.classDefs.get(first, 0)]
            return row.Class2Record[part.ClassDef2.classDefs.get(second, 0)].Value1.XAdvance
        pairs = part.PairSet[part.Coverage.glyphs.index(first)].PairValueRecord
        named = {pair.SecondGlyph: pair.Value1.XAdvance for pair in pairs}
        if second in named:
            return named[second]
    return 0


def alike(moves):
    """The class of each letter: all that move alike."""
    classes = defaultdict(list)
    for letter, row in moves.items():
        classes[row].append(letter)
    return {letter: tuple(group) for group in classes.values() for letter in group}


if __name__ == "__main__":
    make()
