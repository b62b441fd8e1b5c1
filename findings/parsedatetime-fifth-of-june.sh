#!/bin/sh
# parsedatetime 2.6 reads "the 25th of December 2026" as the 1st of December, and says that it found a date.
#
# "25th December" is the 25th to it. One "of" between them, as people say it and the British write it, and the day is
# lost: the month begins. The second value, by its documentation, tells whether a date, an hour or both were found; it
# is 1 for a date and 3 for both, as of a date that was read whole.
# Expected: the 25th, or 0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check parsedatetime==2.6
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime as dt
import sys
from importlib.metadata import version

import parsedatetime

WORDS = ("25th December 2026", "the 25th of December 2026", "Friday the 5th of June", "3rd of July at 7pm")

calendar = parsedatetime.Calendar()
seen = {}
for words in WORDS:
    moment, found = calendar.parseDT(words, sourceTime=dt.datetime(2026, 5, 30, 9, 0))
    seen[words] = f"{moment:%d %b %H:%M}", found
    print(f"parsedatetime {version('parsedatetime')}: {words} → {seen[words]}")
if list(seen.values()) != [("25 Dec 09:00", 1), ("01 Dec 09:00", 1), ("01 Jun 09:00", 1), ("01 Jul 19:00", 3)]:
    sys.exit("It changed.")
PYTHON
