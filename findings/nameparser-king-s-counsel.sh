#!/bin/sh
# nameparser 2.6.0 gives Ann Jones KC the surname KC and the middle name Jones.
#
# By its README the library splits a name into title, given name, family name and suffix. It has QC among its suffixes,
# the letters of a Queen's Counsel; those of a King's Counsel, as all of them are since September 2022, are a name to
# it. So are MSP (of the Scottish Parliament) beside MP, and MLA (of the Assembly of Northern Ireland). With a comma
# before them they are the given name. Where the library is in doubt it says so, in `ambiguities`; here it is not, and
# whoever sorts speakers by family name has one under K.
# Expected: Jones, as for QC and MP.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check nameparser==2.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from nameparser import parse

EXPECTED = {
    "Ann Jones QC": ("Ann", "", "Jones", "QC"),
    "Ann Jones KC": ("Ann", "Jones", "KC", ""),
    "Ann Jones, KC": ("KC", "", "Ann Jones", ""),
    "Ann Jones MP": ("Ann", "", "Jones", "MP"),
    "Ann Jones MSP": ("Ann", "Jones", "MSP", ""),
    "Ann Jones MLA": ("Ann", "Jones", "MLA", ""),
}

print("nameparser", version("nameparser"))
seen = {}
for words in EXPECTED:
    name = parse(words)
    seen[words] = (name.given, name.middle, name.family, name.suffix)
    print(f"  {words}: given {name.given!r}, middle {name.middle!r}, family {name.family!r}, suffix {name.suffix!r}")
    if name.ambiguities:
        sys.exit("It changed: it tells of a doubt.")
if seen != EXPECTED:
    sys.exit("It changed.")
PYTHON
