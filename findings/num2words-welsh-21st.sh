#!/bin/sh
# num2words 0.5.14 has the Welsh for the 21st wrong: "cyntaf ar hugain".
#
# Within a Welsh number "first" is "unfed", as in "unfed ar ddeg" (11th) and "unfed ar ddeg ar hugain" (31st), which the
# library has right. The 21st, 41st, 61st and 81st get "cyntaf", which stands alone only. "21ain", the form in figures,
# comes back as the number 21. Expected: "unfed ar hugain".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check num2words==0.5.14
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from num2words import num2words

seen = {number: num2words(number, lang="cy", to="ordinal") for number in (1, 11, 21, 31, 41)}
figures = num2words(21, lang="cy", to="ordinal_num")
print(f"num2words {version('num2words')}", *seen.items(), figures, sep="\n  ")
if (seen[11], seen[21], figures) != ("unfed ar ddeg", "cyntaf ar hugain", 21):
    sys.exit("It changed.")
PYTHON
