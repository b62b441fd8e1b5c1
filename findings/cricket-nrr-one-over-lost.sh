#!/bin/sh
# cricket-nrr 0.1.1 asks for 57 runs in 19 overs of a side whose opponents made 160 in twenty.
#
# By its documentation the library has the targets of games that rain shortens, of twenty overs too. By the Standard
# Edition of Duckworth and Lewis, whose table it brings (with 59.5 for 20 overs, where ICC has 56.6), a side that has
# less of its means (R2) than the other had (R1) needs S × R2 / R1 + 1. The library takes any full innings for 100, as
# if it were one of fifty overs, and subtracts a part of an average score in place of the ratio: after 60 in twenty,
# one run wins. From 250 in fifty to 25 overs, the match in its documentation, both come to much the same.
# Expected: 156, as by the formula and the library's own table.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check cricket-nrr==0.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from cricket_nrr import DLSEngine, Over

engine = DLSEngine()
EXPECTED = {(250, 50, 25): (173, 171), (120, 50, 25): (43, 82), (160, 20, 19): (57, 156), (60, 20, 15): (1, 51)}

print(f"cricket-nrr {version('cricket-nrr')}")
seen = {}
for runs, overs, left in EXPECTED:
    target = engine.revised_target(
        team1_score=runs,
        team1_overs_faced=Over(overs),
        team1_max_overs=Over(overs),
        team1_wickets_lost=6,
        team2_overs_available=Over(left),
    )
    had, has = (engine.resource_percentage(Over(each), 0) for each in (overs, left))
    seen[runs, overs, left] = target, int(runs * has / had) + 1
    print(f"  {runs} in {overs} overs, {left} left: {target}, by the formula {seen[runs, overs, left][1]}")
if seen != EXPECTED:
    sys.exit("It changed.")
PYTHON
