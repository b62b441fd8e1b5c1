#!/bin/sh
# dateparser 1.5.0 reads 8 August 2026 in Welsh, "8 Awst 2026", as 1 August in the west of Australia.
#
# Welsh is one of its languages, "Awst" its August, and AWST its name for Australian Western Standard Time, which is
# taken out before any language is tried. What is left is a number and a year: "3 Awst 2026" is in March, "12 Awst" in
# December. All other months are read, and so is this one where Welsh is the only language that may be tried; where
# English may be as well, as on a page of both, it is not. Expected: the 8th of August, without a zone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime as dt
import sys
from importlib.metadata import version

import dateparser

SETTINGS = {"RELATIVE_BASE": dt.datetime(2026, 6, 1)}

seen = {}
for words in ("8 Awst 2026", "3 Awst 2026", "12 Awst", "8 Medi 2026"):
    seen[words] = [str(dateparser.parse(words, languages=each, settings=SETTINGS)) for each in (["cy", "en"], ["cy"])]
    print(f"dateparser {version('dateparser')}: {words} is {seen[words][0]}; in Welsh alone {seen[words][1]}")
either, welsh = zip(*seen.values(), strict=True)
if [each[:10] for each in welsh] != ["2026-08-08", "2026-08-03", "2026-08-12", "2026-09-08"]:
    sys.exit("It changed.")
if either != (*(f"2026-{month}-01 00:00:00+08:00" for month in ("08", "03", "12")), "2026-09-08 00:00:00"):
    sys.exit("It changed.")
PYTHON
