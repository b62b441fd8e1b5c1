#!/bin/sh
# premailer 3.10.0 sends white words on white paper where the letter's own styles forbid it with !important.
#
# CSS (Cascading and Inheritance 4, 6.1) lets an important rule of a sheet win over the style attribute of an element;
# letters use it against the colours of what was pasted into them. When it moves a sheet into the attributes the library
# lets the attribute win, and takes the rule away: no mail program can mend it any more, also where it is asked to keep
# !important (strip_important=False). A browser has the words black, before the letter is made ready. So does css-inline
# 0.24.0. Expected: color:black.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check premailer==3.10.0 css-inline==0.24.0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import re
import sys
from importlib.metadata import version

import css_inline
import premailer

LETTER = """<html><head><style>p { color: black !important }</style></head>
<body><p style="color: white">It held.</p></body></html>"""

made = {
    "premailer": premailer.transform(LETTER),
    "premailer, strip_important=False": premailer.transform(LETTER, strip_important=False),
    "css-inline": css_inline.inline(LETTER),
}
print("premailer", version("premailer"), "css-inline", version("css-inline"))
seen = {name: re.search(r"<p[^>]*>", letter)[0] for name, letter in made.items()}
print(*(f"  {name}: {tag}" for name, tag in seen.items()), sep="\n")
if ["black" in letter for letter in made.values()] != [False, False, True]:
    sys.exit("It changed.")
if ["white" in tag for tag in seen.values()] != [True, True, False]:
    sys.exit("It changed.")
PYTHON
