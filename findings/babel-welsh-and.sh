#!/bin/sh
# Babel 2.19.0 (CLDR) joins Welsh names by "a(c)", brackets and all: "Bangor a(c) Conwy".
#
# Welsh says "a" before a consonant and "ac" before a vowel. A pattern of CLDR is what stands between two names (UTS 35,
# part 2, list patterns), and this one holds both forms at once, as a clerk writes them on a form: readers get them. For
# Spanish, whose word changes too, the data has a proper word, and so it has for "or" in Welsh.
# Expected: "Bangor a Chonwy", or any word that is Welsh.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from babel.lists import format_list

seen = [format_list(["Bangor", "Conwy"], locale="cy"), format_list(["Nefyn", "Rhyl", "Amlwch"], locale="cy")]
other = [format_list(["Bangor", "Conwy"], "or", locale="cy"), format_list(["España", "Italia"], locale="es")]
print(f"Babel {version('babel')}", *seen, *other, sep="\n  ")
if seen != ["Bangor a(c) Conwy", "Nefyn, Rhyl, a(c) Amlwch"] or other[0] != "Bangor neu Conwy":
    sys.exit("It changed.")
PYTHON
