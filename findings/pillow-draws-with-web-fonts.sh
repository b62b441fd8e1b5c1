#!/bin/sh
# Pillow 13.0.0 opens a variable WOFF2 as it is, and draws with any weight of it.
#
# Its wheel brings a FreeType with Brotli, while its documentation of ImageFont names TrueType and OpenType fonts: no TTF
# beside the web font, and no fontTools, is needed to draw a headline in a paper's own face.
# Expected from the documentation: "cannot open resource".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q --disable-pip-version-check install pillow==13.0.0
cd "$folder"
npm pack --silent @fontsource-variable/newsreader@5.2.10 >/dev/null
tar xzf fontsource-variable-newsreader-5.2.10.tgz
"$folder/venv/bin/python" - <<'PYTHON'
import sys

from PIL import ImageFont, features

file = "package/files/newsreader-latin-wght-normal.woff2"
font = ImageFont.truetype(file, 100)
widths = []
for weight in (200, 800):
    font.set_variation_by_axes([weight])
    widths.append(round(font.getlength("Barrier holds")))
print("FreeType", features.version("freetype2"), "widths at 200 and 800:", widths)
sys.exit(not (open(file, "rb").read(4) == b"wOF2" and widths[0] < widths[1]))
PYTHON
