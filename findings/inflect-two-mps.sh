#!/bin/sh
# inflect 7.6.0 writes "2 MPS", "3 NGOES" and "a 11-year-old".
#
# Capital letters are a word in capitals to it, and so their plural gets a capital S; NGO ends with an O, like potato.
# Its documentation has a() add the correct one of "a" and "an". All figures get "a", also the 8 and the 11 of the sound
# of "eight", and letters that are spelled out go wrong where they could be a word: "a FA Cup", "a SOS", but "an MP".
# Expected: 2 MPs, 3 NGOs, an 11-year-old, an 8th, an FA Cup, an SOS.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check inflect==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import inflect

engine = inflect.engine()
plurals = [engine.no("MP", 2), engine.no("NGO", 3), engine.no("U-turn", 2)]
articles = [engine.a(word) for word in ("11-year-old", "8th", "FA Cup", "SOS", "MP")]
print(f"inflect {version('inflect')}", plurals, articles, sep="\n  ")
if plurals[:2] != ["2 MPS", "3 NGOES"] or articles != ["a 11-year-old", "a 8th", "a FA Cup", "a SOS", "an MP"]:
    sys.exit("It changed.")
PYTHON
