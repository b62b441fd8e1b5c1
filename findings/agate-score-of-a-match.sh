#!/bin/sh
# agate 1.14.2 turns the score "2-1" of a table of matches into the first of February 2001.
#
# The library, once called journalism, guesses what each column of a file holds. A score looks like a month and a day to
# it, and the year is made up: the table is sorted, joined and written back by days on which nobody played. A score with
# a nought among them keeps the column as it is, so that it depends on the matches of the week. A column of hours,
# "14:30", becomes 14 minutes and 30 seconds.
# Expected: words, or a date that names its year.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check agate==1.14.2
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io
import sys
from importlib.metadata import version

import agate

MATCHES = "home,away,score,begins\nNefyn,Amlwch,2-1,14:30\nRhyl,Conwy,3-2,19:45\n"

print("agate", version("agate"))
seen = []
for text in (MATCHES, MATCHES + "Bangor,Bala,0-0,15:00\n"):
    table, written = agate.Table.from_csv(io.StringIO(text)), io.StringIO()
    table.to_csv(written)
    seen.append(written.getvalue().splitlines()[1])
    print(f"  {len(table.rows)} matches: {type(table.columns['score'].data_type).__name__}: {seen[-1]}")
if seen != ["Nefyn,Amlwch,2001-02-01,0:14:30", "Nefyn,Amlwch,2-1,0:14:30"]:
    sys.exit("It changed.")
PYTHON
