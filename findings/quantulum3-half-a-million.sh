#!/bin/sh
# quantulum3 0.10.0 reads "half a million" as 1,500,000, and a pool of £5m as five "pound sterling metre".
#
# The library finds sums and measures in a text, by its README spelled-out numbers and ranges too. In front of a word
# for a number the half is added, not multiplied; in front of a measure it is below the line: half a mile is 0.5 "per
# mile". The m and bn that British papers write are units to it, a metre and a "barn newton", while £5M and £5 million
# are five million pounds, and of "a £12 ticket" the 12 becomes a power and the sum 1. No value says that it is a guess;
# a table made of stories adds them up.
# Expected: 500,000, 5,000,000 and 12 pounds, and half a mile.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check quantulum3==0.10.0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

from quantulum3 import parser

EXPECTED = {
    "Half a million voted.": [(1.5e6, "dimensionless")],
    "It is half a mile away.": [(0.5, "per mile")],
    "It cost £5 million.": [(5e6, "pound sterling")],
    "It cost £5M.": [(5e6, "pound sterling")],
    "It cost £5m.": [(5, "pound sterling metre")],
    "It cost £5bn.": [(5, "pound sterling barn newton")],
    "She has a £12 ticket.": [(1, "pound sterling to the 12")],
}
print(f"quantulum3 {version('quantulum3')}")
seen = {text: [(each.value, each.unit.name) for each in parser.parse(text)] for text in EXPECTED}
for text, found in seen.items():
    print(f"  {text} {found}")
if seen != EXPECTED:
    sys.exit("It changed.")
PYTHON
